#include "planner/scoring/security/price_values.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "planner/metrics/indicators/oscillators.hpp"
#include "planner/metrics/indicators/windows.hpp"
#include "planner/metrics/performance/drawdowns.hpp"
#include "planner/metrics/performance/ratios.hpp"
#include "planner/metrics/performance/returns.hpp"
#include "planner/numeric/elementary.hpp"

namespace ballast::planner::scoring {
namespace {

constexpr std::size_t months_5y = 60;
constexpr std::size_t closes_of_volatility = 30;
constexpr std::size_t recent_closes = 60;
constexpr std::size_t closes_of_year = 252;
constexpr std::size_t rsi_period = 14;
constexpr std::size_t ema_period = 200;
constexpr std::size_t band_period = 20;
constexpr double band_widths = 2.0;

std::span<const double> last_of(std::span<const double> values, std::size_t count) {
  return values.last(std::min(count, values.size()));
}

std::optional<double> finite(std::optional<double> value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

Failure refused(const std::string& what, const std::string& allowed) {
  return Failure{FailureKind::invalid, what, "prices", allowed};
}

void add_risk(RawValues& raw, std::span<const double> closes, const ScoreRules& rules) {
  namespace metric = performance;
  constexpr double days = metric::days_a_year;
  const std::vector<double> returns = metric::simple_returns(closes);
  raw.volatility = metric::yearly_volatility(returns, days);
  raw.recent_volatility =
      closes.size() < closes_of_volatility
          ? std::nullopt
          : metric::yearly_volatility(last_of(returns, recent_closes - 1), days);
  raw.sharpe = finite(metric::sharpe(metric::less(returns, rules.riskless_rate / days), days));
  raw.sortino = finite(metric::sortino(metric::less(returns, rules.required_return / days), days));
  raw.max_drawdown = metric::max_drawdown(returns);
}

void add_place(RawValues& raw, std::span<const double> closes) {
  const double price = closes.back();
  const auto high = std::max_element(closes.begin(), closes.end());
  raw.current_drawdown = price / *high - 1.0;
  raw.days_since_high = static_cast<double>(closes.end() - high - 1);
  const auto year = last_of(closes, closes_of_year);
  raw.high_52w = *std::max_element(year.begin(), year.end());
  raw.below_high = (*raw.high_52w - price) / *raw.high_52w;
}

void add_technicals(RawValues& raw, std::span<const double> closes) {
  raw.rsi = indicators::relative_strength(closes, rsi_period).values.back();
  raw.ema_200 = closes.size() < ema_period
                    ? indicators::mean_of(closes)
                    : indicators::exponential_average(closes, ema_period).values.back();
  raw.ema_distance = (closes.back() - *raw.ema_200) / *raw.ema_200;
  const auto window = last_of(closes, band_period);
  const auto bands = indicators::bollinger(window, band_period, band_widths);
  raw.bollinger_position =
      std::clamp(indicators::place_in_bands(window, bands).values.back(), 0.0, 1.0);
}

}  // namespace

Result<std::size_t> check_history(const PriceHistory& history) {
  for (std::size_t i = 0; i < history.closes.size(); ++i) {
    if (!std::isfinite(history.closes[i]) || !(history.closes[i] > 0.0)) {
      return tl::unexpected(refused(
          "the close of " + format_date(history.dates[i]) + " is no price", "numbers above 0"));
    }
    if (i == 0 || history.dates[i - 1] < history.dates[i]) continue;
    const bool twice = history.dates[i - 1] == history.dates[i];
    return tl::unexpected(refused("the day " + format_date(history.dates[i]) +
                                      (twice ? " is there twice" : " is out of order"),
                                  "each day once, the oldest first"));
  }
  const std::size_t months = monthly_means(history).size();
  if (history.closes.size() < min_daily_closes || months < min_months) {
    return tl::unexpected(refused("the history has " + std::to_string(history.closes.size()) +
                                      " closes in " + std::to_string(months) +
                                      " months, too few for a score",
                                  std::to_string(min_daily_closes) + " closes in " +
                                      std::to_string(min_months) + " months, or more"));
  }
  return months;
}

std::optional<double> growth_over_months(std::span<const double> monthly, std::size_t months) {
  const auto last = last_of(monthly, months);
  if (last.size() < min_months || !(last.front() > 0.0) || !(last.back() > 0.0)) {
    return std::nullopt;
  }
  const double years = static_cast<double>(last.size() - 1) / performance::months_a_year;
  return finite(power(last.back() / last.front(), 1.0 / years) - 1.0);
}

std::optional<double> momentum_of(std::span<const double> closes) {
  constexpr std::size_t near = 30;
  constexpr std::size_t far = 90;
  const auto growth = [&](std::size_t count) {
    return closes.back() / closes[closes.size() - count] - 1.0;
  };
  if (closes.size() < near || !(closes[closes.size() - near] > 0.0)) return std::nullopt;
  if (closes.size() < far) return finite(growth(near));
  if (!(closes[closes.size() - far] > 0.0)) return std::nullopt;
  return finite(0.6 * growth(near) + 0.4 * growth(far));
}

void add_price_values(RawValues& raw, const PriceHistory& history, const ScoreRules& rules) {
  const std::vector<double> means = monthly_means(history);
  const auto monthly = last_of(means, scored_months);
  raw.cagr_5y = growth_over_months(monthly, months_5y);
  if (monthly.size() > months_5y) raw.cagr_10y = growth_over_months(monthly, scored_months);
  const auto closes = last_of(history.closes, scored_closes);
  add_risk(raw, closes, rules);
  add_place(raw, closes);
  raw.momentum = momentum_of(closes);
  add_technicals(raw, closes);
}

std::size_t drop_not_finite(RawValues& raw) {
  std::size_t dropped = 0;
  for (const RawField& field : raw_fields) {
    std::optional<double>& value = raw.*field.value;
    if (!value || std::isfinite(*value)) continue;
    value.reset();
    ++dropped;
  }
  return dropped;
}

}  // namespace ballast::planner::scoring
