// Weights of price paths with which a weighted sum of scores is never below the combined score,
// which is made of the worst score, the tenth percentile and the mean.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {

/// One number >= 0 a path, in units of 1 / path_weight_one.
using PathWeights = std::vector<std::int64_t>;

inline constexpr std::int64_t path_weight_one = std::int64_t{10} << 30U;

/// Returns weights that hold for all sets, and are tight for one with these scores: with s the
/// scores, h = trunc(n / 10) and B any m > h paths, at most h of B score below the percentile and
/// none below the worst, so sum over B of s >= h * worst + (m - h) * percentile; and worst <= s of
/// any path. REQUIRES: at least one score; all weights >= 0.
[[nodiscard]] PathWeights weights_for(const ScenarioWeights& parts,
                                      std::span<const std::int64_t> scores);

/// The average of weights that hold, which holds, too.
class AverageWeights {
 public:
  void add(const PathWeights& weights);

  /// Returns the average, rounded upward. REQUIRES: some were added.
  [[nodiscard]] PathWeights average() const;

 private:
  PathWeights sum_;
  std::int64_t count_ = 0;
};

}  // namespace ballast::planner
