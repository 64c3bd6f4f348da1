#include "actors/coordinator/use_targets.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "messages/codec.hpp"
#include "messages/targets.hpp"

namespace ballast::actors {
namespace {

constexpr double least_target = 1e-6;

bool is_known(const planner::PlanInputs& inputs, planner::SecurityId id) {
  return std::any_of(inputs.securities.begin(), inputs.securities.end(),
                     [id](const planner::Security& one) { return one.id == id; });
}

bool has_newer_price(const planner::PlanInputs& inputs, planner::Date day) {
  return std::any_of(
      inputs.securities.begin(), inputs.securities.end(),
      [day](const planner::Security& one) { return one.quote && one.quote->date > day; });
}

}  // namespace

planner::Result<std::string> use_targets(const std::string& told, planner::PlanInputs& inputs) {
  const auto targets = messages::decode<messages::TargetsTold>(told);
  if (!targets) return tl::unexpected(targets.error());
  inputs.target_weights.clear();
  for (const planner::TargetEntry& entry : targets->report.entries) {
    if (!(entry.target >= least_target) || !is_known(inputs, entry.security)) continue;
    inputs.target_weights.push_back({entry.security, entry.target});
  }
  std::sort(inputs.target_weights.begin(), inputs.target_weights.end(),
            [](const auto& a, const auto& b) { return a.security < b.security; });
  return fmt::format("Target weights: {} by {}, {}, of {}.", inputs.target_weights.size(),
                     planner::choice_name(targets->report.rules.method),
                     has_newer_price(inputs, targets->report.as_of) ? "stale" : "fresh",
                     planner::format_date(targets->report.as_of));
}

}  // namespace ballast::actors
