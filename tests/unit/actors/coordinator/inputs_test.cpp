#include "actors/coordinator/inputs.hpp"

#include <gtest/gtest.h>

#include "tests/unit/actors/coordinator/example_snapshots.hpp"

namespace ballast::actors {
namespace {

namespace example = planner::example;
using std::chrono::days;

TEST(ResolveRequest, WhatTheCommandSetsGoesBeforeTheFile) {
  PlannerFile file;
  file.settings.max_plan_depth = 3;
  file.settings.max_buys = 2;
  messages::CreatePlan wish;
  wish.settings = {{"max_buys", "4"}};
  wish.seed = 5;
  wish.buy_only = true;
  wish.exclude = {"AAA"};
  wish.pin = {"BBB"};
  const auto request = resolve_request(wish, file);
  ASSERT_TRUE(request) << planner::describe(request.error());
  EXPECT_EQ(request->settings.max_plan_depth, 3);
  EXPECT_EQ(request->settings.max_buys, 4);
  EXPECT_EQ(request->seed, 5U);
  EXPECT_TRUE(request->buy_only);
  EXPECT_EQ(request->exclude, wish.exclude);
  EXPECT_EQ(request->pin, wish.pin);
}

TEST(ResolveRequest, AnUnknownSettingIsRefused) {
  messages::CreatePlan wish;
  wish.settings = {{"max_bys", "4"}};
  const auto request = resolve_request(wish, {});
  ASSERT_FALSE(request);
  EXPECT_NE(planner::describe(request.error()).find("max_buys"), std::string::npos);
}

TEST(ResolveRequest, AValueThatIsNoneOrOutOfRangeIsRefused) {
  for (const char* value : {"99", "-1", "nan", "four", "", "1e400"}) {
    messages::CreatePlan wish;
    wish.settings = {{"max_buys", value}};
    EXPECT_FALSE(resolve_request(wish, {})) << value;
  }
}

TEST(AssembleInputs, TakesFromEachActorWhatIsIts) {
  PlannerFile file;
  file.base_currency = "EUR";
  file.country_groups = example::inputs().country_groups;
  file.country_targets = example::inputs().country_targets;
  file.industry_groups = {{"Banks", "FINANCE"}};
  file.industry_targets = {{"FINANCE", 1.0}};
  file.target_weights = {{"DDD", 0.2}};
  const auto inputs = assemble_inputs(example_snapshots(), file, {}, example::today);
  ASSERT_TRUE(inputs) << planner::describe(inputs.error());
  EXPECT_EQ(inputs->as_of, example::today);
  EXPECT_EQ(inputs->securities, example_snapshots().universe.securities);
  EXPECT_EQ(inputs->rates, example_snapshots().universe.rates);
  EXPECT_EQ(inputs->positions, example_snapshots().portfolio.positions);
  EXPECT_EQ(inputs->cash, example_snapshots().portfolio.cash);
  EXPECT_EQ(inputs->pending_orders, example_snapshots().trades.pending);
  EXPECT_EQ(inputs->country_groups, file.country_groups);
  EXPECT_EQ(inputs->country_targets, file.country_targets);
  EXPECT_EQ(inputs->industry_groups, file.industry_groups);
  EXPECT_EQ(inputs->industry_targets, file.industry_targets);
  ASSERT_EQ(inputs->target_weights.size(), 1U);
  EXPECT_EQ(inputs->target_weights.front().security, example::ddd);
}

TEST(AssembleInputs, ATargetWeightOfAnUnknownSymbolIsRefused) {
  PlannerFile file;
  file.target_weights = {{"ZZZ", 0.2}};
  const auto inputs = assemble_inputs(example_snapshots(), file, {}, example::today);
  ASSERT_FALSE(inputs);
  EXPECT_EQ(inputs.error().where, "target_weights.ZZZ");
}

TEST(AssembleInputs, TheDayIsTodayTheNewestPriceOrFixed) {
  const planner::Date today = example::today + days{30};
  const auto day = [&](const PlanningDate& date, const Snapshots& from) {
    return assemble_inputs(from, {}, date, today).value().as_of;
  };
  EXPECT_EQ(day({PlanningDate::Kind::today, {}}, example_snapshots()), today);
  EXPECT_EQ(day({PlanningDate::Kind::newest_price, {}}, example_snapshots()), example::today);
  EXPECT_EQ(day({PlanningDate::Kind::fixed, today - days{400}}, example_snapshots()),
            today - days{400});
  Snapshots unpriced = example_snapshots();
  for (auto& security : unpriced.universe.securities) security.quote.reset();
  EXPECT_EQ(day({PlanningDate::Kind::newest_price, {}}, unpriced), today);
}

}  // namespace
}  // namespace ballast::actors
