// What is told of target weights besides: where trades lead, what moves alike.
#include <algorithm>
#include <cmath>

#include "planner/optimization/algebra.hpp"
#include "planner/targets/target_maker.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t related_pairs = 5;

void keep_highest(std::vector<RelatedPair>& pairs) {
  std::stable_sort(pairs.begin(), pairs.end(), [](const RelatedPair& a, const RelatedPair& b) {
    return a.correlation > b.correlation;
  });
  if (pairs.size() > related_pairs) pairs.resize(related_pairs);
}

}  // namespace

Result<bool> TargetMaker::tell_relations() {
  tell_tree();
  tell_related();
  std::stable_sort(report_.entries.begin(), report_.entries.end(),
                   [](const TargetEntry& a, const TargetEntry& b) { return a.symbol < b.symbol; });
  return false;
}

double TargetMaker::volatility_of(const std::vector<double>& weights) const {
  return std::sqrt(std::max(quadratic_form(model_.covariance, weights), 0.0));
}

void TargetMaker::tell_planned(std::vector<double> weights) {
  if (trades_.empty()) return;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    for (const TargetWeight& trade : trades_) {
      if (trade.security == report_.entries[k].security) weights[k] += trade.weight;
    }
  }
  report_.planned_expected = dot(weights, problem_.expected);
  report_.planned_volatility = volatility_of(weights);
}

void TargetMaker::tell_tree() {
  const ClusterTree tree = cluster_tree(model_.covariance);
  for (const std::size_t k : tree.order) report_.clusters.push_back(report_.entries[k].symbol);
  report_.tree = tree.joins;
}

void TargetMaker::tell_related() {
  const Matrix correlation = correlation_of(model_.covariance);
  std::vector<RelatedPair> pairs;
  for (std::size_t i = 0; i < correlation.rows(); ++i) {
    for (std::size_t j = i + 1; j < correlation.rows(); ++j) {
      pairs.push_back({report_.entries[i].symbol, report_.entries[j].symbol, correlation(i, j)});
      if (pairs.size() >= 64 * related_pairs) keep_highest(pairs);
    }
  }
  keep_highest(pairs);
  report_.related = std::move(pairs);
}

}  // namespace ballast::planner
