// The worked example, asked about each of its securities.
#include "planner/why/why.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

Why why(const PlanRequest& wish, const PlanInputs& all, const char* symbol) {
  const auto found = explain(wish, all, symbol);
  EXPECT_TRUE(found) << describe(found.error());
  return found.value_or(Why{});
}

const FlippingChange* change_of(const Why& found, const std::string& what) {
  const auto at = std::find_if(found.changes.begin(), found.changes.end(),
                               [&](const FlippingChange& one) { return one.what == what; });
  return at == found.changes.end() ? nullptr : &*at;
}

TEST(Why, TellsWhatAStepAddsAndWhatThePlanIsWithoutIt) {
  const Why found = why(request(), inputs(), "DDD");
  EXPECT_TRUE(found.in_plan);
  EXPECT_EQ(found.step_number, 2U);
  ASSERT_TRUE(found.step);
  EXPECT_EQ(found.step->symbol, "DDD");
  EXPECT_GT(found.step->change.total.ticks, 0);
  ASSERT_TRUE(found.other);
  EXPECT_NEAR(found.other->score.value(), 0.6858520184, 1e-10);
  EXPECT_NEAR(found.other->difference.total.value(), 0.6858520184 - 0.7073403697, 1e-10);
  EXPECT_NE(
      found.answer.find("Without it, the best plan of the same candidates scores 2.149 points "
                        "less."),
      std::string::npos)
      << found.answer;
  const FlippingChange* quality = change_of(found, "quality");
  ASSERT_TRUE(quality);
  EXPECT_EQ(quality->from, "0.800");
  EXPECT_EQ(quality->then, "no trade");
  EXPECT_TRUE(found.constraint.empty());
}

TEST(Why, NamesTheCapThatBinds) {
  PlanRequest wish = request();
  wish.settings.max_plan_depth = 2;
  const Why found = why(wish, inputs(), "CCC");
  EXPECT_FALSE(found.in_plan);
  EXPECT_EQ(found.constraint, "max_plan_depth");
  EXPECT_EQ(found.answer, "CCC would be traded if the plan could hold one trade more.");
  const FlippingChange* depth = change_of(found, "max_plan_depth");
  ASSERT_TRUE(depth);
  EXPECT_EQ(depth->to, "3");
  EXPECT_EQ(depth->size, 0.5);
  EXPECT_EQ(depth->then, "buy 2 shares");
  ASSERT_TRUE(found.other);
  EXPECT_NEAR(found.other->score.value(), 0.6931572097, 1e-10);
}

TEST(Why, NamesACapOfNoughtWhateverElseBinds) {
  PlanRequest wish = request();
  wish.settings.max_buys = 0;
  const Why found = why(wish, inputs(), "DDD");
  EXPECT_FALSE(found.in_plan);
  EXPECT_EQ(found.constraint, "max_buys");
  EXPECT_EQ(found.answer, "DDD cannot be bought: max_buys is 0, so no plan buys anything.");
  const FlippingChange* cap = change_of(found, "max_buys");
  ASSERT_TRUE(cap);
  EXPECT_EQ(cap->to, "1");
  EXPECT_EQ(cap->then, "buy 10 shares");
}

TEST(Why, NamesCash) {
  PlanRequest wish = request();
  wish.cash = Money::from_units(260);
  const Why found = why(wish, inputs(), "BBB");
  EXPECT_EQ(found.constraint, "cash");
  const FlippingChange* cash = change_of(found, "cash");
  ASSERT_TRUE(cash);
  EXPECT_EQ(cash->from, "260.00");
}

TEST(Why, NamesTheObstacleAndTheValueWithoutIt) {
  PlanRequest wish = request();
  wish.settings.min_security_score = 0.75;
  const Why found = why(wish, inputs(), "BBB");
  EXPECT_EQ(found.constraint, "low_quality");
  EXPECT_EQ(found.answer, "BBB has a quality of 0.72, below the minimum of 0.75.");
  const FlippingChange* least = change_of(found, "min_security_score");
  ASSERT_TRUE(least);
  EXPECT_EQ(least->to, "0.72");
  EXPECT_TRUE(least->is_setting);
  const FlippingChange* quality = change_of(found, "quality");
  ASSERT_TRUE(quality);
  EXPECT_EQ(quality->to, "0.750");
}

TEST(Why, NamesTheQualityGateWithItsPathAndBothWaysAroundIt) {
  PlanInputs all = inputs();
  all.securities[1].gate_failure = "nearest is 'growth', which asks for growth of at least 0.130";
  const Why found = why(request(), all, "BBB");
  EXPECT_FALSE(found.in_plan);
  EXPECT_EQ(found.constraint, "quality_gate");
  EXPECT_EQ(found.answer,
            "BBB fails the quality gate: nearest is 'growth', which asks for growth of at least "
            "0.130.");
  ASSERT_TRUE(change_of(found, "enable_quality_gate"));
  EXPECT_EQ(change_of(found, "enable_quality_gate")->to, "false");
  ASSERT_TRUE(change_of(found, "quality gate"));
  EXPECT_EQ(change_of(found, "quality gate")->to, "passed");
}

TEST(Why, SaysThatAWishForbidsIt) {
  PlanRequest wish = request();
  wish.exclude = {"DDD"};
  const Why found = why(wish, inputs(), "DDD");
  EXPECT_EQ(found.constraint, "excluded");
  ASSERT_TRUE(change_of(found, "exclusion"));
  EXPECT_EQ(change_of(found, "exclusion")->to, "not excluded");
}

TEST(Why, SaysWhichTermMakesItScoreLess) {
  PlanInputs all = inputs();
  all.securities[2].country = "Germany";
  all.country_groups = {{"Germany", "EUROPE"}, {"United States", "NORTH_AMERICA"}};
  all.country_targets = {{"EUROPE", 0.5}, {"NORTH_AMERICA", 0.5}};
  const Why found = why(request(), all, "CCC");
  ASSERT_FALSE(found.in_plan);
  EXPECT_EQ(found.constraint, "score");
  EXPECT_NE(found.answer.find("points less, most of all in"), std::string::npos) << found.answer;
  ASSERT_TRUE(found.other);
  EXPECT_LT(found.other->difference.total.ticks, 0);
}

TEST(Why, RefusesASymbolThatNobodyKnows) {
  const auto refused = explain(request(), inputs(), "DDX");
  ASSERT_FALSE(refused);
  EXPECT_EQ(describe(refused.error()),
            "DDX: no security of this plan has this symbol; did you mean DDD?");
}

TEST(Why, KeepsToItsLimitsAndSaysSo) {
  const auto found = explain(request(), inputs(), "AAA", {.plans = 10, .sets = 1'000'000});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->plans, 10U);
  EXPECT_FALSE(found->every_change_tried);
  EXPECT_FALSE(explain(request(), inputs(), "AAA", {.plans = 10, .sets = 2}));
}

}  // namespace
}  // namespace ballast::planner
