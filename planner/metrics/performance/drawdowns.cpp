#include "planner/metrics/performance/drawdowns.hpp"

#include <algorithm>
#include <cmath>

namespace ballast::planner::performance {

std::vector<double> drawdowns(std::span<const double> returns) {
  std::vector<double> out;
  out.reserve(returns.size());
  double capital = 1.0;
  double high = 1.0;
  for (const double one : returns) {
    if (std::isfinite(one)) capital *= 1.0 + one;
    high = std::max(high, capital);
    out.push_back((capital - high) / high);
  }
  return out;
}

std::optional<double> max_drawdown(std::span<const double> returns) {
  if (returns.empty()) return std::nullopt;
  const std::vector<double> falls = drawdowns(returns);
  return *std::min_element(falls.begin(), falls.end());
}

std::optional<double> ulcer_index(std::span<const double> returns) {
  if (returns.empty()) return std::nullopt;
  double squares = 0.0;
  for (const double fall : drawdowns(returns)) squares += fall * fall;
  return std::sqrt(squares / static_cast<double>(returns.size()));
}

}  // namespace ballast::planner::performance
