#include "planner/metrics/indicators/ranges.hpp"

#include <algorithm>
#include <cmath>

#include "planner/metrics/indicators/volume.hpp"
#include "planner/metrics/indicators/windows.hpp"

namespace ballast::planner::indicators {
namespace {

/// Where the close stands between lowest (0) and highest (1), or `nowhere` without a range.
Line place_in_range(const Bars& bars, std::size_t period, double nowhere) {
  const Line high = highest(bars.high, period);
  const Line low = lowest(bars.low, period);
  Line out{high.first, {}};
  for (std::size_t i = 0; i < high.values.size(); ++i) {
    const double range = high.values[i] - low.values[i];
    const double above = bars.close[out.first + i] - low.values[i];
    out.values.push_back(range > 0.0 ? above / range : nowhere);
  }
  return out;
}

double bars_since(std::span<const double> window, bool highest_one) {
  std::size_t at = 0;
  for (std::size_t i = 1; i < window.size(); ++i) {
    const bool further = highest_one ? window[i] >= window[at] : window[i] <= window[at];
    if (further) at = i;
  }
  return static_cast<double>(window.size() - 1 - at);
}

Line aroon_of(std::span<const double> values, std::size_t period, bool highest_one) {
  const auto length = static_cast<double>(period);
  return each_window(values, period + 1, [&](std::span<const double> window) {
    return 100.0 * (length - bars_since(window, highest_one)) / length;
  });
}

Line pressure_share(const Line& pressure, const Line& range, std::size_t period) {
  const auto added = [&](std::span<const double> of) { return sum(of, period); };
  return combined(over(pressure, added), over(range, added),
                  [](double buying, double whole) { return whole > 0.0 ? buying / whole : 0.0; });
}

}  // namespace

Line true_range(const Bars& bars, FirstBar first) {
  Line out{1, {}};
  if (first == FirstBar::counts && !bars.close.empty()) {
    out = Line{0, {bars.high[0] - bars.low[0]}};
  }
  for (std::size_t i = 1; i < bars.close.size(); ++i) {
    const double before = bars.close[i - 1];
    out.values.push_back(std::max({bars.high[i] - bars.low[i], std::abs(bars.high[i] - before),
                                   std::abs(bars.low[i] - before)}));
  }
  return out;
}

Line average_true_range(const Bars& bars, std::size_t period, FirstBar first) {
  return over(true_range(bars, first),
              [&](std::span<const double> of) { return wilder_average(of, period); });
}

Line normalised_range(const Bars& bars, std::size_t period, FirstBar first) {
  Line out = average_true_range(bars, period, first);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = 100.0 * out.values[i] / bars.close[out.first + i];
  }
  return out;
}

Stochastic stochastic(const Bars& bars, std::size_t period, std::size_t smooth_k,
                      std::size_t smooth_d) {
  Line quick = place_in_range(bars, period, 0.0);
  for (double& value : quick.values) value *= 100.0;
  Stochastic out;
  out.k = over(quick, [&](std::span<const double> of) { return simple_average(of, smooth_k); });
  out.d = over(out.k, [&](std::span<const double> of) { return simple_average(of, smooth_d); });
  return out;
}

Line williams_percent(const Bars& bars, std::size_t period) {
  Line out = place_in_range(bars, period, 1.0);
  for (double& value : out.values) value = -100.0 * (1.0 - value);
  return out;
}

Line commodity_channel(const Bars& bars, std::size_t period) {
  constexpr double usual_deviation = 0.015;
  const std::vector<double> prices = typical_prices(bars);
  return each_window(prices, period, [](std::span<const double> window) {
    const double mean = mean_of(window);
    double distance = 0.0;
    for (const double price : window) distance += std::abs(price - mean);
    distance /= static_cast<double>(window.size());
    return distance > 0.0 ? (window.back() - mean) / (usual_deviation * distance) : 0.0;
  });
}

Line ultimate_oscillator(const Bars& bars, std::size_t fast, std::size_t middle, std::size_t slow) {
  Line pressure{1, {}};
  Line range{1, {}};
  for (std::size_t i = 1; i < bars.close.size(); ++i) {
    const double low = std::min(bars.low[i], bars.close[i - 1]);
    pressure.values.push_back(bars.close[i] - low);
    range.values.push_back(std::max(bars.high[i], bars.close[i - 1]) - low);
  }
  const Line first_two =
      combined(pressure_share(pressure, range, fast), pressure_share(pressure, range, middle),
               [](double a, double b) { return 4.0 * a + 2.0 * b; });
  return combined(first_two, pressure_share(pressure, range, slow),
                  [](double a, double b) { return 100.0 * (a + b) / 7.0; });
}

Aroon aroon(const Bars& bars, std::size_t period) {
  Aroon out;
  out.down = aroon_of(bars.low, period, false);
  out.up = aroon_of(bars.high, period, true);
  out.oscillator = combined(out.up, out.down, [](double up, double down) { return up - down; });
  return out;
}

Bands donchian(const Bars& bars, std::size_t period) {
  const std::size_t before = bars.high.empty() ? 0 : bars.high.size() - 1;
  Bands out;
  out.lower = lowest(bars.low.first(before), period);
  out.upper = highest(bars.high.first(before), period);
  out.lower.first += 1;
  out.upper.first += 1;
  out.middle =
      combined(out.lower, out.upper, [](double low, double high) { return (low + high) / 2.0; });
  return out;
}

Bands keltner(const Bars& bars, std::size_t period, double widths, std::size_t range_period) {
  const Line range = average_true_range(bars, range_period);
  const Line middle = exponential_average(bars.close, period);
  Bands out;
  out.lower = combined(middle, range, [&](double mid, double one) { return mid - widths * one; });
  out.upper = combined(middle, range, [&](double mid, double one) { return mid + widths * one; });
  out.middle = combined(middle, range, [](double mid, double) { return mid; });
  return out;
}

}  // namespace ballast::planner::indicators
