#include "planner/generation/ideas.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

PlanRequest asking(std::vector<TradeIdea> idea) {
  PlanRequest wish = request();
  wish.ideas = {std::move(idea)};
  return wish;
}

void expect_failure(std::vector<TradeIdea> idea, const PlanInputs& all, const std::string& part) {
  const auto result = candidates_of_ideas(asking(std::move(idea)), all);
  ASSERT_FALSE(result.has_value()) << part;
  EXPECT_NE(describe(result.error()).find(part), std::string::npos) << describe(result.error());
}

TEST(Ideas, BecomeCandidatesSellsFirst) {
  const auto result =
      candidates_of_ideas(asking({{Side::buy, "DDD", 40}, {Side::sell, "CCC", 7}}), inputs());
  ASSERT_TRUE(result.has_value());
  ASSERT_EQ(result->size(), 1U);
  const IdeaCandidates& idea = result->front();
  ASSERT_EQ(idea.size(), 2U);
  EXPECT_EQ(idea[0].security, ccc);
  EXPECT_EQ(idea[0].value, 700);
  EXPECT_EQ(idea[1].value, 1000);
  EXPECT_EQ(idea[1].category, Category::own_idea);
}

TEST(Ideas, AreRefusedWithWhatIsWrong) {
  PlanInputs all = inputs();
  all.securities[0].min_lot = 10;
  expect_failure({{Side::buy, "ZZZ", 1}}, all, "ideas[0][0]: \"ZZZ\" is no known security");
  expect_failure({{Side::sell, "DDD", 1}}, all, "DDD is not held");
  expect_failure({{Side::sell, "CCC", 16}}, all, "at most 15");
  expect_failure({{Side::buy, "AAA", 15}}, all, "not whole lots");
  expect_failure({{Side::buy, "BBB", 1.5}}, all, "not whole lots");
  expect_failure({{Side::buy, "BBB", 0}}, all, "no number of shares");
  expect_failure({{Side::buy, "BBB", std::numeric_limits<double>::quiet_NaN()}}, all,
                 "no number of shares");
  expect_failure({{Side::buy, "BBB", 1}, {Side::sell, "BBB", 1}}, all, "named twice");
  expect_failure({}, all, "an idea has 0 trades");
  all.securities[1].allow_buy = false;
  all.securities[3].quote.reset();
  expect_failure({{Side::buy, "BBB", 1}}, all, "may not be bought");
  expect_failure({{Side::buy, "DDD", 1}}, all, "DDD has no price");
}

TEST(Ideas, MaySellAWholePositionThatIsNoWholeLot) {
  PlanInputs all = inputs();
  all.positions[0].quantity = 80.5;
  EXPECT_TRUE(candidates_of_ideas(asking({{Side::sell, "AAA", 80.5}}), all).has_value());
}

}  // namespace
}  // namespace ballast::planner
