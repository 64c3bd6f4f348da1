#include "planner/metrics/correlation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace ballast::planner {
namespace {

/// The newest closes of one security.
struct Newest {
  std::span<const Date> dates;
  std::span<const double> closes;
};

Newest newest_of(const PriceHistory& history) {
  const std::size_t skipped =
      history.closes.size() - std::min(history.closes.size(), correlated_closes);
  return {std::span(history.dates).subspan(skipped), std::span(history.closes).subspan(skipped)};
}

std::vector<Date> days_of(std::span<const CorrelatedSeries> series) {
  std::vector<Date> days;
  for (const CorrelatedSeries& one : series) {
    const Newest newest = newest_of(one.history);
    days.insert(days.end(), newest.dates.begin(), newest.dates.end());
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    if (days.size() > correlated_days_max) {
      days.erase(days.begin(), days.end() - static_cast<std::ptrdiff_t>(correlated_days_max));
    }
  }
  return days;
}

/// The closes of these days, the last known one where a day has none, before the first the first.
std::vector<double> column_of(const Newest& newest, std::span<const Date> days) {
  std::vector<double> column;
  std::size_t next = 0;
  for (const Date day : days) {
    while (next < newest.dates.size() && newest.dates[next] <= day) ++next;
    column.push_back(newest.closes[next == 0 ? 0 : next - 1]);
  }
  return column;
}

/// The returns less their mean, at length one; empty if they never move.
std::vector<double> direction_of(const std::vector<double>& column) {
  std::vector<double> moves;
  double sum = 0.0;
  for (std::size_t i = 1; i < column.size(); ++i) {
    moves.push_back(column[i] / column[i - 1] - 1.0);
    sum += moves.back();
  }
  const double mean = moves.empty() ? 0.0 : sum / static_cast<double>(moves.size());
  double squares = 0.0;
  for (double& move : moves) {
    move -= mean;
    squares += move * move;
  }
  if (!(squares > 0.0) || !std::isfinite(squares)) return {};
  const double length = std::sqrt(squares);
  for (double& move : moves) move /= length;
  return moves;
}

struct Direction {
  SecurityId security;
  std::vector<double> moves;
};

std::vector<Direction> directions_of(std::span<const CorrelatedSeries> series) {
  const std::vector<Date> days = days_of(series);
  std::vector<Direction> directions;
  for (const CorrelatedSeries& one : series) {
    const Newest newest = newest_of(one.history);
    const bool sound =
        !newest.closes.empty() && std::all_of(newest.closes.begin(), newest.closes.end(),
                                              [](double close) { return close > 0.0; });
    if (!sound) continue;
    auto moves = direction_of(column_of(newest, days));
    if (!moves.empty()) directions.push_back({one.security, std::move(moves)});
  }
  return directions;
}

double product_of(const Direction& a, const Direction& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.moves.size(); ++i) sum += a.moves[i] * b.moves[i];
  return std::clamp(sum, -1.0, 1.0);
}

}  // namespace

Result<std::vector<Correlation>> correlations_above(std::span<const CorrelatedSeries> series,
                                                    double threshold) {
  const std::vector<Direction> directions = directions_of(series);
  std::vector<Correlation> found;
  for (std::size_t i = 0; i < directions.size(); ++i) {
    for (std::size_t j = i + 1; j < directions.size(); ++j) {
      const double value = product_of(directions[i], directions[j]);
      if (!(std::fabs(value) > threshold)) continue;
      found.push_back({directions[i].security, directions[j].security, value});
      if (found.size() > correlated_pairs_max) {
        return tl::make_unexpected(
            Failure{FailureKind::invalid, "too many pairs of securities are correlated that much",
                    "correlation_threshold",
                    "a threshold that at most " + std::to_string(correlated_pairs_max) +
                        " pairs are above"});
      }
    }
  }
  return found;
}

}  // namespace ballast::planner
