// Weights of price paths with which a weighted sum of scores is never below the combined score,
// which is made of the worst score, the tenth percentile and the mean.
//
// With s the scores of n paths, h = trunc(n / 10) and any shares p and y of paths, none negative:
//   worst <= sum p s                       if the p add up to one, as none is below the worst;
//   percentile + h Y worst <= sum y s      if the y add up to 1 + h Y, Y being the largest of them,
//                                          as at most h paths score below the percentile.
// So a worst + b percentile <= (a - b h Y) sum p s + b sum y s. No score is below zero, so all may
// be rounded upward, and what is negative may be left out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {

/// One number >= 0 a path, in units of 1 / path_weight_one.
using PathWeights = std::vector<std::int64_t>;

inline constexpr std::int64_t path_share_one = std::int64_t{1} << 30U;
inline constexpr std::int64_t path_weight_one = 10 * path_share_one;

/// The shares p and y from above, one number a path each, in units of 1 / path_share_one.
struct PathShares {
  std::vector<std::int64_t> worst;
  std::vector<std::int64_t> percentile;

  bool operator==(const PathShares&) const = default;
};

/// Returns shares that are tight for a set with these scores. REQUIRES: at least one score.
[[nodiscard]] PathShares shares_for(std::span<const std::int64_t> scores);

/// Returns whether the shares are as above and small enough to be computed with.
[[nodiscard]] bool shares_hold(const PathShares& shares, std::size_t paths);

/// Returns the weights. REQUIRES: shares_hold().
[[nodiscard]] PathWeights weights_of(const ScenarioWeights& parts, const PathShares& shares);

/// The average of shares that hold, which holds, too, as their largest numbers are alike.
class AverageShares {
 public:
  void add(const PathShares& shares);

  /// Returns the average, rounded upward. REQUIRES: some were added.
  [[nodiscard]] PathShares average() const;

 private:
  PathShares sum_;
  std::int64_t count_ = 0;
};

}  // namespace ballast::planner
