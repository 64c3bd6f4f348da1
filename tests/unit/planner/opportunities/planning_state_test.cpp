// What changes the state of planning, and what is too small to.
#include "planner/opportunities/planning_state.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

/// Whether a change of the inputs changes the state.
template <class Change>
bool changes(Change change) {
  PlanInputs inputs = example::inputs();
  const std::string before = planning_state(Settings{}, inputs);
  change(inputs);
  return planning_state(Settings{}, inputs) != before;
}

TEST(PlanningState, ItChangesWithWhatAPlanDependsOn) {
  EXPECT_FALSE(changes([](PlanInputs&) {}));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.as_of += std::chrono::days(1); }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.positions[0].quantity += 0.5; }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.cash[0].amount += 20.0; }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.cash[0].amount = -1.0; }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.securities[0].quote->price *= 1.02; }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.securities[0].allow_buy ^= true; }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) { inputs.country_targets[0].weight += 0.01; }));
  EXPECT_TRUE(changes([](PlanInputs& inputs) {
    inputs.history.push_back({inputs.securities[0].id, inputs.as_of, std::nullopt});
  }));
  Settings other;
  other.max_plan_depth = 7;
  EXPECT_NE(planning_state(other, example::inputs()), planning_state({}, example::inputs()));
}

TEST(PlanningState, PenniesAndHairsOfPricesDoNotChangeIt) {
  EXPECT_FALSE(changes([](PlanInputs& inputs) {
    inputs.cash[0].amount = 1'000.01;
    const std::string before = planning_state({}, inputs);
    inputs.cash[0].amount = 1'003.0;
    EXPECT_EQ(planning_state({}, inputs), before);
    inputs = example::inputs();
  }));
  EXPECT_FALSE(changes([](PlanInputs& inputs) {
    inputs.securities[0].quote->price = 123.04;
    const std::string before = planning_state({}, inputs);
    inputs.securities[0].quote->price = 122.96;
    EXPECT_EQ(planning_state({}, inputs), before);
    inputs = example::inputs();
  }));
}

TEST(PlanningState, APendingOrderIsAsIfItWereDone) {
  PlanInputs pending = example::inputs();
  const Security& security = pending.securities[0];
  pending.pending_orders = {{security.id, Side::buy, 3.0, 7.0}};
  PlanInputs done = example::inputs();
  done.cash.push_back({security.currency, -21.0});
  const auto held = std::find_if(done.positions.begin(), done.positions.end(),
                                 [&](const Position& one) { return one.security == security.id; });
  if (held == done.positions.end()) {
    done.positions.insert(done.positions.begin(), {security.id, 3.0, 7.0, done.as_of});
  } else {
    held->quantity += 3.0;
  }
  EXPECT_EQ(planning_state({}, pending), planning_state({}, done));
  EXPECT_NE(planning_state({}, pending), planning_state({}, example::inputs()));
}

}  // namespace
}  // namespace ballast::planner
