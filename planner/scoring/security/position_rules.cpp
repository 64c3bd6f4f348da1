#include "planner/scoring/security/position_rules.hpp"

#include <algorithm>
#include <chrono>

namespace ballast::planner::scoring {
namespace {

std::optional<int> latest_cut(std::span<const YearlyDividend> years) {
  std::optional<int> cut;
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i].amount < 0.8 * years[i - 1].amount) cut = years[i].year;
  }
  return cut;
}

double record_part(std::span<const YearlyDividend> years, int this_year) {
  if (const auto cut = latest_cut(years)) {
    const int ago = this_year - *cut;
    return ago <= 2 ? -0.40 : ago <= 5 ? -0.25 : -0.10;
  }
  return years.size() >= 5 ? 0.15 : years.size() >= 3 ? 0.10 : 0.0;
}

double growth_part(std::span<const YearlyDividend> years) {
  const auto mean = dividend_growth(years);
  if (!mean) return 0.0;
  return *mean >= 0.05 ? 0.30 : *mean >= 0.02 ? 0.20 : *mean >= 0.0 ? 0.10 : 0.0;
}

int year_of(Date day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

int first_whole_year(Date day) {
  const bool january = std::chrono::year_month_day(day).month() == std::chrono::January;
  return january ? year_of(day) : year_of(day) + 1;
}

}  // namespace

std::vector<YearlyDividend> yearly_dividends(std::span<const Dividend> payments,
                                             const PriceHistory& prices) {
  std::vector<YearlyDividend> out;
  if (payments.empty() || prices.dates.empty()) return out;
  const auto first = std::min_element(payments.begin(), payments.end(),
                                      [](const auto& a, const auto& b) { return a.day < b.day; });
  const int from = std::max(year_of(first->day) + 1, first_whole_year(prices.dates.front()));
  for (int year = from; year < year_of(prices.dates.back()); ++year) out.push_back({year, 0.0});
  for (const Dividend& one : payments) {
    const int year = year_of(one.day);
    if (out.empty() || year < out.front().year || year > out.back().year) continue;
    out[static_cast<std::size_t>(year - from)].amount += one.amount;
  }
  return out;
}

std::optional<double> dividend_growth(std::span<const YearlyDividend> years) {
  constexpr std::size_t most_steps = 5;
  const auto last = years.last(std::min(years.size(), most_steps + 1));
  double sum = 0.0;
  double count = 0.0;
  for (std::size_t i = 1; i < last.size(); ++i) {
    if (!(last[i - 1].amount > 0.0)) continue;
    sum += last[i].amount / last[i - 1].amount - 1.0;
    count += 1.0;
  }
  return count > 0.0 ? std::optional(sum / count) : std::nullopt;
}

double dividend_record_score(std::span<const YearlyDividend> years, int this_year,
                             std::optional<double> yield, std::optional<double> mean_yield) {
  double score = 0.5 + record_part(years, this_year) + growth_part(years);
  if (yield && mean_yield && *mean_yield > 0.0) {
    score += *yield >= 1.5 * *mean_yield ? 0.30 : *yield >= *mean_yield ? 0.15 : 0.0;
  }
  return std::clamp(score, 0.0, 1.0);
}

double position_size(double base, std::optional<double> volatility, double score, double least) {
  const double steady = std::clamp(0.15 / std::max(volatility.value_or(0.20), 0.05), 0.5, 2.0);
  const double liked = std::clamp(1.0 + 0.4 * (score - 0.5), 0.8, 1.2);
  return std::max(least, base * steady * liked);
}

}  // namespace ballast::planner::scoring
