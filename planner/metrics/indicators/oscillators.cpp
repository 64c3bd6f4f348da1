#include "planner/metrics/indicators/oscillators.hpp"

#include <algorithm>
#include <cmath>

#include "planner/metrics/indicators/windows.hpp"

namespace ballast::planner::indicators {
namespace {

template <class Operation>
Line against_earlier(std::span<const double> closes, std::size_t period, Operation of) {
  Line out{period, {}};
  for (std::size_t i = period; i < closes.size(); ++i) {
    out.values.push_back(of(closes[i], closes[i - period]));
  }
  return out;
}

Line gains_of(std::span<const double> closes) {
  return against_earlier(closes, 1,
                         [](double now, double then) { return std::max(now - then, 0.0); });
}

Line losses_of(std::span<const double> closes) {
  return against_earlier(closes, 1,
                         [](double now, double then) { return std::max(then - now, 0.0); });
}

double strength_of(double gain, double loss) {
  if (loss == 0.0) return gain == 0.0 ? 50.0 : 100.0;
  return 100.0 - 100.0 / (1.0 + gain / loss);
}

double share_of_moves(double up, double down) {
  return up + down > 0.0 ? 100.0 * (up - down) / (up + down) : 0.0;
}

Line wilder_changes(const Line& changes, std::size_t period, RsiSeed seed) {
  if (seed == RsiSeed::means) {
    return over(changes, [&](std::span<const double> of) { return wilder_average(of, period); });
  }
  Line out{1, smoothed_from(0.0, 1.0 / static_cast<double>(period), changes.values)};
  const std::size_t skipped = std::min(period - 1, out.values.size());
  out.values.erase(out.values.begin(), out.values.begin() + static_cast<std::ptrdiff_t>(skipped));
  out.first += skipped;
  return out;
}

Line smoothed_twice(const Line& line, std::size_t lookback, std::size_t smooth) {
  const Line once =
      over(line, [&](std::span<const double> of) { return exponential_average(of, lookback); });
  return over(once, [&](std::span<const double> of) { return exponential_average(of, smooth); });
}

Line difference(const Line& a, const Line& b) {
  return combined(a, b, [](double x, double y) { return x - y; });
}

}  // namespace

Line momentum(std::span<const double> closes, std::size_t period) {
  return against_earlier(closes, period, [](double now, double then) { return now - then; });
}

Line rate_of_change(std::span<const double> closes, std::size_t period) {
  return against_earlier(closes, period,
                         [](double now, double then) { return (now - then) / then; });
}

Line ratio_of_change(std::span<const double> closes, std::size_t period) {
  return against_earlier(closes, period, [](double now, double then) { return now / then; });
}

Line relative_strength(std::span<const double> closes, std::size_t period, RsiSeed seed) {
  return combined(wilder_changes(gains_of(closes), period, seed),
                  wilder_changes(losses_of(closes), period, seed), strength_of);
}

Line stochastic_strength(std::span<const double> closes, std::size_t period) {
  return over(relative_strength(closes, period), [&](std::span<const double> strength) {
    return each_window(strength, period, [](std::span<const double> window) {
      const auto [low, high] = std::minmax_element(window.begin(), window.end());
      return *high > *low ? (window.back() - *low) / (*high - *low) : 0.0;
    });
  });
}

Line chande_momentum(std::span<const double> closes, std::size_t period) {
  const auto added = [&](std::span<const double> of) { return sum(of, period); };
  return combined(over(gains_of(closes), added), over(losses_of(closes), added), share_of_moves);
}

Line true_strength(std::span<const double> closes, std::size_t lookback, std::size_t smooth) {
  const Line changes = momentum(closes, 1);
  Line sizes = changes;
  for (double& value : sizes.values) value = std::abs(value);
  return combined(
      smoothed_twice(changes, lookback, smooth), smoothed_twice(sizes, lookback, smooth),
      [](double change, double size) { return size > 0.0 ? 100.0 * change / size : 0.0; });
}

Line absolute_oscillator(std::span<const double> closes, std::size_t fast, std::size_t slow) {
  Line out = difference(exponential_average(closes, fast, Seed::first_value),
                        exponential_average(closes, slow, Seed::first_value));
  if (!out.values.empty()) out.values.erase(out.values.begin());
  out.first = 1;
  return out;
}

Line percentage_oscillator(std::span<const double> closes, std::size_t fast, std::size_t slow) {
  return combined(absolute_oscillator(closes, fast, slow),
                  exponential_average(closes, slow, Seed::first_value),
                  [](double apart, double base) { return 100.0 * apart / base; });
}

Macd macd(std::span<const double> closes, std::size_t fast, std::size_t slow, std::size_t signal) {
  Macd out;
  out.line = difference(exponential_average(closes, fast), exponential_average(closes, slow));
  out.signal =
      over(out.line, [&](std::span<const double> of) { return exponential_average(of, signal); });
  out.histogram = difference(out.line, out.signal);
  return out;
}

Macd macd_of_the_books(std::span<const double> closes, std::size_t fast, std::size_t slow,
                       std::size_t signal) {
  const bool customary = fast == 12 && slow == 26;
  const auto share = [](std::size_t period) { return 2.0 / (static_cast<double>(period) + 1.0); };
  const Line apart = difference(smoothed(closes, customary ? 0.15 : share(fast)),
                                smoothed(closes, customary ? 0.075 : share(slow)));
  Macd out;
  const std::size_t skipped = std::min(slow - 1, apart.values.size());
  out.line = Line{
      skipped, {apart.values.begin() + static_cast<std::ptrdiff_t>(skipped), apart.values.end()}};
  out.signal = over(out.line, [&](std::span<const double> of) {
    return exponential_average(of, signal, Seed::first_value);
  });
  out.histogram = difference(out.line, out.signal);
  return out;
}

Line detrended_price(std::span<const double> closes, std::size_t period) {
  const std::size_t back = period / 2 + 1;
  Line out = simple_average(closes, period);
  if (out.first < back) return {};
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.values[i] = closes[out.first + i - back] - out.values[i];
  }
  return out;
}

Line horizontal_filter(std::span<const double> closes, std::size_t period) {
  Line sizes = momentum(closes, 1);
  for (double& value : sizes.values) value = std::abs(value);
  const Line path = over(sizes, [&](std::span<const double> of) { return sum(of, period); });
  return combined(difference(highest(closes, period), lowest(closes, period)), path,
                  [](double range, double moves) { return moves > 0.0 ? range / moves : 0.0; });
}

Bands bollinger(std::span<const double> closes, std::size_t period, double widths) {
  const Line spread = deviation(closes, period);
  Bands out;
  out.middle = simple_average(closes, period);
  out.lower =
      combined(out.middle, spread, [&](double mean, double one) { return mean - widths * one; });
  out.upper =
      combined(out.middle, spread, [&](double mean, double one) { return mean + widths * one; });
  return out;
}

Line place_in_bands(std::span<const double> closes, const Bands& bands) {
  Line out{bands.lower.first, {}};
  for (std::size_t i = 0; i < bands.lower.values.size(); ++i) {
    const double width = bands.upper.values[i] - bands.lower.values[i];
    const double above = closes[out.first + i] - bands.lower.values[i];
    out.values.push_back(width > 0.0 ? above / width : 0.5);
  }
  return out;
}

Line width_of(const Bands& bands) {
  Line out = difference(bands.upper, bands.lower);
  for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] /= bands.middle.values[i];
  return out;
}

}  // namespace ballast::planner::indicators
