#include "planner/metrics/performance/ratios.hpp"

#include <algorithm>
#include <cmath>

#include "planner/metrics/performance/drawdowns.hpp"
#include "planner/numeric/elementary.hpp"

namespace ballast::planner::performance {
namespace {

/// Nothing for nothing over nothing.
std::optional<double> over(double part, double whole) {
  const double ratio = part / whole;
  return std::isnan(ratio) ? std::nullopt : std::optional{ratio};
}

}  // namespace

std::optional<double> yearly_volatility(std::span<const double> returns, double periods) {
  const Moments moments = moments_of(returns);
  if (returns.size() < 2 || moments.count < 2) return std::nullopt;
  return moments.sample_deviation * std::sqrt(periods);
}

std::optional<double> sharpe(std::span<const double> excess, double periods) {
  const Moments moments = moments_of(excess);
  if (moments.count < 2) return std::nullopt;
  const auto ratio = over(moments.mean, moments.sample_deviation);
  if (!ratio) return std::nullopt;
  return *ratio * std::sqrt(periods);
}

std::optional<double> downside_risk(std::span<const double> excess, double periods) {
  double squares = 0.0;
  std::size_t count = 0;
  for (const double one : excess) {
    if (!std::isfinite(one)) continue;
    const double below = std::min(one, 0.0);
    squares += below * below;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return std::sqrt(squares / static_cast<double>(count)) * std::sqrt(periods);
}

std::optional<double> sortino(std::span<const double> excess, double periods) {
  const Moments moments = moments_of(excess);
  const auto risk = downside_risk(excess, periods);
  if (excess.size() < 2 || !risk) return std::nullopt;
  return over(moments.mean * periods, *risk);
}

std::optional<double> information_ratio(std::span<const double> excess) {
  const Moments moments = moments_of(excess);
  if (moments.count < 2 || moments.sample_deviation == 0.0) return std::nullopt;
  return moments.mean / moments.sample_deviation;
}

std::optional<double> omega(std::span<const double> returns, double riskless,
                            double required_yearly, double periods) {
  if (returns.size() < 2) return std::nullopt;
  if (periods != 1.0 && required_yearly <= -1.0) return std::nullopt;
  const double required =
      periods == 1.0 ? required_yearly : power(1.0 + required_yearly, 1.0 / periods) - 1.0;
  double above = 0.0;
  double below = 0.0;
  for (const double one : returns) {
    const double apart = one - riskless - required;
    if (apart > 0.0) above += apart;
    if (apart < 0.0) below -= apart;
  }
  if (!(below > 0.0)) return std::nullopt;
  return above / below;
}

std::optional<double> calmar(std::span<const double> returns, double periods) {
  const auto deepest = max_drawdown(returns);
  if (!deepest || !(*deepest < 0.0)) return std::nullopt;
  const auto growth = yearly_return(returns, periods);
  if (!growth || !std::isfinite(*growth)) return std::nullopt;
  return *growth / std::abs(*deepest);
}

}  // namespace ballast::planner::performance
