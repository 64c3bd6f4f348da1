#include "actors/coordinator/inputs.hpp"

#include <algorithm>

#include "actors/configuration/snapshot_inputs.hpp"
#include "messages/hashes.hpp"
#include "planner/opportunities/planning_state.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

planner::Date planned_day(const messages::UniverseSnapshot& universe, const PlanningDate& date,
                          planner::Date today) {
  if (date.kind == PlanningDate::Kind::fixed) return date.day;
  if (date.kind == PlanningDate::Kind::today) return today;
  std::optional<planner::Date> newest;
  for (const planner::Security& security : universe.securities) {
    if (security.quote && (!newest || security.quote->date > *newest))
      newest = security.quote->date;
  }
  return newest.value_or(today);
}

Result<std::vector<planner::TargetWeight>> resolve_weights(
    const messages::UniverseSnapshot& universe, const PlannerFile& file) {
  std::vector<planner::TargetWeight> weights;
  for (const SymbolWeight& target : file.target_weights) {
    const auto at = std::find_if(universe.securities.begin(), universe.securities.end(),
                                 [&](const auto& one) { return one.symbol == target.symbol; });
    if (at == universe.securities.end()) {
      return tl::unexpected(Failure{FailureKind::invalid, "no security has this symbol",
                                    "target_weights." + target.symbol, "a symbol of the universe"});
    }
    weights.push_back({at->id, target.weight});
  }
  return weights;
}

}  // namespace

Result<planner::PlanRequest> resolve_request(const messages::CreatePlan& command,
                                             const PlannerFile& file) {
  planner::PlanRequest request;
  request.settings = file.settings;
  for (const messages::SettingOverride& setting : command.settings) {
    if (auto set = planner::set_setting(request.settings, setting.key, setting.value); !set) {
      return tl::unexpected(set.error());
    }
  }
  request.seed = command.seed;
  request.buy_only = command.buy_only;
  request.exclude = command.exclude;
  request.pin = command.pin;
  request.cash = command.cash;
  request.ideas = command.ideas;
  return request;
}

Result<planner::PlanInputs> assemble_inputs(const Snapshots& snapshots, const PlannerFile& file,
                                            const PlanningDate& date, planner::Date today) {
  auto weights = resolve_weights(snapshots.universe, file);
  if (!weights) return tl::unexpected(weights.error());
  planner::PlanInputs inputs = inputs_of(file, snapshots.universe, snapshots.portfolio);
  inputs.as_of = planned_day(snapshots.universe, date, today);
  inputs.history = snapshots.trades.history;
  inputs.pending_orders = snapshots.trades.pending;
  inputs.target_weights = std::move(*weights);
  inputs.correlations = snapshots.universe.correlations;
  return inputs;
}

std::string planning_state_hash(const planner::Settings& settings,
                                const planner::PlanInputs& inputs) {
  constexpr std::size_t digits = 16;
  return "1:" + messages::sha256_hex(planner::planning_state(settings, inputs)).substr(0, digits);
}

}  // namespace ballast::actors
