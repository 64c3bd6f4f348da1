// How old the prices are that a plan rests on, and what else was missing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planner/opportunities/account.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::planner {

/// Returns the ages of the prices of what is held and of what may be traded.
[[nodiscard]] PriceAge price_age_of(const PlanInputs& inputs, const Settings& settings,
                                    const Account& account, std::span<const Candidate> candidates);

/// Returns one sentence for stale prices, one for securities of which no metric is known, and one
/// where the industry part is asked for and nothing is known of industries or no target is set.
[[nodiscard]] std::vector<std::string> doubts_of(const PlanInputs& inputs, const Settings& settings,
                                                 const Account& account,
                                                 std::span<const Candidate> candidates);

}  // namespace ballast::planner
