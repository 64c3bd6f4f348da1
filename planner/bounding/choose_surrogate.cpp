#include <limits>

#include "planner/bounding/node_bound.hpp"
#include "planner/bounding/surrogate.hpp"

namespace ballast::planner {
namespace {

/// More hardly lower the bound.
constexpr int rounds = 16;

/// Returns the bound of the whole space, with a set that comes close to it.
NodeBound bound_whole(const PlanContext& surrogate) {
  const BoundProblem problem = bound_problem(surrogate, {}, {});
  const Dominance dominance(surrogate, {});
  NodeState state(surrogate, problem);
  NodeBound nothing;
  nothing.bound = std::numeric_limits<std::int64_t>::max();
  if (!state.enter({})) return nothing;
  return NodeBounder(surrogate, problem, dominance).solve(state, {});
}

}  // namespace

PlanContext choose_surrogate(const PlanContext& context) {
  const Surrogates surrogates(context);
  AverageWeights average;
  average.add(weights_for(surrogates.parts(), surrogates.scores_of({})));
  PlanContext best = surrogates.with(average.average());
  NodeBound bound = bound_whole(best);
  std::int64_t lowest = bound.bound;
  for (int round = 1; round < rounds; ++round) {
    average.add(weights_for(surrogates.parts(), surrogates.scores_of(bound.rounded)));
    PlanContext next = surrogates.with(average.average());
    bound = bound_whole(next);
    if (bound.bound >= lowest) continue;
    lowest = bound.bound;
    best = std::move(next);
  }
  return best;
}

SearchedContext searched_context(const PlanContext& context) {
  return std::make_shared<const PlanContext>(context.scenarios ? choose_surrogate(context)
                                                               : context);
}

}  // namespace ballast::planner
