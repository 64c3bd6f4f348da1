// What the other actors answer in the worked example, for tests of what is made of it.
#pragma once

#include "actors/coordinator/inputs.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {

inline Snapshots example_snapshots() {
  const planner::PlanInputs inputs = planner::example::inputs();
  Snapshots all;
  all.universe.securities = inputs.securities;
  all.universe.rates = {{"USD", 1.1}};
  all.portfolio.positions = inputs.positions;
  all.portfolio.cash = inputs.cash;
  all.trades.pending = {{planner::example::aaa, planner::Side::sell}};
  return all;
}

}  // namespace ballast::actors
