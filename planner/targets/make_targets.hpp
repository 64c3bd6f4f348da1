// Target weights for a portfolio: the whole way from prices and positions to a report.
#pragma once

#include <memory>
#include <span>

#include "planner/metrics/correlation.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::planner {

class TargetMaker;

/// The making of targets, a slice at a time: as make_targets does it.
class TargetMaking {
 public:
  /// All outlive it but the rules.
  TargetMaking(const PlanInputs& inputs, const Settings& settings,
               std::span<const CorrelatedSeries> series, const TargetRules& rules,
               std::span<const TargetWeight> trades = {});
  TargetMaking(const TargetMaking&) = delete;
  TargetMaking& operator=(const TargetMaking&) = delete;
  ~TargetMaking();

  /// Does a slice of the work; returns whether there is more.
  [[nodiscard]] bool advance();

  /// REQUIRES: advance() has returned false.
  [[nodiscard]] Result<TargetReport> take();

 private:
  std::unique_ptr<TargetMaker> maker_;
};

/// Returns the targets. A security that is not active, has no growth or too few prices is left out
/// and keeps its weight, as is one that is not held and fails the quality gate. Bounds and groups
/// hold to within 1e-6; what had to give way is noted. Where some weight would move by more than
/// 0.30 all move half way. Weights under 0.005 become nothing where their bounds allow. Refused
/// with one sentence where there is nothing to choose from or no weights fit; then there are no
/// weights at all. REQUIRES: inputs that check_inputs takes, series by rising id. `trades` are
/// changes of weights of which is told where they lead; those of other securities than the chosen
/// ones do not count.
[[nodiscard]] Result<TargetReport> make_targets(const PlanInputs& inputs, const Settings& settings,
                                                std::span<const CorrelatedSeries> series,
                                                const TargetRules& rules,
                                                std::span<const TargetWeight> trades = {});

/// How many points of the efficient frontier are told.
inline constexpr std::size_t frontier_points = 20;

}  // namespace ballast::planner
