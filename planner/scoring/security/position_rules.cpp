#include "planner/scoring/security/position_rules.hpp"

#include <algorithm>

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
  double sum = 0.0;
  std::size_t count = 0;
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (!(years[i - 1].amount > 0.0)) continue;
    sum += years[i].amount / years[i - 1].amount - 1.0;
    ++count;
  }
  if (count == 0) return 0.0;
  const double mean = sum / static_cast<double>(count);
  return mean >= 0.05 ? 0.30 : mean >= 0.02 ? 0.20 : mean >= 0.0 ? 0.10 : 0.0;
}

}  // namespace

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
