// From a person's wishes and the answers of the other actors to the request and the inputs that a
// plan is a pure function of.
#pragma once

#include <string>

#include "actors/configuration/planner_file.hpp"
#include "messages/books.hpp"
#include "messages/market.hpp"
#include "messages/planning.hpp"
#include "messages/trading.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"

namespace ballast::actors {

/// Returns the request with every setting resolved: what the command sets, else the file's.
[[nodiscard]] planner::Result<planner::PlanRequest> resolve_request(
    const messages::CreatePlan& command, const PlannerFile& file);

struct Snapshots {
  messages::PortfolioSnapshot portfolio;
  messages::UniverseSnapshot universe;
  messages::TradeHistoryReport trades;
};

/// Returns the inputs for a plan. Fails for a target weight of an unknown symbol.
[[nodiscard]] planner::Result<planner::PlanInputs> assemble_inputs(const Snapshots& snapshots,
                                                                   const PlannerFile& file,
                                                                   const PlanningDate& date,
                                                                   planner::Date today);

/// Returns what two plans have in common that are computed from, for planning, the same: "1:" and
/// 16 hex digits.
[[nodiscard]] std::string planning_state_hash(const planner::Settings& settings,
                                              const planner::PlanInputs& inputs);

}  // namespace ballast::actors
