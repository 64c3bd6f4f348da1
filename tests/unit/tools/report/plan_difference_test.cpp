#include "tools/report/plan_difference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

PlanRecord record() {
  PlanRecord record;
  planner::Security security;
  security.id = {1};
  security.symbol = "AAA";
  security.currency = "EUR";
  security.quote = planner::Quote{10.0, {}};
  record.inputs.securities = {security};
  record.inputs.positions = {{{1}, 5.0, 8.0, std::nullopt}};
  record.inputs.cash = {{"EUR", 100.0}};
  planner::Step step;
  step.symbol = "AAA";
  step.quantity = 3.0;
  record.decision.steps = {step};
  return record;
}

TEST(PlanDifference, TwoEqualPlansDoNotDiffer) {
  EXPECT_TRUE(compare_plans(record(), record()).empty());
}

TEST(PlanDifference, NamesTradesThatWereDroppedAddedAndResized) {
  PlanRecord other = record();
  other.decision.steps[0].quantity = 4.0;
  EXPECT_THAT(compare_plans(record(), other).decision, Contains("resized: buy AAA 3 -> 4 shares"));
  other.decision.steps[0].side = planner::Side::sell;
  EXPECT_THAT(compare_plans(record(), other).decision, Contains("dropped: buy AAA (3 shares)"));
  EXPECT_THAT(compare_plans(record(), other).decision, Contains("added: sell AAA (4 shares)"));
}

TEST(PlanDifference, ExplainsByCashPositionsPricesAndSettings) {
  PlanRecord other = record();
  other.inputs.cash[0].amount = 250.0;
  other.inputs.positions.clear();
  other.inputs.securities[0].quote->price = 11.0;
  other.request.settings.max_plan_depth = 7;
  const PlanDifference difference = compare_plans(record(), other);
  EXPECT_THAT(difference.inputs, Contains("cash EUR: 100.00 -> 250.00"));
  EXPECT_THAT(difference.inputs, Contains("position AAA: 5 -> 0 shares"));
  EXPECT_THAT(difference.inputs, Contains("price AAA: 10.00 -> 11.00 EUR (+10.0 %)"));
  EXPECT_THAT(difference.request, Contains("max_plan_depth: 5 -> 7"));
  EXPECT_THAT(difference.decision, IsEmpty());
}

}  // namespace
}  // namespace ballast::tools
