// What planner file, universe and portfolio say together, as inputs of a plan.
#pragma once

#include "actors/configuration/planner_file.hpp"
#include "messages/books.hpp"
#include "messages/market.hpp"

namespace ballast::actors {

/// Returns the inputs as of the newest price; without trades, pending orders, target weights and
/// correlations.
[[nodiscard]] planner::PlanInputs inputs_of(const PlannerFile& file,
                                            messages::UniverseSnapshot universe,
                                            messages::PortfolioSnapshot portfolio);

}  // namespace ballast::actors
