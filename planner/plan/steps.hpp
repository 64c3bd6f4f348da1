// The trades of a plan one after the other, with the cash after each.
#pragma once

#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::planner {

/// The trades of one set and the tables they come from. REQUIRES: the set's indices rise and lie in
/// both `candidates` and `context`.
struct ChosenTrades {
  const PlanInputs& inputs;
  const Account& account;
  std::span<const Candidate> candidates;
  const PlanContext& context;
  std::span<const CandidateIndex> set;
};

/// Returns the steps, sales first, without narratives. Value, fee and cash are the integers that
/// the set was found feasible with; the changes of the score are on the set's shown path.
[[nodiscard]] std::vector<Step> steps_of(const ChosenTrades& trades);

/// Returns the trades in short form.
[[nodiscard]] std::vector<TradeSummary> summary_of(const ChosenTrades& trades);

/// Returns what is traded, without the fee.
[[nodiscard]] Money value_of(const CandidateTerms& terms);

}  // namespace ballast::planner
