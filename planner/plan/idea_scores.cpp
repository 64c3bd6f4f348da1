#include "planner/plan/idea_scores.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "planner/evaluation/evaluate.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/plan/breakdown.hpp"
#include "planner/plan/narrative.hpp"
#include "planner/plan/scenario_report.hpp"
#include "planner/plan/steps.hpp"

namespace ballast::planner {
namespace {

std::vector<CandidateIndex> whole_set(const PreparedIdea& idea) {
  std::vector<CandidateIndex> set(idea.candidates.size());
  std::iota(set.begin(), set.end(), CandidateIndex{0});
  return set;
}

std::string shortage_of(const PreparedIdea& idea) {
  Money cash = Money::from_micros(idea.context.cash);
  Money needed;
  for (const CandidateTerms& terms : idea.context.candidates) {
    const Money change = Money::from_micros(terms.cash);
    if (terms.side == Side::sell) {
      cash += change;
    } else {
      needed -= change;
    }
  }
  return "Not possible: the purchases need " + format_money(needed) + " with their fees, and " +
         format_money(cash) + " is available.";
}

std::string verdict_of(const Breakdown& before, const Breakdown& after) {
  const Score change = after.total - before.total;
  if (change.ticks == 0) return "As good as doing nothing.";
  const bool better = change.ticks > 0;
  const ScorePart part =
      better ? largest_shortfall(before, after) : largest_shortfall(after, before);
  const Score size = better ? change : Score{} - change;
  return points_text(size, 2) + (better ? " points better" : " points worse") +
         " than doing nothing, most of all in " + part.name + " (" +
         points_text(part.contribution, 2) + ").";
}

Alternative alternative_of(const PlanInputs& inputs, const PreparedPlan& prepared,
                           const PreparedIdea& idea) {
  const std::vector<CandidateIndex> set = whole_set(idea);
  const ShownPath path = shown_path(idea.context, set);
  const Breakdown before = breakdown_of(prepared.context, {}, path);
  const Breakdown after = breakdown_of(idea.context, set, path);
  Alternative one{
      .trades = summary_of({inputs, prepared.account, idea.candidates, idea.context, set}),
      .score = after.total,
      .why_lost = {},
      .feasible = feasible(idea.context, set),
      .difference = difference_of(before, after)};
  one.why_lost = one.feasible ? verdict_of(before, after) : shortage_of(idea);
  return one;
}

bool goes_first(const Alternative& a, const Alternative& b) {
  if (a.feasible != b.feasible) return a.feasible;
  return a.feasible && a.score > b.score;
}

}  // namespace

void score_ideas(const PlanRequest& request, const PlanInputs& inputs, const PreparedPlan& prepared,
                 Decision& decision) {
  std::vector<Alternative> scored;
  for (const PreparedIdea& idea : prepared.ideas) {
    scored.push_back(alternative_of(inputs, prepared, idea));
  }
  std::vector<std::size_t> order(scored.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return goes_first(scored[a], scored[b]); });
  for (const std::size_t index : order) decision.runners_up.push_back(scored[index]);
  const PreparedIdea& best = prepared.ideas[order.front()];
  if (scored[order.front()].feasible) {
    const std::vector<CandidateIndex> set = whole_set(best);
    const ShownPath path = shown_path(best.context, set);
    decision.before = breakdown_of(prepared.context, {}, path);
    decision.after = breakdown_of(best.context, set, path);
    decision.scenarios =
        scenario_report(request.settings, {prepared.context, {}}, {best.context, set});
    decision.steps = steps_of({inputs, prepared.account, best.candidates, best.context, set});
    narrate_steps(decision.steps, inputs, prepared.account);
  }
  decision.candidate_count = 0;
  for (const PreparedIdea& idea : prepared.ideas) {
    decision.candidate_count += idea.candidates.size();
  }
  decision.sets_in_space = prepared.ideas.size();
}

}  // namespace ballast::planner
