// The prices of a problem's limits and pieces: whatever non-negative numbers they are, the bound
// that they give holds. Integers in units of 2^-30, so that it is computed without rounding error.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/bounding/problem.hpp"

namespace ballast::planner {

struct Multipliers {
  std::vector<std::int64_t> limits;  // >= 0, one per limit; per unit of its use
  std::vector<std::int64_t> groups;  // -1..1, one per group; |deviation| >= -multiplier * deviation
  std::int64_t dividend = 0;         // 0..1: how much of the dividend is held at its cap

  bool operator==(const Multipliers&) const = default;
};

/// Returns those that price nothing: valid for every problem.
[[nodiscard]] Multipliers no_prices(const BoundProblem& problem);

/// A part of a problem: some trades are chosen, some barred.
struct Remainder {
  std::int64_t value = 0;            // ticks: base and the values of the chosen trades
  std::int64_t dividend = 0;         // base and chosen
  std::vector<std::int64_t> left;    // of each limit; may be below zero
  std::vector<std::int64_t> groups;  // deviations
};

[[nodiscard]] Remainder whole(const BoundProblem& problem);
void choose(const BoundProblem& problem, CandidateIndex index, Remainder& remainder);

/// What multipliers prove: no completion of a remainder is worth more than `fixed` and the rewards
/// of the trades that it adds. In ticks, rounded upward.
struct Prices {
  std::int64_t fixed = 0;
  std::vector<std::int64_t> rewards;  // one per candidate
};

/// Numbers within these limits can be added up without leaving int64: a fixed part and the rewards
/// of as many candidates as may be bounded.
inline constexpr std::int64_t most_fixed = std::int64_t{1} << 60U;
inline constexpr std::int64_t most_reward = std::int64_t{1} << 54U;
inline constexpr std::size_t most_bounded_candidates = 256;

/// Fills in the prices. Returns false where a number is too large for the limits above; then
/// nothing is proven. It never is for `no_prices`.
[[nodiscard]] bool price(const BoundProblem& problem, const Remainder& remainder,
                         const Multipliers& multipliers, Prices& prices);

}  // namespace ballast::planner
