#include "planner/scoring/security/score_rules.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::planner::scoring {
namespace {

double sum_of(const GroupWeights& weights) {
  double sum = 0.0;
  for (const double weight : weights) sum += weight;
  return sum;
}

}  // namespace

GroupWeights group_weights(ProductType product, const ScoreRules& rules) {
  GroupWeights out =
      rules.weights ? *rules.weights : (is_fund(product) ? fund_weights : equity_weights);
  if (!rules.weights) {
    const double regime = std::clamp(rules.regime, -1.0, 1.0);
    const GroupWeights& toward = regime > 0.0 ? bull_weights : bear_weights;
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] += std::abs(regime) * (toward[i] - equity_weights[i]);
    }
  }
  const double sum = sum_of(out);
  if (sum > 0.0) {
    for (double& weight : out) weight /= sum;
  }
  return out;
}

bool weights_outdated(double regime_then, double regime_now) {
  if (std::abs(regime_now - regime_then) > 0.10) return true;
  constexpr std::array borders = {-0.33, 0.0, 0.33};
  return std::any_of(borders.begin(), borders.end(), [&](double border) {
    return (regime_then < border) != (regime_now < border);
  });
}

}  // namespace ballast::planner::scoring
