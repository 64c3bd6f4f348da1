// Wilder's directional movement; declared with the other indicators of highs and lows.
#include <algorithm>
#include <cmath>

#include "planner/metrics/indicators/ranges.hpp"
#include "planner/metrics/indicators/windows.hpp"

namespace ballast::planner::indicators {
namespace {

/// Wilder's running sum: the first is the sum of `period` values, each next loses a part of it.
Line running_sum(const Line& line, std::size_t period) {
  Line out{line.first + period - 1, {}};
  if (line.values.size() < period) return out;
  double total = sum_of(std::span(line.values).first(period));
  out.values.push_back(total);
  for (std::size_t i = period; i < line.values.size(); ++i) {
    total = total - total / static_cast<double>(period) + line.values[i];
    out.values.push_back(total);
  }
  return out;
}

/// The larger of the moves of the high and of the low, where it goes this way; else 0.
Line movement(const Bars& bars, bool upwards) {
  Line out{1, {}};
  for (std::size_t i = 1; i < bars.high.size(); ++i) {
    const double up = bars.high[i] - bars.high[i - 1];
    const double down = bars.low[i - 1] - bars.low[i];
    const double mine = upwards ? up : down;
    const double other = upwards ? down : up;
    out.values.push_back(mine > other ? std::max(mine, 0.0) : 0.0);
  }
  return out;
}

double percent_of(double part, double whole) {
  return whole > 0.0 ? 100.0 * part / whole : 0.0;
}

}  // namespace

Directional directional_movement(const Bars& bars, std::size_t period) {
  const Line range = running_sum(true_range(bars), period);
  Directional out;
  out.plus = combined(running_sum(movement(bars, true), period), range, percent_of);
  out.minus = combined(running_sum(movement(bars, false), period), range, percent_of);
  const Line apart = combined(out.plus, out.minus, [](double plus, double minus) {
    return percent_of(std::abs(plus - minus), plus + minus);
  });
  out.index = over(apart, [&](std::span<const double> of) { return wilder_average(of, period); });
  return out;
}

}  // namespace ballast::planner::indicators
