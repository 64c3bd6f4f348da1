// Whole shares for a sum of money that come near to given weights.
#pragma once

#include <span>
#include <vector>

namespace ballast::planner {

struct Allocation {
  std::vector<double> shares;  // whole numbers, in the order of the weights; short ones below zero
  double left_over = 0.0;
};

struct AllocationRequest {
  std::span<const double> weights;
  std::span<const double> prices;  // above zero
  double value = 0.0;
  double short_ratio = 0.0;  // short positions are worth so much of the value
  bool reinvest = false;     // what short positions bring is invested
};

/// Rounds down, then buys a share of what is furthest under its weight and can still be paid.
/// Long and short weights are each scaled to 1.
[[nodiscard]] Allocation allocate_greedily(const AllocationRequest& request);

/// Returns the shares with the least sum of |weight * value - shares * price| + what is left over:
/// each is rounded down or up, and which are rounded up is searched for exactly.
[[nodiscard]] Allocation allocate_exactly(const AllocationRequest& request);

/// Returns the root of the mean squared difference between the weights and those of the shares.
[[nodiscard]] double allocation_error(std::span<const double> weights,
                                      std::span<const double> shares,
                                      std::span<const double> prices);

}  // namespace ballast::planner
