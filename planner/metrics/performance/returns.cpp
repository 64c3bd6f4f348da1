#include "planner/metrics/performance/returns.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "planner/numeric/elementary.hpp"

namespace ballast::planner::performance {
namespace {

double or_nothing(double value) {
  return std::isfinite(value) ? value : 0.0;
}

/// The week of ISO 8601: that of the Thursday beside the day.
int iso_week(Date day) {
  const std::chrono::weekday weekday{day};
  const Date thursday = day + std::chrono::days{4 - static_cast<int>(weekday.iso_encoding())};
  const std::chrono::year year = std::chrono::year_month_day{thursday}.year();
  return days_between(Date{year / std::chrono::January / 1}, thursday) / 7 + 1;
}

int span_in_year(Calendar calendar, Date day) {
  const std::chrono::year_month_day parts{day};
  const int month = static_cast<int>(static_cast<unsigned>(parts.month()));
  switch (calendar) {
    case Calendar::weeks:
      return iso_week(day);
    case Calendar::months:
      return month;
    case Calendar::quarters:
      return (month - 1) / 3 + 1;
    case Calendar::years:
      return 0;
  }
  return 0;
}

}  // namespace

std::vector<double> simple_returns(std::span<const double> prices) {
  std::vector<double> out;
  for (std::size_t i = 1; i < prices.size(); ++i) {
    out.push_back(prices[i] / prices[i - 1] - 1.0);
  }
  return out;
}

std::vector<double> cumulative_returns(std::span<const double> returns, double start) {
  std::vector<double> out;
  out.reserve(returns.size());
  double grown = 1.0;
  for (const double one : returns) {
    grown *= 1.0 + or_nothing(one);
    out.push_back(start == 0.0 ? grown - 1.0 : grown * start);
  }
  return out;
}

std::optional<double> total_return(std::span<const double> returns, double start) {
  if (returns.empty()) return std::nullopt;
  double grown = 1.0;
  for (const double one : returns) grown *= 1.0 + or_nothing(one);
  return start == 0.0 ? grown - 1.0 : grown * start;
}

std::optional<double> yearly_return(std::span<const double> returns, double periods) {
  const auto total = total_return(returns);
  if (!total) return std::nullopt;
  return power(1.0 + *total, periods / static_cast<double>(returns.size())) - 1.0;
}

std::vector<double> returns_by(Calendar calendar, std::span<const Date> dates,
                               std::span<const double> returns) {
  std::map<std::pair<int, int>, double> spans;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const int year = static_cast<int>(std::chrono::year_month_day{dates[i]}.year());
    double& grown = spans.try_emplace({year, span_in_year(calendar, dates[i])}, 1.0).first->second;
    grown *= 1.0 + or_nothing(returns[i]);
  }
  std::vector<double> out;
  out.reserve(spans.size());
  for (const auto& span : spans) out.push_back(span.second - 1.0);
  return out;
}

Moments moments_of(std::span<const double> returns) {
  Moments out;
  double sum = 0.0;
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const double one : returns) {
    if (!std::isfinite(one)) continue;
    ++out.count;
    sum += one;
    least = std::min(least, one);
    most = std::max(most, one);
  }
  if (out.count == 0) return out;
  out.mean = sum / static_cast<double>(out.count);
  if (least == most) out.mean = least;
  if (out.count < 2 || least == most) return out;
  double squares = 0.0;
  for (const double one : returns) {
    if (std::isfinite(one)) squares += (one - out.mean) * (one - out.mean);
  }
  out.sample_deviation = std::sqrt(squares / static_cast<double>(out.count - 1));
  return out;
}

std::vector<double> less(std::span<const double> returns, double base) {
  std::vector<double> out;
  out.reserve(returns.size());
  for (const double one : returns) out.push_back(one - base);
  return out;
}

std::vector<double> less(std::span<const double> returns, std::span<const double> base) {
  std::vector<double> out;
  out.reserve(returns.size());
  for (std::size_t i = 0; i < returns.size(); ++i) out.push_back(returns[i] - base[i]);
  return out;
}

std::vector<double> known(std::span<const double> returns) {
  std::vector<double> out;
  std::copy_if(returns.begin(), returns.end(), std::back_inserter(out),
               [](double one) { return std::isfinite(one); });
  return out;
}

}  // namespace ballast::planner::performance
