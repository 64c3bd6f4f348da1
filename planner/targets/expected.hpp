// What a security is expected to return, from its growth, its score and the market.
#pragma once

#include <optional>
#include <vector>

#include "planner/model/security.hpp"

namespace ballast::planner {

/// The longest that is known: 5 years' growth, else the whole history's.
[[nodiscard]] std::optional<double> growth_of(const Security& security);

/// Returns W growth + (1 - W) target * quality / 0.5, W = 0.70 and up to 0.80 in a rising market
/// (regime 1), times up to 0.75 less in a falling one (-1); within -0.10 and 0.30. A missing
/// quality counts as 0.5; nothing without growth.
[[nodiscard]] std::optional<double> expected_return(const Security& security,
                                                    double target_annual_return, double regime);

/// Draws them towards their mean, so that two lucky years do not outrank ten solid ones: by
/// 5 / (years + 5).
void shrink_expected(std::vector<double>& expected, const std::vector<double>& years);

/// Returns the years behind a security's growth: 10, 5, 3 or 1.
[[nodiscard]] double years_known(const Security& security);

/// Returns half of (expected - risk_free) / variance, a quarter less in the worst market, within 0
/// and 0.20: no edge gives 0 (Kelly 1956). Annual numbers; 0 where nothing varies.
[[nodiscard]] double kelly_cap(double expected, double variance, double risk_free, double regime);

}  // namespace ballast::planner
