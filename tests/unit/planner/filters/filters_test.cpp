// Each filter forbids what it is for, says why, and nothing else.
#include "planner/filters/filter.hpp"

#include <gtest/gtest.h>

#include "planner/filters/feasibility.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

Candidate trade(Side side, SecurityId security, double value, double priority = 1.0) {
  Candidate candidate;
  candidate.side = side;
  candidate.security = security;
  candidate.quantity = 1.0;
  candidate.price = value;
  candidate.value = value;
  candidate.priority = priority;
  return candidate;
}

class Filters : public testing::Test {
 protected:
  [[nodiscard]] FilterFindings judged(const std::vector<Candidate>& candidates) const {
    return judge_all({Situation(wish, all), candidates});
  }

  [[nodiscard]] bool pays(const std::vector<Candidate>& sequence) const {
    return feasible(Situation(wish, all), sequence);
  }

  PlanRequest wish = request();
  PlanInputs all = inputs();
};

TEST_F(Filters, ForbidNothingOfTheWorkedExample) {
  const auto findings = judged({trade(Side::sell, ccc, 700), trade(Side::buy, ddd, 250)});
  EXPECT_TRUE(findings.obstacles().empty());
  EXPECT_TRUE(findings.pairs().empty());
}

TEST_F(Filters, ForbidWhatFlagsLossesAndQualityForbid) {
  all.securities[2].allow_sell = false;
  all.securities[3].quality = 0.4;
  const auto findings = judged({trade(Side::sell, ccc, 700), trade(Side::buy, ddd, 250),
                                trade(Side::sell, bbb, 100), trade(Side::sell, aaa, 100)});
  EXPECT_TRUE(findings.forbids(0));
  EXPECT_TRUE(findings.forbids(1));
  EXPECT_TRUE(findings.forbids(2)) << "down 28.6 %";
  EXPECT_FALSE(findings.forbids(3));
  ASSERT_EQ(findings.obstacles().size(), 3U);
  EXPECT_EQ(findings.obstacles()[0].kind, ObstacleKind::not_allowed);
  EXPECT_EQ(findings.obstacles()[2].kind, ObstacleKind::loss_limit);
}

TEST_F(Filters, ForbidWhatWasTradedTooShortATimeAgo) {
  all.history = {{ccc, {}, today - std::chrono::days{179}},
                 {ddd, today - std::chrono::days{30}, {}}};
  const auto findings = judged({trade(Side::sell, ccc, 700), trade(Side::buy, ddd, 250)});
  EXPECT_TRUE(findings.forbids(0));
  EXPECT_FALSE(findings.forbids(1)) << "the last day of waiting is over";
  EXPECT_EQ(findings.obstacles()[0].kind, ObstacleKind::cooldown);
}

TEST_F(Filters, ForbidTwoPurchasesThatMoveTogetherWhereSettingsAskForIt) {
  all.correlations = {{bbb, ccc, 0.71}, {bbb, ddd, -0.9}, {ccc, ddd, 0.7}};
  const std::vector<Candidate> trades{trade(Side::sell, ccc, 700), trade(Side::buy, bbb, 100),
                                      trade(Side::buy, ddd, 250), trade(Side::buy, ccc, 100)};
  EXPECT_TRUE(judged(trades).pairs().empty());
  wish.settings.enable_correlation_aware = true;
  const auto pairs = judged(trades).pairs();
  ASSERT_EQ(pairs.size(), 2U) << "sales do not count, and 0.7 is not above 0.7";
  EXPECT_EQ(pairs[0], (ForbiddenPair{1, 2,
                                     "BBB and DDD move against each other (correlation -0.90), so "
                                     "no plan buys both."}));
  EXPECT_EQ(pairs[1], (ForbiddenPair{1, 3,
                                     "BBB and CCC move together (correlation 0.71), so no plan "
                                     "buys both."}));
}

TEST_F(Filters, LetASequencePassThatPaysForItselfWithItsFees) {
  EXPECT_TRUE(pays({trade(Side::buy, ddd, 1'495.0)}));   // and a fee of 4.99
  EXPECT_FALSE(pays({trade(Side::buy, ddd, 1'496.0)}));  // and a fee of 4.992
  EXPECT_TRUE(pays({trade(Side::sell, ccc, 700), trade(Side::buy, ddd, 2'190)}));
  EXPECT_FALSE(pays({trade(Side::sell, ccc, 700), trade(Side::buy, ddd, 2'191)}));
  EXPECT_FALSE(pays({}));
}

TEST_F(Filters, LetTenTimesTheThresholdPass) {
  std::vector<Candidate> ten(10, trade(Side::buy, ddd, 10, 0.3));
  EXPECT_TRUE(pays(ten));
  ten.back().priority = 0.29999999;
  EXPECT_FALSE(pays(ten));
}

TEST_F(Filters, ShowInThePlanWhatTheyKeptOut) {
  wish.settings.enable_correlation_aware = true;
  const Decision free = plan_here(wish, all).value();
  EXPECT_EQ(free.steps.size(), 3U);
  all.correlations = {{bbb, ddd, 0.93}};
  const Decision kept = plan_here(wish, all).value();
  ASSERT_EQ(kept.steps.size(), 2U);
  EXPECT_EQ(kept.steps[0].symbol + kept.steps[1].symbol, "DDDCCC");
  ASSERT_FALSE(kept.obstacles.empty());
  EXPECT_EQ(kept.obstacles[0].kind, ObstacleKind::correlated);
  EXPECT_EQ(kept.obstacles[0].security, bbb);
  EXPECT_EQ(kept.obstacles[0].text,
            "BBB and DDD move together (correlation 0.93), so no plan buys both.");
}

}  // namespace
}  // namespace ballast::planner
