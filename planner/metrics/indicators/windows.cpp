#include "planner/metrics/indicators/windows.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::planner::indicators {
namespace {

constexpr double sessions_a_year = 252.0;

double count_of(std::span<const double> values) {
  return static_cast<double>(values.size());
}

double score_of_last(std::span<const double> window) {
  const double spread = std::sqrt(population_variance_of(window));
  return spread > 0.0 ? (window.back() - mean_of(window)) / spread : 0.0;
}

double correlation_of(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double both = 0.0;
  double square_a = 0.0;
  double square_b = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += (a[i] - mean_a) * (b[i] - mean_b);
    square_a += (a[i] - mean_a) * (a[i] - mean_a);
    square_b += (b[i] - mean_b) * (b[i] - mean_b);
  }
  const double size = std::sqrt(square_a) * std::sqrt(square_b);
  return size > 0.0 ? both / size : 0.0;
}

}  // namespace

double sum_of(std::span<const double> values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

double mean_of(std::span<const double> values) {
  return sum_of(values) / count_of(values);
}

double population_variance_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / count_of(values);
}

Line sum(std::span<const double> values, std::size_t period) {
  return each_window(values, period, sum_of);
}

Line simple_average(std::span<const double> values, std::size_t period) {
  return each_window(values, period, mean_of);
}

Line highest(std::span<const double> values, std::size_t period) {
  return each_window(values, period, [](std::span<const double> window) {
    return *std::max_element(window.begin(), window.end());
  });
}

Line lowest(std::span<const double> values, std::size_t period) {
  return each_window(values, period, [](std::span<const double> window) {
    return *std::min_element(window.begin(), window.end());
  });
}

Line variance(std::span<const double> values, std::size_t period) {
  return each_window(values, period, population_variance_of);
}

Line deviation(std::span<const double> values, std::size_t period) {
  return each_window(values, period, [](std::span<const double> window) {
    return std::sqrt(population_variance_of(window));
  });
}

Line mean_deviation(std::span<const double> values, std::size_t period) {
  return each_window(values, period, [](std::span<const double> window) {
    const double mean = mean_of(window);
    double distance = 0.0;
    for (const double value : window) distance += std::abs(value - mean);
    return distance / count_of(window);
  });
}

Line standard_score(std::span<const double> values, std::size_t period) {
  return each_window(values, period, score_of_last);
}

Line yearly_volatility(std::span<const double> values, std::size_t period) {
  Line returns{1, {}};
  for (std::size_t i = 1; i < values.size(); ++i) {
    returns.values.push_back(values[i] / values[i - 1] - 1.0);
  }
  Line out = over(returns, [&](std::span<const double> of) { return deviation(of, period); });
  for (double& value : out.values) value *= std::sqrt(sessions_a_year);
  return out;
}

Line rolling_correlation(std::span<const double> a, std::span<const double> b, std::size_t period) {
  Line out;
  out.first = period == 0 ? 0 : period - 1;
  if (period == 0) return out;
  for (std::size_t end = period; end <= a.size(); ++end) {
    out.values.push_back(
        correlation_of(a.subspan(end - period, period), b.subspan(end - period, period)));
  }
  return out;
}

}  // namespace ballast::planner::indicators
