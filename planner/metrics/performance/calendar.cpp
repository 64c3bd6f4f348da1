#include "planner/metrics/performance/calendar.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "planner/metrics/performance/returns.hpp"

namespace ballast::planner::performance {

std::vector<Date> common_days(std::span<const PriceHistory> histories) {
  if (histories.empty()) return {};
  std::vector<Date> days = histories.front().dates;
  for (const PriceHistory& history : histories.subspan(1)) {
    std::vector<Date> both;
    std::set_intersection(days.begin(), days.end(), history.dates.begin(), history.dates.end(),
                          std::back_inserter(both));
    days = std::move(both);
  }
  return days;
}

std::vector<double> closes_on(const PriceHistory& history, std::span<const Date> days) {
  std::vector<double> out;
  out.reserve(days.size());
  std::size_t at = 0;
  for (const Date day : days) {
    while (history.dates[at] < day) ++at;
    out.push_back(history.closes[at]);
  }
  return out;
}

std::vector<std::vector<double>> aligned_returns(std::span<const PriceHistory> histories,
                                                 std::span<const Date> days) {
  std::vector<std::vector<double>> out;
  out.reserve(histories.size());
  for (const PriceHistory& history : histories) {
    out.push_back(simple_returns(closes_on(history, days)));
  }
  return out;
}

}  // namespace ballast::planner::performance
