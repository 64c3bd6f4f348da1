// The raw values that a security's prices give, and what is wrong with prices that give none.
#pragma once

#include <cstdint>
#include <span>

#include "planner/metrics/history.hpp"
#include "planner/model/failure.hpp"
#include "planner/scoring/security/raw_values.hpp"
#include "planner/scoring/security/score_rules.hpp"

namespace ballast::planner::scoring {

/// How much of the history counts.
inline constexpr std::size_t scored_closes = 400;
inline constexpr std::size_t scored_months = 150;
inline constexpr std::size_t months_of_full_confidence = 60;

/// Returns how many months the history has, or says why it cannot be scored: fewer than 50 closes
/// or 12 months, a close that is no positive number, a day that is there twice or out of order.
[[nodiscard]] Result<std::size_t> check_history(const PriceHistory& history);

/// Adds what the history gives. Growth is over (months - 1) / 12 years of monthly
/// means; Sharpe and Sortino are missing without spread or loss; of the other
/// metrics each has the minimum that its own function states. REQUIRES: a history that passed the
/// check.
void add_price_values(RawValues& raw, const PriceHistory& history, const ScoreRules& rules);

/// Growth a year over the last `months` monthly values, or as many as there are; missing below 12
/// values or where the first or last is not positive.
[[nodiscard]] std::optional<double> growth_over_months(std::span<const double> monthly,
                                                       std::size_t months);

/// 0.6 x growth over 30 values + 0.4 x over 90 of them, the first alone if there are fewer; missing
/// below 30 or from a base that is not positive.
[[nodiscard]] std::optional<double> momentum_of(std::span<const double> closes);

}  // namespace ballast::planner::scoring
