// A plan context without price scenarios in whose place sets can be bounded: no set of the space
// has a lower score in it than its combined score over all price paths.
//
// On each path the score is at most a constant, a sum over the trades, a dividend up to its cap and
// deviations that cost; the weighted mean of such scores is at most the score of the weighted mean
// of their terms, since a mean of concave functions is at most the function of the mean.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "planner/bounding/path_weights.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/scenario_columns.hpp"

namespace ballast::planner {

class Surrogates {
 public:
  /// REQUIRES: can_bound(context), and it has scenarios; it outlives this.
  explicit Surrogates(const PlanContext& context);

  /// Returns the surrogate for weights that hold. Caps, cash, conflicts and priorities are those of
  /// the context; penalties are part of the linear terms.
  [[nodiscard]] PlanContext with(const PathWeights& weights) const;

  /// Returns about what a set scores on each path: to choose weights by.
  [[nodiscard]] std::vector<std::int64_t> scores_of(const std::vector<CandidateIndex>& set) const;

  [[nodiscard]] const ScenarioWeights& parts() const { return columns_.weights; }

 private:
  /// What keeps the score of a path from bending the wrong way.
  struct Straightening {
    std::int64_t raised = 0;          // ticks: no set scores less than minus this
    std::int64_t geography_part = 0;  // 2^-30: so much of each deviation counts
    std::int64_t industry_part = 0;
  };

  [[nodiscard]] Straightening straighten(std::size_t path) const;
  void add_trade(const PathWeights& weights, CandidateIndex index, PlanContext& to) const;
  void add_base(const PathWeights& weights, PlanContext& to) const;

  const PlanContext* context_;
  ScenarioColumns columns_;
  std::vector<Straightening> straight_;
};

/// What bounds are taken from: a context without price scenarios in which no set scores less. One
/// serves all searches of a plan.
struct BoundBasis {
  PlanContext context;
  PathShares shares;  // that prove it; none without scenarios
};
using SharedBasis = std::shared_ptr<const BoundBasis>;

/// Returns the context itself, or a surrogate with a close bound where there are scenarios.
/// REQUIRES: can_bound(context).
[[nodiscard]] SharedBasis bound_basis(const PlanContext& context);

}  // namespace ballast::planner
