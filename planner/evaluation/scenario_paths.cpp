#include "planner/evaluation/scenario_paths.hpp"

#include <algorithm>

#include "planner/numeric/scaling.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

PlanContext base_on_path(const PlanContext& context, std::size_t path) {
  const ScenarioTerms& scenarios = *context.scenarios;
  PlanContext base;
  base.base_parts = {scenarios.total_return[path], scenarios.promise[path],
                     scenarios.stability[path], scenarios.quality[path],
                     context.base_parts.opinion};
  base.base_linear = base.base_parts.sum();
  base.base_dividend = scenarios.dividend[path];
  base.dividend_cap = context.dividend_cap;
  base.geography_full = context.geography_full;
  for (std::size_t group = 0; group < context.base_groups.size(); ++group) {
    base.base_groups.push_back(scenarios.groups[group * scenarios.paths + path]);
  }
  base.industry_full = context.industry_full;
  for (std::size_t group = 0; group < context.base_industries.size(); ++group) {
    base.base_industries.push_back(scenarios.industries[group * scenarios.paths + path]);
  }
  base.cash = context.cash;
  return base;
}

std::vector<CandidateIndex> affordable(const PlanContext& context) {
  std::vector<CandidateIndex> executed;
  std::int64_t cash = context.cash;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const CandidateTerms& terms = context.candidates[i];
    if (terms.side == Side::buy && cash + terms.cash < 0) continue;
    cash += terms.cash;
    executed.push_back(static_cast<CandidateIndex>(i));
  }
  return executed;
}

}  // namespace

CandidateTerms terms_on_path(const PlanContext& context, std::size_t path, CandidateIndex index) {
  const ScenarioTerms& scenarios = *context.scenarios;
  const std::int64_t ratio = scenarios.ratios[path];
  const std::int64_t multiplier =
      scenarios.multipliers[std::size_t{index} * scenarios.paths + path];
  const std::int64_t factor = scaled(multiplier, ratio);
  CandidateTerms terms = context.candidates[index];
  const bool sells = terms.side == Side::sell;
  const std::int64_t value = sells ? terms.cash + terms.fee : -(terms.cash + terms.fee);
  terms.parts.total_return = scaled(terms.parts.total_return, factor);
  terms.parts.promise = scaled(terms.parts.promise, factor);
  terms.parts.stability = scaled(terms.parts.stability, factor);
  terms.parts.quality = scaled(terms.parts.quality, factor);
  terms.linear = terms.parts.sum();
  terms.dividend = scaled(terms.dividend, factor);
  terms.group_weight = scaled(terms.group_weight, factor);
  for (IndustryMove& move : terms.industries) move.weight = scaled(move.weight, factor);
  terms.penalty = scaled(scenarios.fixed_penalty, ratio) +
                  scaled(terms.penalty - scenarios.fixed_penalty, factor);
  terms.fee = scenarios.fixed_fee + scaled(terms.fee - scenarios.fixed_fee, multiplier);
  const std::int64_t moved = scaled(value, multiplier);
  terms.cash = sells ? moved - terms.fee : -(moved + terms.fee);
  return terms;
}

PathView view_of_path(const PlanContext& context, std::size_t path, CandidateSet set) {
  std::vector<CandidateIndex> order(set.begin(), set.end());
  std::sort(order.begin(), order.end());
  PathView view{base_on_path(context, path), {}};
  for (const CandidateIndex index : order) {
    view.context.candidates.push_back(terms_on_path(context, path, index));
    if (index < context.sell_count) ++view.context.sell_count;
  }
  view.executed = affordable(view.context);
  return view;
}

std::vector<std::int64_t> path_scores(const PlanContext& context, CandidateSet set) {
  std::vector<std::int64_t> scores;
  for (std::size_t path = 0; path < context.scenarios->paths; ++path) {
    const PathView view = view_of_path(context, path, set);
    scores.push_back(score(view.context, view.executed).ticks);
  }
  return scores;
}

ScenarioScores scenario_scores(const PlanContext& context, CandidateSet set) {
  return combine(path_scores(context, set), scenario_mode(context.scenarios->mode)->weights);
}

}  // namespace ballast::planner
