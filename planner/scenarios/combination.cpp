#include "planner/scenarios/combination.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ballast::planner {

ScenarioScores combine(std::span<const std::int64_t> scores, const ScenarioWeights& weights) {
  const std::size_t count = scores.size();
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  const std::int64_t sum = std::accumulate(scores.begin(), scores.end(), std::int64_t{0});
  const std::int64_t worst = scores[order.front()];
  const std::int64_t low = scores[order[count / 10]];
  return {.worst = Score{worst},
          .tenth_percentile = Score{low},
          .mean = Score{sum / static_cast<std::int64_t>(count)},
          .ninetieth = Score{scores[order[9 * count / 10]]},
          .combined = Score{combined_numerator(weights, count, worst, low, sum) /
                            combined_denominator(count)},
          .median_path = order[(count - 1) / 2]};
}

double combine_plainly(std::span<const double> scores, const ScenarioWeights& weights) {
  std::vector<double> sorted(scores.begin(), scores.end());
  std::sort(sorted.begin(), sorted.end());
  const double mean =
      std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
  return 0.1 * (static_cast<double>(weights.worst) * sorted.front() +
                static_cast<double>(weights.tenth_percentile) * sorted[sorted.size() / 10] +
                static_cast<double>(weights.mean) * mean);
}

}  // namespace ballast::planner
