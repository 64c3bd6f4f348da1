#include "planner/optimization/risk_measures.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "planner/optimization/drawdowns.hpp"

namespace ballast::planner {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double mean_square(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value * value;
  return sum / static_cast<double>(values.size());
}

double sample_variance(std::span<const double> returns) {
  const double mean = mean_of(returns);
  double sum = 0.0;
  for (const double one : returns) sum += (one - mean) * (one - mean);
  return sum / static_cast<double>(returns.size() - 1);
}

double absolute_deviation(std::span<const double> returns) {
  const double mean = mean_of(returns);
  double sum = 0.0;
  for (const double one : returns) sum += std::fabs(one - mean);
  return sum / static_cast<double>(returns.size());
}

/// The root of the sum of squares below a level over n - 1.
double deviation_below(std::span<const double> returns, double level) {
  double sum = 0.0;
  for (const double one : returns) {
    const double below = std::max(level - one, 0.0);
    sum += below * below;
  }
  return std::sqrt(sum / static_cast<double>(returns.size() - 1));
}

double mean_loss(std::span<const double> returns) {
  double sum = 0.0;
  for (const double one : returns) sum += std::max(-one, 0.0);
  return sum / static_cast<double>(returns.size());
}

std::vector<double> losses_of(std::span<const double> returns) {
  std::vector<double> losses(returns.begin(), returns.end());
  for (double& loss : losses) loss = -loss;
  return losses;
}

std::vector<double> gains_of(std::span<const double> returns) {
  return {returns.begin(), returns.end()};
}

/// The smallest of the worst share of losses.
double tail_edge(std::vector<double> losses, double tail) {
  std::sort(losses.begin(), losses.end(), std::greater<>());
  const double place = std::ceil(tail * static_cast<double>(losses.size())) - 1.0;
  return losses[std::min(static_cast<std::size_t>(std::max(place, 0.0)), losses.size() - 1)];
}

double gini_difference(std::span<const double> returns) {
  std::vector<double> sorted(returns.begin(), returns.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<double>(sorted.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    sum += (2.0 * static_cast<double>(i + 1) - 1.0 - count) * sorted[i];
  }
  return 2.0 * sum / (count * (count - 1.0));
}

/// A weighted mean of the tail means of a hundred shares up to `tail` (Ogryczak and Ruszczynski
/// 2002, "Dual stochastic dominance and related mean-risk models").
double tail_gini_of(const std::vector<double>& losses, double tail) {
  constexpr int shares = 100;
  constexpr double first = 0.0001;
  const auto share = [tail](int k) { return first + (tail - first) * k / (shares - 1.0); };
  double sum = share(1) * share(0) / (tail * tail) * tail_mean(losses, share(0));
  for (int k = 1; k + 1 < shares; ++k) {
    const double weight = (share(k + 1) - share(k - 1)) * share(k) / (tail * tail);
    sum += weight * tail_mean(losses, share(k));
  }
  return sum + (tail - share(shares - 2)) / tail * tail_mean(losses, tail);
}

double spread_of(std::span<const double> returns) {
  const auto [least, most] = std::minmax_element(returns.begin(), returns.end());
  return *most - *least;
}

double worst_loss(std::span<const double> returns) {
  return -*std::min_element(returns.begin(), returns.end());
}

double largest_of(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end());
}

/// The places of the worst share, and how much each counts: in all one.
std::vector<double> tail_shares(std::span<const double> losses, double tail) {
  std::vector<std::size_t> order(losses.size());
  for (std::size_t t = 0; t < order.size(); ++t) order[t] = t;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return losses[a] != losses[b] ? losses[a] > losses[b] : a < b;
  });
  const double whole = tail * static_cast<double>(losses.size());
  std::vector<double> shares(losses.size());
  double left = whole;
  for (const std::size_t t : order) {
    const double taken = std::min(left, 1.0);
    if (!(taken > 0.0)) break;
    shares[t] = taken / whole;
    left -= taken;
  }
  return shares;
}

RiskSlope summed(std::span<const double> returns, std::vector<double> pull) {
  double risk = 0.0;
  for (std::size_t t = 0; t < pull.size(); ++t) risk += pull[t] * returns[t];
  return {risk, std::move(pull)};
}

std::vector<double> deviation_pull(std::span<const double> returns) {
  const double mean = mean_of(returns);
  std::vector<double> pull(returns.size());
  for (std::size_t t = 0; t < pull.size(); ++t) {
    pull[t] = returns[t] > mean ? 1.0 : returns[t] < mean ? -1.0 : 0.0;
  }
  const double balance = mean_of(pull);
  for (double& one : pull) one = (one - balance) / static_cast<double>(pull.size());
  return pull;
}

/// Of drawdowns weighted so: each pulls at all returns between its high and its low.
std::vector<double> drawdown_pull(std::span<const double> returns,
                                  std::span<const double> weights) {
  const std::vector<std::size_t> highs = high_places(returns);
  std::vector<double> change(returns.size() + 1);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    change[highs[t]] -= weights[t];
    change[t + 1] += weights[t];
  }
  std::vector<double> pull(returns.size());
  double sum = 0.0;
  for (std::size_t t = 0; t < pull.size(); ++t) pull[t] = sum += change[t];
  return pull;
}

