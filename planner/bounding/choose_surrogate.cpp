// Which weights of the price paths bound a part of the space best.
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

BoundBasis choose_surrogate(const PlanContext& context) {
  const Surrogates surrogates(context);
  AverageShares average;
  const auto with_average = [&]() -> BoundBasis {
    PathShares shares = average.average();
    return {surrogates.with(weights_of(surrogates.parts(), shares)), std::move(shares)};
  };
  average.add(shares_for(surrogates.scores_of({})));
  BoundBasis best = with_average();
  NodeBound bound = bound_whole(best.context);
  std::int64_t lowest = bound.bound;
  for (int round = 1; round < rounds; ++round) {
    average.add(shares_for(surrogates.scores_of(bound.rounded)));
    BoundBasis next = with_average();
    bound = bound_whole(next.context);
    if (bound.bound >= lowest) continue;
    lowest = bound.bound;
    best = std::move(next);
  }
  return best;
}

}  // namespace

SharedBasis bound_basis(const PlanContext& context) {
  return std::make_shared<const BoundBasis>(context.scenarios ? choose_surrogate(context)
                                                              : BoundBasis{context, {}});
}

}  // namespace ballast::planner
