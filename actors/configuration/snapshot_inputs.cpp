#include "actors/configuration/snapshot_inputs.hpp"

#include <utility>

namespace ballast::actors {

planner::PlanInputs inputs_of(const PlannerFile& file, messages::UniverseSnapshot universe,
                              messages::PortfolioSnapshot portfolio) {
  planner::PlanInputs inputs;
  inputs.base_currency = file.base_currency;
  inputs.as_of = universe.newest_price.value_or(planner::Date{});
  inputs.securities = std::move(universe.securities);
  inputs.rates = std::move(universe.rates);
  inputs.positions = std::move(portfolio.positions);
  inputs.cash = std::move(portfolio.cash);
  inputs.country_targets = file.country_targets;
  inputs.country_groups = file.country_groups;
  inputs.industry_targets = file.industry_targets;
  inputs.industry_groups = file.industry_groups;
  return inputs;
}

}  // namespace ballast::actors
