#include "planner/metrics/indicators/averages.hpp"

#include <algorithm>
#include <cmath>

#include "planner/metrics/indicators/windows.hpp"

namespace ballast::planner::indicators {
namespace {

double share_of(std::size_t period) {
  return 2.0 / (static_cast<double>(period) + 1.0);
}

Line seeded_by_mean(std::span<const double> values, std::size_t period, double share) {
  Line out{period == 0 ? 0 : period - 1, {}};
  if (period == 0 || values.size() < period) return out;
  const double start = mean_of(values.first(period));
  out.values = smoothed_from(start, share, values.subspan(period));
  out.values.insert(out.values.begin(), start);
  return out;
}

/// The average of an average: seeded by the first value, it counts from bar period - 1 of the one
/// below; seeded by the mean, from its first value.
Line exponential_again(const Line& line, std::size_t period, Seed seed) {
  if (seed == Seed::mean) {
    return over(line, [&](std::span<const double> of) {
      return exponential_average(of, period, Seed::mean);
    });
  }
  const std::size_t skipped = std::min(period - 1, line.values.size());
  Line out = exponential_average(std::span(line.values).subspan(skipped), period, seed);
  out.first = line.first + skipped;
  return out;
}

Line without_first(Line line, std::size_t count) {
  count = std::min(count, line.values.size());
  line.values.erase(line.values.begin(), line.values.begin() + static_cast<std::ptrdiff_t>(count));
  line.first += count;
  return line;
}

/// Bars after which an average seeded by its first value has seen `period` of them.
std::size_t run_in(std::size_t period, Seed seed) {
  return seed == Seed::first_value ? period - 1 : 0;
}

double weighted_of(std::span<const double> window) {
  double total = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < window.size(); ++i) {
    const auto weight = static_cast<double>(i + 1);
    total += weight * window[i];
    weights += weight;
  }
  return total / weights;
}

double triangular_of(std::span<const double> window) {
  double total = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < window.size(); ++i) {
    const auto weight = static_cast<double>(std::min(i + 1, window.size() - i));
    total += weight * window[i];
    weights += weight;
  }
  return total / weights;
}

double moves_of(std::span<const double> values) {
  double moves = 0.0;
  for (std::size_t i = 1; i < values.size(); ++i) moves += std::abs(values[i] - values[i - 1]);
  return moves;
}

}  // namespace

std::vector<double> smoothed_from(double start, double share, std::span<const double> values) {
  std::vector<double> out;
  out.reserve(values.size());
  double average = start;
  for (const double value : values) {
    average += share * (value - average);
    out.push_back(average);
  }
  return out;
}

Line smoothed(std::span<const double> values, double share) {
  if (values.empty()) return {};
  return Line{0, smoothed_from(values.front(), share, values)};
}

Line exponential_average(std::span<const double> values, std::size_t period, Seed seed) {
  if (seed == Seed::first_value) return smoothed(values, share_of(period));
  return seeded_by_mean(values, period, share_of(period));
}

Line wilder_average(std::span<const double> values, std::size_t period) {
  return seeded_by_mean(values, period, 1.0 / static_cast<double>(period));
}

Line weighted_average(std::span<const double> values, std::size_t period) {
  return each_window(values, period, weighted_of);
}

Line triangular_average(std::span<const double> values, std::size_t period) {
  return each_window(values, period, triangular_of);
}

Line hull_average(std::span<const double> values, std::size_t period) {
  const Line twice =
      combined(weighted_average(values, period / 2), weighted_average(values, period),
               [](double half, double whole) { return 2.0 * half - whole; });
  const auto root = static_cast<std::size_t>(std::sqrt(static_cast<double>(period)));
  return over(twice, [&](std::span<const double> of) { return weighted_average(of, root); });
}

Line double_exponential(std::span<const double> values, std::size_t period, Seed seed) {
  const Line once = exponential_average(values, period, seed);
  const Line twice = exponential_again(once, period, seed);
  Line out = combined(once, twice, [](double a, double b) { return 2.0 * a - b; });
  return without_first(std::move(out), run_in(period, seed));
}

Line triple_exponential(std::span<const double> values, std::size_t period, Seed seed) {
  const Line once = exponential_average(values, period, seed);
  const Line twice = exponential_again(once, period, seed);
  const Line thrice = exponential_again(twice, period, seed);
  const Line first_two =
      combined(once, twice, [](double a, double b) { return 3.0 * a - 3.0 * b; });
  Line out = combined(first_two, thrice, [](double a, double b) { return a + b; });
  return without_first(std::move(out), run_in(period, seed));
}

Line triple_exponential_change(std::span<const double> values, std::size_t period) {
  constexpr Seed seed = Seed::first_value;
  const Line thrice = without_first(
      exponential_again(exponential_again(exponential_average(values, period, seed), period, seed),
                        period, seed),
      run_in(period, seed));
  Line out{thrice.first + 1, {}};
  for (std::size_t i = 1; i < thrice.values.size(); ++i) {
    out.values.push_back((thrice.values[i] - thrice.values[i - 1]) / thrice.values[i] * 100.0);
  }
  return out;
}

Line zero_lag_average(std::span<const double> values, std::size_t period) {
  const std::size_t lag = (period - 1) / 2;
  if (lag == 0) return exponential_average(values, period, Seed::first_value);
  if (values.size() < lag) return {};
  std::vector<double> ahead;
  for (std::size_t i = lag; i < values.size(); ++i) {
    ahead.push_back(values[i] + (values[i] - values[i - lag]));
  }
  Line out{lag - 1, smoothed_from(values[lag - 1], share_of(period), ahead)};
  out.values.insert(out.values.begin(), values[lag - 1]);
  return out;
}

Line adaptive_average(std::span<const double> values, std::size_t period) {
  constexpr double quick = 2.0 / 3.0;
  constexpr double slow = 2.0 / 31.0;
  Line out{period - 1, {}};
  if (values.size() < period) return out;
  double average = values[period - 1];
  out.values.push_back(average);
  for (std::size_t i = period; i < values.size(); ++i) {
    const double moves = moves_of(values.subspan(i - period, period + 1));
    const double straight = moves > 0.0 ? std::abs(values[i] - values[i - period]) / moves : 1.0;
    const double share = straight * (quick - slow) + slow;
    average += share * share * (values[i] - average);
    out.values.push_back(average);
  }
  return out;
}

Line volume_weighted_average(std::span<const double> values, std::span<const double> volume,
                             std::size_t period) {
  std::vector<double> turnover;
  for (std::size_t i = 0; i < values.size(); ++i) turnover.push_back(values[i] * volume[i]);
  return combined(sum(turnover, period), sum(volume, period),
                  [](double a, double b) { return b == 0.0 ? 0.0 : a / b; });
}

Line regression_slope(std::span<const double> values, std::size_t period) {
  return each_window(values, period, [](std::span<const double> window) {
    const double middle = (static_cast<double>(window.size()) - 1.0) / 2.0;
    const double mean = mean_of(window);
    double both = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < window.size(); ++i) {
      const double x = static_cast<double>(i) - middle;
      both += x * (window[i] - mean);
      squares += x * x;
    }
    return squares > 0.0 ? both / squares : 0.0;
  });
}

Line regression_value(std::span<const double> values, std::size_t period, int offset) {
  const double from_middle = (static_cast<double>(period) - 1.0) / 2.0 + offset;
  return combined(simple_average(values, period), regression_slope(values, period),
                  [&](double mean, double slope) { return mean + slope * from_middle; });
}

}  // namespace ballast::planner::indicators
