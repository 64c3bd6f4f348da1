#include "planner/metrics/history.hpp"

namespace ballast::planner {
namespace {

std::chrono::year_month month_of(Date date) {
  const std::chrono::year_month_day day{date};
  return day.year() / day.month();
}

}  // namespace

std::vector<double> monthly_means(const PriceHistory& history) {
  std::vector<double> means;
  std::size_t begin = 0;
  while (begin < history.closes.size()) {
    double sum = 0.0;
    std::size_t end = begin;
    while (end < history.closes.size() &&
           month_of(history.dates[end]) == month_of(history.dates[begin])) {
      sum += history.closes[end++];
    }
    means.push_back(sum / static_cast<double>(end - begin));
    begin = end;
  }
  return means;
}

}  // namespace ballast::planner
