// Builds the decision out of what was prepared and what the searches found.
#include <algorithm>
#include <string>
#include <vector>

#include "planner/evaluation/set_space.hpp"
#include "planner/plan/breakdown.hpp"
#include "planner/plan/front_plans.hpp"
#include "planner/plan/idea_scores.hpp"
#include "planner/plan/narrative.hpp"
#include "planner/plan/obstacle_list.hpp"
#include "planner/plan/planning.hpp"
#include "planner/plan/price_age.hpp"
#include "planner/plan/scenario_report.hpp"
#include "planner/plan/steps.hpp"

namespace ballast::planner {
namespace {

Decision frame_of(const PlanRequest& request, const PlanInputs& inputs,
                  const PreparedPlan& prepared, const DecisionHashes& hashes) {
  Decision decision;
  decision.base_currency = inputs.base_currency;
  decision.as_of = inputs.as_of;
  decision.request_hash = hashes.request;
  decision.inputs_hash = hashes.inputs;
  decision.context_hash = hashes.context;
  decision.before = breakdown_of(prepared.context, {}, shown_path(prepared.context, {}));
  decision.after = decision.before;
  decision.scenarios =
      scenario_report(request.settings, {prepared.context, {}}, {prepared.context, {}});
  decision.total_value = Money::from_units(prepared.account.total_value);
  decision.cash_before = prepared.account.available;
  decision.cash_reserve = prepared.account.reserve;
  decision.degraded = prepared.degraded;
  std::vector<Candidate> traded = prepared.selection.candidates;
  for (const PreparedIdea& idea : prepared.ideas) {
    traded.insert(traded.end(), idea.candidates.begin(), idea.candidates.end());
  }
  decision.prices = price_age_of(inputs, request.settings, prepared.account, traded);
  return decision;
}

void add_up_cash(Decision& decision) {
  decision.cash_after = decision.cash_before;
  for (const Step& step : decision.steps) {
    decision.fees += step.fee;
    if (step.side == Side::buy) {
      decision.cash_required += step.value + step.fee;
    } else {
      decision.cash_generated += step.value - step.fee;
    }
    decision.cash_after = step.cash_after;
  }
}

ChosenTrades trades_of(const PlanInputs& inputs, const PreparedPlan& prepared,
                       const RankedSequence& sequence) {
  return {inputs, prepared.account, prepared.selection.candidates, prepared.context,
          sequence.candidates};
}

Alternative alternative_of(const PlanInputs& inputs, const PreparedPlan& prepared,
                           const RankedSequence& sequence, const RankedSequence& winner) {
  const ShownPath path = shown_path(prepared.context, winner.candidates);
  const Breakdown of_winner = breakdown_of(prepared.context, winner.candidates, path);
  const Breakdown of_this = breakdown_of(prepared.context, sequence.candidates, path);
  return {.trades = summary_of(trades_of(inputs, prepared, sequence)),
          .score = sequence.score,
          .why_lost = why_lost(prepared.context, sequence, winner),
          .feasible = true,
          .difference = difference_of(of_winner, of_this)};
}

std::vector<std::string> required_symbols(const PlanInputs& inputs, const PlanContext& context) {
  std::vector<std::string> symbols;
  for (const std::uint32_t index : context.required_securities) {
    symbols.push_back(inputs.securities[index].symbol);
  }
  return symbols;
}

void fill_in_winner(const PlanRequest& request, const PlanInputs& inputs,
                    const PreparedPlan& prepared, const SearchOutcome& found, Decision& decision) {
  const RankedSequence& winner = found.best.front();
  const ShownPath path = shown_path(prepared.context, winner.candidates);
  decision.before = breakdown_of(prepared.context, {}, path);
  decision.after = breakdown_of(prepared.context, winner.candidates, path);
  decision.scenarios = scenario_report(request.settings, {prepared.context, {}},
                                       {prepared.context, winner.candidates});
  decision.steps = steps_of(trades_of(inputs, prepared, winner));
  narrate_steps(decision.steps, inputs, prepared.account);
  for (std::size_t i = 1; i < found.best.size(); ++i) {
    decision.runners_up.push_back(alternative_of(inputs, prepared, found.best[i], winner));
  }
  for (const RankedSequence& one : found.alternatives) {
    decision.alternatives.push_back(alternative_of(inputs, prepared, one, winner));
  }
}

void fill_in_search(const PlanRequest& request, const PlanInputs& inputs,
                    const PreparedPlan& prepared, const SearchOutcome& found, Decision& decision) {
  decision.exact = found.exact;
  decision.candidate_count = prepared.selection.candidates.size();
  decision.sets_in_space = sets_in_space(prepared.context);
  decision.sets_beyond_space = prepared.selection.sequences.size();
  if (!found.best.empty()) fill_in_winner(request, inputs, prepared, found, decision);
  show_front(inputs, prepared, found, decision);
  add_up_cash(decision);
  if (!decision.steps.empty()) {
    decision.outcome = Outcome::trade;
    decision.obstacles = most_telling_obstacles(
        obstacles_of_conflicts(prepared, found.best.front()), prepared.selection.obstacles);
    decision.narrative = narrate_plan(decision);
    return;
  }
  decision.outcome = Outcome::do_nothing;
  decision.obstacles = most_telling_obstacles(obstacles_of_candidates(inputs, prepared),
                                              prepared.selection.obstacles);
  decision.narrative = narrate_nothing(decision, inputs, required_symbols(inputs, prepared.context),
                                       request.settings);
}

}  // namespace

Decision build_decision(const PlanRequest& request, const PlanInputs& inputs,
                        const PreparedPlan& prepared, const SearchOutcome& found,
                        const DecisionHashes& hashes) {
  Decision decision = frame_of(request, inputs, prepared, hashes);
  if (prepared.ideas.empty()) {
    fill_in_search(request, inputs, prepared, found, decision);
    return decision;
  }
  decision.outcome = Outcome::ideas_scored;
  score_ideas(request, inputs, prepared, decision);
  add_up_cash(decision);
  decision.narrative = narrate_ideas(decision);
  return decision;
}

}  // namespace ballast::planner
