// What a plan and its steps mean, in plain words.
#pragma once

#include <string>
#include <vector>

#include "planner/opportunities/account.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::planner {

/// Writes the narrative of every step: amount, security and, of a sale, its share of the position;
/// why; what the cash is for; a dividend above 3 %.
void narrate_steps(std::vector<Step>& steps, const PlanInputs& inputs, const Account& account);

/// Returns the narrative of a plan that trades: what it is about, how much is traded, and how the
/// score changes.
[[nodiscard]] std::string narrate_plan(const Decision& decision);

/// Returns the narrative of a plan without trades: why, as far as the decision tells. `required`
/// are the symbols that every set had to trade; `settings` tell which side is closed.
[[nodiscard]] std::string narrate_nothing(const Decision& decision, const PlanInputs& inputs,
                                          const std::vector<std::string>& required,
                                          const Settings& settings);

/// Returns the narrative of scored ideas.
[[nodiscard]] std::string narrate_ideas(const Decision& decision);

}  // namespace ballast::planner
