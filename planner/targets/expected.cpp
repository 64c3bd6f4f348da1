#include "planner/targets/expected.hpp"

#include <algorithm>

namespace ballast::planner {

std::optional<double> growth_of(const Security& security) {
  return security.metrics.cagr_5y ? security.metrics.cagr_5y : security.metrics.cagr_10y;
}

std::optional<double> expected_return(const Security& security, double target_annual_return,
                                      double regime) {
  const auto growth = growth_of(security);
  if (!growth) return std::nullopt;
  const double history = 0.70 + 0.10 * std::max(0.0, regime);
  const double quality = std::max(security.quality.value_or(0.5), 0.0) / 0.5;
  const double base = history * *growth + (1.0 - history) * target_annual_return * quality;
  const double fear = 1.0 - 0.25 * std::max(0.0, -regime);
  return std::clamp(base * fear, -0.10, 0.30);
}

double years_known(const Security& security) {
  if (security.metrics.cagr_10y) return 10.0;
  if (security.metrics.cagr_3y) return 5.0;
  return security.metrics.cagr_1y ? 1.0 : 0.0;
}

void shrink_expected(std::vector<double>& expected, const std::vector<double>& years) {
  double sum = 0.0;
  for (const double one : expected) sum += one;
  const double mean = sum / static_cast<double>(expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double kept = years[i] / (years[i] + 5.0);
    expected[i] = kept * expected[i] + (1.0 - kept) * mean;
  }
}

double kelly_cap(double expected, double variance, double risk_free, double regime) {
  if (!(variance > 1e-10)) return 0.0;
  const double half = 0.5 * std::max(0.0, (expected - risk_free) / variance);
  const double careful = regime < 0.0 ? half * (1.0 + 0.25 * regime) : half;
  return std::clamp(careful, 0.0, 0.20);
}

}  // namespace ballast::planner
