#include "planner/targets/make_targets.hpp"

#include "planner/targets/target_maker.hpp"

namespace ballast::planner {

TargetMaking::TargetMaking(const PlanInputs& inputs, const Settings& settings,
                           std::span<const CorrelatedSeries> series, const TargetRules& rules,
                           std::span<const TargetWeight> trades)
    : maker_(std::make_unique<TargetMaker>(inputs, settings, series, rules, trades)) {}
TargetMaking::~TargetMaking() = default;

bool TargetMaking::advance() {
  return maker_->advance();
}

Result<TargetReport> TargetMaking::take() {
  return maker_->take();
}

Result<TargetReport> make_targets(const PlanInputs& inputs, const Settings& settings,
                                  std::span<const CorrelatedSeries> series,
                                  const TargetRules& rules, std::span<const TargetWeight> trades) {
  TargetMaker maker(inputs, settings, series, rules, trades);
  while (maker.advance()) {
  }
  return maker.take();
}

}  // namespace ballast::planner
