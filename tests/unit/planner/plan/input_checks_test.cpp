#include "planner/plan/input_checks.hpp"

#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "planner/plan/planning.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

void expect_fault(const std::function<void(PlanInputs&)>& spoil, const std::string& text) {
  PlanInputs all = inputs();
  spoil(all);
  const auto result = check_inputs(all);
  ASSERT_FALSE(result.has_value()) << text;
  EXPECT_EQ(describe(result.error()), text);
  EXPECT_FALSE(plan_here(request(), all).has_value());
}

TEST(InputChecks, AcceptWhatCanBePlannedWith) {
  EXPECT_TRUE(check_inputs(inputs()).has_value());
  EXPECT_TRUE(check_inputs(PlanInputs{}).has_value());
  EXPECT_TRUE(check_request(request(), inputs()).has_value());
}

TEST(InputChecks, RefuseNumbersThatAreNone) {
  expect_fault([](PlanInputs& all) { all.securities[0].quote->price = -1; },
               "security AAA: the price is not positive and finite (allowed: above 0 and at most "
               "1e9)");
  expect_fault([](PlanInputs& all) { all.securities[1].metrics.sharpe = not_a_number; },
               "security BBB: a metric is not finite or too large (allowed: -1e6 to 1e6)");
  expect_fault([](PlanInputs& all) { all.positions[1].quantity = infinity; },
               "position in BBB: the quantity is not positive and finite (allowed: above 0 and at "
               "most 1e12)");
  expect_fault([](PlanInputs& all) { all.cash[0].amount = not_a_number; },
               "cash in EUR: the amount is not finite or too large (allowed: -1e11 to 1e11)");
  expect_fault(
      [](PlanInputs& all) {
        all.rates = {{"USD", 0.0, today}};
      },
      "exchange rate of USD: the rate is not positive and finite (allowed: above 0 and at "
      "most 1e9)");
  expect_fault([](PlanInputs& all) { all.positions[0].quantity = 1e12; },
               "positions and cash: everything owned adds up to more than can be planned with "
               "(allowed: at most 1e11 in the base currency)");
}

TEST(InputChecks, RefuseWhatStandsTwiceOrNowhere) {
  expect_fault([](PlanInputs& all) { all.securities[2].symbol = "AAA"; },
               "securities: the symbol AAA stands twice (allowed: each symbol once)");
  expect_fault(
      [](PlanInputs& all) {
        all.positions.push_back({SecurityId{9}, 1, 1, {}});
      },
      "positions: security 9 is not among the securities (allowed: a known security)");
  expect_fault([](PlanInputs& all) { std::swap(all.positions[0], all.positions[1]); },
               "positions: the position in AAA stands twice or out of order (allowed: rising ids)");
  expect_fault(
      [](PlanInputs& all) {
        all.country_groups.push_back({"Japan", "EUROPE"});
      },
      "country_groups: Japan is in two groups (allowed: each country once)");
  expect_fault(
      [](PlanInputs& all) {
        all.industry_groups = {{"Banks", "FINANCE"}, {"Banks", "OTHER"}};
      },
      "industry_groups: Banks is in two groups (allowed: each industry once)");
  expect_fault(
      [](PlanInputs& all) {
        all.industry_targets = {{"FINANCE", 0.5}, {"FINANCE", 0.5}};
      },
      "industry_targets: the target of FINANCE stands twice (allowed: each group once)");
}

TEST(InputChecks, RefuseWeightsThatDoNotSum) {
  expect_fault([](PlanInputs& all) { all.country_targets[0].weight = 0.3; },
               "country_targets: the targets add up to 1.1000 (allowed: targets that add up to 1)");
  expect_fault(
      [](PlanInputs& all) {
        all.industry_targets = {{"FINANCE", 0.5}, {"OTHER", 0.4}};
      },
      "industry_targets: the targets add up to 0.9000 (allowed: targets that add up to 1)");
  for (const double weight : {-0.1, 1.5, std::numeric_limits<double>::quiet_NaN()}) {
    expect_fault(
        [weight](PlanInputs& all) {
          all.industry_targets = {{"FINANCE", weight}};
        },
        "industry_targets: the target of FINANCE is out of range (allowed: 0 to 1)");
  }
  expect_fault(
      [](PlanInputs& all) {
        all.target_weights = {{aaa, 0.7}, {bbb, 0.4}};
      },
      "target_weights: the weights add up to 1.1000 (allowed: weights that add up to at "
      "most 1)");
  expect_fault(
      [](PlanInputs& all) {
        all.target_weights = {{aaa, -0.1}};
      },
      "target_weights: the weight of AAA is out of range (allowed: 0 to 1)");
}

TEST(RequestChecks, RefuseUnknownAndContradictoryWishes) {
  const auto text_of = [](const PlanRequest& wish) {
    const auto result = check_request(wish, inputs());
    return result ? std::string("fine") : describe(result.error());
  };
  PlanRequest wish = request();
  wish.exclude = {"ZZZ"};
  EXPECT_EQ(text_of(wish),
            "exclude: \"ZZZ\" is no known security (allowed: the symbol of an imported security)");
  wish.exclude = {"AAA"};
  wish.pin = {"AAA"};
  EXPECT_EQ(text_of(wish), "pin: AAA is both pinned and excluded (allowed: one of the two)");
  wish = request();
  wish.settings.max_plan_depth = 11;
  EXPECT_NE(text_of(wish), "fine");
}

}  // namespace
}  // namespace ballast::planner
