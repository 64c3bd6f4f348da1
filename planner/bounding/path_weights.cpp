#include "planner/bounding/path_weights.hpp"

#include <algorithm>
#include <numeric>

namespace ballast::planner {
namespace {

constexpr std::int64_t weight_unit = path_weight_one / 10;  // of a tenth

std::int64_t divided_up(std::int64_t value, std::int64_t by) {
  return (value + by - 1) / by;
}

}  // namespace

PathWeights weights_for(const ScenarioWeights& parts, std::span<const std::int64_t> scores) {
  const auto count = static_cast<std::int64_t>(scores.size());
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  // No score is below zero, so weights may be rounded upward.
  PathWeights weights(scores.size(), divided_up(parts.mean * weight_unit, count));
  const std::int64_t below = count / 10;
  const std::int64_t lowest = std::min(count, std::max<std::int64_t>(1, 2 * below));
  const std::int64_t share = divided_up(weight_unit, lowest - below);
  for (std::int64_t i = 0; i < lowest; ++i) {
    weights[order[static_cast<std::size_t>(i)]] += parts.tenth_percentile * share;
  }
  weights[order.front()] +=
      std::max<std::int64_t>(0, parts.worst * weight_unit - parts.tenth_percentile * below * share);
  return weights;
}

void AverageWeights::add(const PathWeights& weights) {
  sum_.resize(weights.size(), 0);
  for (std::size_t i = 0; i < weights.size(); ++i) sum_[i] += weights[i];
  ++count_;
}

PathWeights AverageWeights::average() const {
  PathWeights average;
  for (const std::int64_t sum : sum_) average.push_back(divided_up(sum, count_));
  return average;
}

}  // namespace ballast::planner
