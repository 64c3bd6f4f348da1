// A line of an indicator: one number a bar, from the first bar that has one to the last.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ballast::planner::indicators {

/// Values of the bars `first`, `first` + 1, ... of the series that it was made from. Where the
/// series is shorter than the indicator needs, there are none.
struct Line {
  std::size_t first = 0;
  std::vector<double> values;

  bool operator==(const Line&) const = default;
};

/// The bars of one security, oldest first. REQUIRES: what a function asks for has equal lengths;
/// open and volume may be empty where it does not ask for them.
struct Bars {
  std::span<const double> open;
  std::span<const double> high;
  std::span<const double> low;
  std::span<const double> close;
  std::span<const double> volume;
};

/// Returns the line that `indicator` makes of another line's values, placed where they stand.
template <class Indicator>
[[nodiscard]] Line over(const Line& line, Indicator indicator) {
  Line out = indicator(std::span<const double>(line.values));
  out.first += line.first;
  return out;
}

/// Returns of(value of a, value of b) for every bar that both have. REQUIRES: both end alike.
template <class Operation>
[[nodiscard]] Line combined(const Line& a, const Line& b, Operation of) {
  Line out;
  out.first = a.first > b.first ? a.first : b.first;
  const std::size_t end = a.first + a.values.size();
  for (std::size_t bar = out.first; bar < end; ++bar) {
    out.values.push_back(of(a.values[bar - a.first], b.values[bar - b.first]));
  }
  return out;
}

/// Returns a number for each run of `period` values in a row: `of` is handed that run.
template <class Operation>
[[nodiscard]] Line each_window(std::span<const double> values, std::size_t period, Operation of) {
  Line out;
  out.first = period == 0 ? 0 : period - 1;
  if (period == 0) return out;
  for (std::size_t end = period; end <= values.size(); ++end) {
    out.values.push_back(of(values.subspan(end - period, period)));
  }
  return out;
}

}  // namespace ballast::planner::indicators
