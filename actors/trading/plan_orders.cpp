#include "actors/trading/plan_orders.hpp"

namespace ballast::actors {

planner::Result<messages::ExecutePlan> orders_of_plan(const messages::PlanReport& report) {
  if (!report.decision || report.decision->steps.empty()) {
    return tl::unexpected(planner::Failure{planner::FailureKind::refused,
                                           "this plan has no step to execute", report.plan_id,
                                           "a completed plan with steps"});
  }
  messages::ExecutePlan wish;
  wish.plan_id = report.plan_id;
  wish.decision_hash = report.decision_hash;
  std::uint32_t number = 0;
  for (const planner::Step& step : report.decision->steps) {
    wish.orders.push_back({++number, step.side, step.symbol, step.quantity, step.price,
                           step.currency, step.value, step.fee});
  }
  return wish;
}

}  // namespace ballast::actors