std::vector<double> only_largest(const std::vector<double>& values) {
  std::vector<double> weights(values.size());
  weights[static_cast<std::size_t>(std::max_element(values.begin(), values.end()) -
                                   values.begin())] = 1.0;
  return weights;
}

}  // namespace

double tail_mean(std::vector<double> losses, double tail) {
  std::sort(losses.begin(), losses.end(), std::greater<>());
  const double whole = tail * static_cast<double>(losses.size());
  double left = whole;
  double sum = 0.0;
  for (const double loss : losses) {
    const double taken = std::min(left, 1.0);
    if (!(taken > 0.0)) break;
    sum += taken * loss;
    left -= taken;
  }
  return sum / whole;
}

double risk_of(RiskMeasure measure, std::span<const double> returns, double tail) {
  switch (measure) {
    case RiskMeasure::standard_deviation:
      return std::sqrt(sample_variance(returns));
    case RiskMeasure::variance:
      return sample_variance(returns);
    case RiskMeasure::mean_absolute_deviation:
      return absolute_deviation(returns);
    case RiskMeasure::gini_mean_difference:
      return gini_difference(returns);
    case RiskMeasure::semideviation:
      return deviation_below(returns, mean_of(returns));
    case RiskMeasure::first_lower_partial_moment:
      return mean_loss(returns);
    case RiskMeasure::second_lower_partial_moment:
      return deviation_below(returns, 0.0);
    case RiskMeasure::value_at_risk:
      return tail_edge(losses_of(returns), tail);
    case RiskMeasure::conditional_value_at_risk:
      return tail_mean(losses_of(returns), tail);
    case RiskMeasure::tail_gini:
      return tail_gini_of(losses_of(returns), tail);
    case RiskMeasure::worst_return:
      return worst_loss(returns);
    case RiskMeasure::range:
      return spread_of(returns);
    case RiskMeasure::conditional_value_at_risk_range:
      return tail_mean(losses_of(returns), tail) + tail_mean(gains_of(returns), tail);
    case RiskMeasure::tail_gini_range:
      return tail_gini_of(losses_of(returns), tail) + tail_gini_of(gains_of(returns), tail);
    case RiskMeasure::maximum_drawdown:
      return largest_of(drawdowns(returns));
    case RiskMeasure::average_drawdown:
      return mean_of(drawdowns(returns));
    case RiskMeasure::drawdown_at_risk:
      return tail_edge(drawdowns(returns), tail);
    case RiskMeasure::conditional_drawdown_at_risk:
      return tail_mean(drawdowns(returns), tail);
    case RiskMeasure::ulcer_index:
      return std::sqrt(mean_square(drawdowns(returns)));
    case RiskMeasure::maximum_drawdown_compounded:
      return largest_of(compounded_drawdowns(returns));
    case RiskMeasure::average_drawdown_compounded:
      return mean_of(compounded_drawdowns(returns));
    case RiskMeasure::drawdown_at_risk_compounded:
      return tail_edge(compounded_drawdowns(returns), tail);
    case RiskMeasure::conditional_drawdown_at_risk_compounded:
      return tail_mean(compounded_drawdowns(returns), tail);
    case RiskMeasure::ulcer_index_compounded:
      break;
  }
  return std::sqrt(mean_square(compounded_drawdowns(returns)));
}

bool has_slope(RiskMeasure measure) {
  switch (measure) {
    case RiskMeasure::mean_absolute_deviation:
    case RiskMeasure::conditional_value_at_risk:
    case RiskMeasure::worst_return:
    case RiskMeasure::maximum_drawdown:
    case RiskMeasure::average_drawdown:
    case RiskMeasure::conditional_drawdown_at_risk:
      return true;
    default:
      return false;
  }
}

RiskSlope risk_slope(RiskMeasure measure, std::span<const double> returns, double tail) {
  if (measure == RiskMeasure::mean_absolute_deviation) {
    return summed(returns, deviation_pull(returns));
  }
  if (measure == RiskMeasure::worst_return || measure == RiskMeasure::conditional_value_at_risk) {
    const std::vector<double> losses = losses_of(returns);
    std::vector<double> pull =
        measure == RiskMeasure::worst_return ? only_largest(losses) : tail_shares(losses, tail);
    for (double& one : pull) one = -one;
    return summed(returns, std::move(pull));
  }
  const std::vector<double> falls = drawdowns(returns);
  std::vector<double> weights(falls.size(), 1.0 / static_cast<double>(falls.size()));
  if (measure == RiskMeasure::maximum_drawdown) weights = only_largest(falls);
  if (measure == RiskMeasure::conditional_drawdown_at_risk) weights = tail_shares(falls, tail);
  return summed(returns, drawdown_pull(returns, weights));
}

}  // namespace ballast::planner
