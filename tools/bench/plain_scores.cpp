#include "tools/bench/plain_scores.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

namespace ballast::tools {
namespace {

using Numbers = std::vector<double>;

double plain_mean(const Numbers& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double plain_deviation(const Numbers& values, double freedom) {
  const double mean = plain_mean(values);
  double squares = 0.0;
  for (const double value : values) squares += std::pow(value - mean, 2.0);
  return std::sqrt(squares / (static_cast<double>(values.size()) - freedom));
}

Numbers tail_of(const Numbers& values, std::size_t count) {
  return {values.end() - static_cast<std::ptrdiff_t>(std::min(count, values.size())), values.end()};
}

Numbers monthly_of(const planner::PriceHistory& history) {
  std::map<std::pair<int, unsigned>, Numbers> months;
  for (std::size_t i = 0; i < history.closes.size(); ++i) {
    const std::chrono::year_month_day day{history.dates[i]};
    months[{static_cast<int>(day.year()), static_cast<unsigned>(day.month())}].push_back(
        history.closes[i]);
  }
  Numbers out;
  out.reserve(months.size());
  for (const auto& month : months) out.push_back(plain_mean(month.second));
  return out;
}

double growth_of_last(const Numbers& monthly, std::size_t months) {
  const Numbers last = tail_of(monthly, months);
  return std::pow(last.back() / last.front(), 12.0 / static_cast<double>(last.size() - 1)) - 1.0;
}

double plain_rsi(const Numbers& closes) {
  constexpr std::size_t period = 14;
  double gain = 0.0;
  double loss = 0.0;
  Numbers line;
  for (std::size_t i = 1; i < closes.size(); ++i) {
    const double up = std::max(closes[i] - closes[i - 1], 0.0);
    const double down = std::max(closes[i - 1] - closes[i], 0.0);
    gain = i <= period ? gain + up / period : (gain * (period - 1) + up) / period;
    loss = i <= period ? loss + down / period : (loss * (period - 1) + down) / period;
    line.push_back(100.0 - 100.0 / (1.0 + gain / loss));
  }
  return line.back();
}

double plain_average(const Numbers& closes) {
  constexpr std::size_t period = 200;
  double average = plain_mean({closes.begin(), closes.begin() + period});
  Numbers line{average};
  for (std::size_t i = period; i < closes.size(); ++i) {
    average = (closes[i] - average) * (2.0 / (period + 1)) + average;
    line.push_back(average);
  }
  return line.back();
}

/// The place between the bands, bar by bar.
double plain_place(const Numbers& closes) {
  constexpr std::size_t period = 20;
  Numbers line;
  for (std::size_t end = period; end <= closes.size(); ++end) {
    const Numbers window(closes.begin() + static_cast<std::ptrdiff_t>(end - period),
                         closes.begin() + static_cast<std::ptrdiff_t>(end));
    const double spread = plain_deviation(window, 0.0);
    const double lower = plain_mean(window) - 2.0 * spread;
    line.push_back(std::clamp((window.back() - lower) / (4.0 * spread), 0.0, 1.0));
  }
  return line.back();
}

void add_plain_risk(planner::scoring::RawValues& raw, const Numbers& closes) {
  Numbers returns;
  Numbers below;
  Numbers falls;
  for (std::size_t i = 0; i < closes.size(); ++i) {
    falls.push_back(
        closes[i] /
            *std::max_element(closes.begin(), closes.begin() + static_cast<std::ptrdiff_t>(i) + 1) -
        1.0);
    if (i == 0) continue;
    returns.push_back(closes[i] / closes[i - 1] - 1.0);
    below.push_back(std::pow(std::min(returns.back(), 0.0), 2.0));
  }
  const double deviation = plain_deviation(returns, 1.0);
  raw.volatility = deviation * std::sqrt(252.0);
  raw.recent_volatility = plain_deviation(tail_of(returns, 59), 1.0) * std::sqrt(252.0);
  raw.sharpe = (plain_mean(returns) - 0.02 / 252.0) / deviation * std::sqrt(252.0);
  raw.sortino = plain_mean(returns) * 252.0 / (std::sqrt(252.0) * std::sqrt(plain_mean(below)));
  raw.max_drawdown = *std::min_element(falls.begin(), falls.end());
  raw.current_drawdown = falls.back();
}

}  // namespace

planner::scoring::RawValues plain_values(const planner::PriceHistory& history) {
  planner::scoring::RawValues raw;
  const Numbers monthly = tail_of(monthly_of(history), 150);
  raw.cagr_5y = growth_of_last(monthly, 60);
  raw.cagr_10y = growth_of_last(monthly, 150);
  const Numbers closes = tail_of(history.closes, 400);
  add_plain_risk(raw, closes);
  const double price = closes.back();
  const auto high = std::max_element(closes.begin(), closes.end());
  raw.days_since_high = static_cast<double>(closes.end() - high - 1);
  const Numbers year = tail_of(closes, 252);
  raw.high_52w = *std::max_element(year.begin(), year.end());
  raw.below_high = 1.0 - price / *raw.high_52w;
  raw.momentum = 0.6 * (price / closes[closes.size() - 30] - 1.0) +
                 0.4 * (price / closes[closes.size() - 90] - 1.0);
  raw.rsi = plain_rsi(closes);
  raw.ema_200 = plain_average(closes);
  raw.ema_distance = price / *raw.ema_200 - 1.0;
  raw.bollinger_position = plain_place(closes);
  return raw;
}

}  // namespace ballast::tools
