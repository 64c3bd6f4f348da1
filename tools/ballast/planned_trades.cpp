#include "tools/ballast/planned_trades.hpp"

#include <algorithm>

#include "messages/plan_report.hpp"
#include "messages/planning.hpp"

namespace ballast::tools {
namespace {

using planner::Result;

constexpr std::uint32_t plans_looked_at = 20;

Result<std::string> newest_plan(Session& session) {
  const auto list =
      session.ask<messages::PlanList>("coordinator", messages::ListPlans{plans_looked_at});
  if (!list) return tl::unexpected(list.error());
  for (const messages::PlanSummary& plan : list->plans) {
    if (!plan.decision_hash.empty()) return plan.plan_id;
  }
  return std::string();
}

std::vector<planner::TargetWeight> shares_traded(const messages::PlanReport& report) {
  std::vector<planner::TargetWeight> trades;
  if (!report.decision || !report.inputs) return trades;
  const double total = report.decision->total_value.units();
  if (!(total > 0.0)) return trades;
  for (const planner::Step& step : report.decision->steps) {
    const auto& securities = report.inputs->securities;
    const auto at = std::find_if(securities.begin(), securities.end(),
                                 [&](const auto& one) { return one.symbol == step.symbol; });
    if (at == securities.end()) continue;
    const double share = step.value.units() / total;
    trades.push_back({at->id, step.side == planner::Side::buy ? share : -share});
  }
  return trades;
}

}  // namespace

Result<std::vector<planner::TargetWeight>> planned_trades(
    Session& session, const std::optional<std::string>& plan_id) {
  const auto id = plan_id ? Result<std::string>(*plan_id) : newest_plan(session);
  if (!id) return tl::unexpected(id.error());
  if (id->empty()) return std::vector<planner::TargetWeight>();
  const auto report =
      session.ask<messages::PlanReport>("coordinator", messages::GetPlan{*id, true}, *id);
  if (!report) return tl::unexpected(report.error());
  return shares_traded(*report);
}

}  // namespace ballast::tools
