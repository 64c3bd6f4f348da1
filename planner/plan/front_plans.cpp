#include "planner/plan/front_plans.hpp"

#include <array>
#include <string>
#include <vector>

#include "planner/opportunities/wording.hpp"
#include "planner/plan/breakdown.hpp"
#include "planner/plan/steps.hpp"

namespace ballast::planner {
namespace {

constexpr double thousandths = 1000.0;
constexpr std::int64_t micros_per_cent = Money::micros_per_unit / 100;

/// One aim: by how much a plan differs from the chosen one, in words, more being better.
struct Difference {
  std::int64_t gain;
  std::string text;  // of its size
};

std::int64_t size_of(std::int64_t value) {
  return value < 0 ? -value : value;
}

Money money_of(std::int64_t cents) {
  return Money::from_micros(cents * micros_per_cent);
}

/// Returns in which part a plan that scores less falls most short of the chosen one.
std::string shortfall_text(const Breakdown& one, const Breakdown& chosen) {
  if (one.total >= chosen.total) return {};
  const ScorePart part = largest_shortfall(one, chosen);
  return " (most of all in " + part.name + ", " + points_text(part.contribution, 2) + ")";
}

/// A plan of the front with the parts of its score.
struct Rated {
  const FrontMember& member;
  Breakdown parts;
};

std::array<Difference, 3> differences_of(const Rated& one, const Rated& chosen) {
  const Objectives& a = one.member.objectives;
  const Objectives& b = chosen.member.objectives;
  const Score score = a.score - b.score;
  const auto in_thousandths = [](std::int64_t value) {
    return decimal_text(static_cast<double>(size_of(value)) / thousandths, 3);
  };
  const std::int64_t diversification = a.diversification - b.diversification;
  const std::int64_t risk = a.risk - b.risk;
  return {{{score.ticks, points_text(Score{size_of(score.ticks)}, 2) + " points of score" +
                             shortfall_text(one.parts, chosen.parts)},
           {diversification, in_thousandths(diversification) + " of diversification"},
           {risk, in_thousandths(risk) + " of steadiness"}}};
}

/// Returns "costs 2.50 EUR less", or nothing.
std::string cost_text(const Rated& one, const Rated& chosen, const std::string& currency) {
  const std::int64_t saving = chosen.member.objectives.cost - one.member.objectives.cost;
  if (saving == 0) return {};
  return "costs " + format_money(money_of(size_of(saving))) + " " + currency +
         (saving > 0 ? " less" : " more");
}

std::string trade_off(const Rated& one, const Rated& chosen, const std::string& currency) {
  if (one.member.candidates == chosen.member.candidates) return "The chosen plan.";
  std::vector<std::string> gains;
  std::vector<std::string> losses;
  for (const Difference& aim : differences_of(one, chosen)) {
    if (aim.gain > 0) gains.push_back(aim.text);
    if (aim.gain < 0) losses.push_back(aim.text);
  }
  std::string text;
  const auto add = [&](const std::string& clause) {
    if (!clause.empty()) text += (text.empty() ? "" : "; ") + clause;
  };
  if (!gains.empty()) add("gains " + list_of(gains));
  add(cost_text(one, chosen, currency));
  if (!losses.empty()) add("gives up " + list_of(losses));
  if (text.empty()) return "As good in all four; only its trades differ.";
  text.front() = text.front() == 'g' ? 'G' : 'C';
  return text + ".";
}

}  // namespace

void show_front(const PlanInputs& inputs, const PreparedPlan& prepared, const SearchOutcome& found,
                Decision& decision) {
  decision.front_cut = found.front_cut;
  if (found.front.empty()) return;
  const PlanContext& context = prepared.context;
  const FrontMember winner = front_member(context, found.best.front().candidates);
  const ShownPath path = shown_path(context, winner.candidates);
  const Rated chosen{winner, breakdown_of(context, winner.candidates, path)};
  for (const FrontMember& one : found.front) {
    const Rated rated{one, breakdown_of(context, one.candidates, path)};
    const ChosenTrades trades{inputs, prepared.account, prepared.selection.candidates, context,
                              one.candidates};
    decision.front.push_back(
        {.trades = summary_of(trades),
         .score = one.objectives.score,
         .diversification = static_cast<double>(one.objectives.diversification) / thousandths,
         .risk = static_cast<double>(one.objectives.risk) / thousandths,
         .cost = money_of(one.objectives.cost),
         .chosen = one.candidates == winner.candidates,
         .difference = difference_of(chosen.parts, rated.parts),
         .trade_off = trade_off(rated, chosen, inputs.base_currency)});
  }
}

}  // namespace ballast::planner
