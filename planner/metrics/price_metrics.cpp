#include "planner/metrics/price_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "planner/numeric/elementary.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t closes_of_mean = 200;
constexpr double sessions_per_year = 252.0;
constexpr double months_per_year = 12.0;
constexpr std::size_t min_closes_volatility = 30;
constexpr std::size_t min_closes_sharpe = 50;
constexpr std::size_t min_closes_drawdown = 30;
constexpr std::size_t min_returns_sortino = 2;
constexpr std::size_t min_months_growth = 12;

bool all_positive(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value > 0.0; });
}

bool has_returns(std::span<const double> closes, std::size_t min_closes) {
  return closes.size() >= min_closes && all_positive(closes.first(closes.size() - 1));
}

std::vector<double> daily_returns(std::span<const double> closes) {
  std::vector<double> returns;
  for (std::size_t i = 1; i < closes.size(); ++i) {
    returns.push_back(closes[i] / closes[i - 1] - 1.0);
  }
  return returns;
}

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double sample_deviation(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<double> if_finite(double value) {
  return std::isfinite(value) ? std::optional{value} : std::nullopt;
}

}  // namespace

std::optional<double> volatility_annual(std::span<const double> closes) {
  if (!has_returns(closes, min_closes_volatility)) return std::nullopt;
  return if_finite(sample_deviation(daily_returns(closes)) * std::sqrt(sessions_per_year));
}

std::optional<double> sharpe_ratio(std::span<const double> closes) {
  if (!has_returns(closes, min_closes_sharpe)) return std::nullopt;
  const std::vector<double> returns = daily_returns(closes);
  return if_finite(mean_of(returns) / sample_deviation(returns) * std::sqrt(sessions_per_year));
}

std::optional<double> sortino_ratio(std::span<const double> closes) {
  if (closes.size() < min_returns_sortino + 1) return std::nullopt;
  const std::vector<double> returns = daily_returns(closes);
  double squares = 0.0;
  for (const double value : returns) squares += std::min(value, 0.0) * std::min(value, 0.0);
  const double downside = std::sqrt(squares / static_cast<double>(returns.size()));
  return if_finite(mean_of(returns) * sessions_per_year /
                   (downside * std::sqrt(sessions_per_year)));
}

std::optional<double> max_drawdown(std::span<const double> closes) {
  if (closes.size() < min_closes_drawdown || !all_positive(closes)) return std::nullopt;
  double high = closes.front();
  double deepest = 0.0;
  for (const double close : closes) {
    high = std::max(high, close);
    deepest = std::min(deepest, (close - high) / high);
  }
  return if_finite(deepest);
}

std::optional<double> distance_from_mean(std::span<const double> closes) {
  if (closes.size() < closes_of_mean) return std::nullopt;
  const std::span<const double> last = closes.last(closes_of_mean);
  double sum = 0.0;
  for (const double close : last) sum += close;
  const double mean = sum / static_cast<double>(closes_of_mean);
  if (!(mean > 0.0)) return std::nullopt;
  return if_finite((last.back() - mean) / mean);
}

std::optional<double> yearly_growth(std::span<const double> monthly, std::size_t months) {
  const std::size_t count = std::min(months, monthly.size());
  if (count < min_months_growth) return std::nullopt;
  const double first = monthly[monthly.size() - count];
  const double last = monthly.back();
  if (!(first > 0.0) || !(last > 0.0)) return std::nullopt;
  const double years = static_cast<double>(count) / months_per_year;
  return if_finite(power(last / first, 1.0 / years) - 1.0);
}

}  // namespace ballast::planner
