#include "planner/why/why.hpp"

#include <algorithm>

#include "planner/opportunities/opportunities.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/plan/breakdown.hpp"
#include "planner/plan/narrative.hpp"
#include "planner/plan/steps.hpp"
#include "planner/settings/nearest_name.hpp"
#include "planner/why/constraint.hpp"
#include "planner/why/nearest_change.hpp"

namespace ballast::planner {
namespace {

Result<std::uint32_t> find_security(const PlanInputs& inputs, std::string_view symbol) {
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < inputs.securities.size(); ++i) {
    if (inputs.securities[i].symbol == symbol) return i;
    known.push_back(inputs.securities[i].symbol);
  }
  const std::string nearest = nearest_name(symbol, known);
  return tl::make_unexpected(
      Failure{FailureKind::invalid, "no security of this plan has this symbol", std::string(symbol),
              nearest.empty() ? "a symbol of the universe" : "did you mean " + nearest + "?"});
}

ChosenTrades trades_of(const PlanInputs& inputs, const PreparedPlan& prepared,
                       const RankedSequence& set) {
  return {inputs, prepared.account, prepared.selection.candidates, prepared.context,
          set.candidates};
}

/// One explanation in the making.
class Explainer {
 public:
  Explainer(WhyCase at, const WhyLimits& limits) : at_(std::move(at)), trials_(limits) {}

  Result<Why> explain() {
    auto prepared =
        prepare(at_.request, at_.inputs, identify_opportunities(at_.request, at_.inputs));
    if (!prepared) return tl::make_unexpected(std::move(prepared.error()));
    prepared_ = std::move(*prepared);
    const auto best = trials_.best_of(prepared_, prepared_.context);
    if (!best) {
      return tl::make_unexpected(Failure{FailureKind::refused,
                                         "the plan has too many sets to be explained",
                                         security().symbol, "fewer candidates or less depth"});
    }
    best_ = *best;
    why_.symbol = security().symbol;
    why_.name = security().name;
    why_.in_plan = trade_of(prepared_, best_, at_.security).traded();
    if (why_.in_plan) {
      explain_presence();
    } else if (proposed()) {
      explain_candidate();
    }
    find_changes();
    if (!why_.in_plan && !proposed()) explain_obstacle();
    why_.plans = trials_.plans();
    why_.every_change_tried = !trials_.stopped();
    return std::move(why_);
  }

 private:
  [[nodiscard]] const Security& security() const { return at_.inputs.securities[at_.security]; }

  void explain_presence() {
    auto steps = steps_of(trades_of(at_.inputs, prepared_, best_));
    narrate_steps(steps, at_.inputs, prepared_.account);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].symbol != security().symbol) continue;
      why_.step_number = i + 1;
      why_.step = std::move(steps[i]);
      break;
    }
    why_.other = best_without();
    why_.answer = why_.step->narrative;
    if (!why_.other) return;
    const Score lost = Score{} - why_.other->difference.total;
    why_.answer += " Without it, the best plan of the same candidates scores " +
                   points_text(lost, 3) + " points less.";
  }

  [[nodiscard]] bool proposed() const {
    const auto& candidates = prepared_.context.candidates;
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](const CandidateTerms& terms) { return terms.security == at_.security; });
  }

  void explain_candidate() {
    why_.other = best_with();
    take(constraint_among(prepared_, security(), at_.security, why_.other, trials_));
  }

  /// Of the obstacles, those count that stand before the trade it would take least for.
  void explain_obstacle() {
    const auto side = why_.changes.empty() ? std::nullopt : why_.changes.front().side;
    take(constraint_before(prepared_, security(), side));
  }

  void take(Constraint constraint) {
    why_.constraint = std::move(constraint.name);
    why_.answer = std::move(constraint.answer);
    why_.further = std::move(constraint.further);
  }

  std::optional<OtherPlan> best_with() {
    PreparedPlan with = prepared_;
    auto& required = with.context.required_securities;
    required.insert(std::lower_bound(required.begin(), required.end(), at_.security), at_.security);
    const auto best = trials_.best_of(with, with.context);
    if (!best || best->candidates.empty()) return std::nullopt;
    return other_plan(at_.inputs, with, *best);
  }

  /// Of the same candidates: a penalty that no gain outweighs takes the place of a ban.
  std::optional<OtherPlan> best_without() {
    PreparedPlan without = prepared_;
    for (CandidateTerms& terms : without.context.candidates) {
      if (terms.security == at_.security) terms.penalty = max_part_ticks;
    }
    const auto best = trials_.best_of(without, without.context);
    if (!best || trade_of(without, *best, at_.security).traded()) return std::nullopt;
    return other_plan(at_.inputs, prepared_, *best);
  }

  OtherPlan other_plan(const PlanInputs& inputs, const PreparedPlan& prepared,
                       const RankedSequence& best) const {
    const ShownPath path = shown_path(prepared_.context, best_.candidates);
    const Breakdown of_this = breakdown_of(prepared.context, best.candidates, path);
    return {summary_of(trades_of(inputs, prepared, best)), of_this.total,
            difference_of(breakdown_of(prepared_.context, best_.candidates, path), of_this)};
  }

  void find_changes() {
    for (const Lever& lever : levers_of(at_)) {
      if (auto change = nearest_change(at_, lever, why_.in_plan, trials_)) {
        why_.changes.push_back(std::move(*change));
      }
    }
    std::stable_sort(
        why_.changes.begin(), why_.changes.end(),
        [](const FlippingChange& a, const FlippingChange& b) { return a.size < b.size; });
  }

  WhyCase at_;
  Trials trials_;
  PreparedPlan prepared_;
  RankedSequence best_;
  Why why_;
};

}  // namespace

Result<Why> explain(const PlanRequest& request, const PlanInputs& inputs, std::string_view symbol,
                    const WhyLimits& limits) {
  const auto security = find_security(inputs, symbol);
  if (!security) return tl::make_unexpected(security.error());
  if (!request.ideas.empty()) {
    return tl::make_unexpected(Failure{FailureKind::invalid,
                                       "ideas are scored, not searched: there is no why",
                                       std::string(symbol), "a plan without ideas"});
  }
  return Explainer({request, inputs, *security}, limits).explain();
}

}  // namespace ballast::planner
