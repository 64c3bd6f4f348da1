// Which scores a plan uses, and what it says of them.
#include "actors/configuration/use_scores.hpp"

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/hashes.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

namespace example = planner::example;

messages::ScoreTold told_score(const planner::Security& security, double long_term,
                               double fundamentals, int days_older) {
  messages::ScoreTold out;
  out.security = security.id;
  out.symbol = security.symbol;
  out.day = security.quote->date - std::chrono::days(days_older);
  out.groups = {{"long_term", 0.5, long_term, 1.0, {}},
                {"fundamentals", 0.5, fundamentals, 1.0, {}}};
  return out;
}

TEST(UseScores, PutsFreshAndStaleOnesInThePlaceOfQualities) {
  planner::PlanInputs inputs = example::inputs();
  ASSERT_GE(inputs.securities.size(), 3U);
  const planner::PlanInputs before = inputs;
  messages::SecurityScores page;
  page.scores = {told_score(inputs.securities[0], 0.9, 0.5, 0),
                 told_score(inputs.securities[1], 0.3, 0.1, 4)};
  const ScoresUsed used = use_scores({messages::encode(page)}, inputs).value();
  EXPECT_DOUBLE_EQ(*inputs.securities[0].quality, 0.7);
  EXPECT_DOUBLE_EQ(*inputs.securities[1].quality, 0.2);
  EXPECT_EQ(inputs.securities[2], before.securities[2]);
  EXPECT_EQ(used.fresh, 1U);
  EXPECT_EQ(used.stale, std::vector{inputs.securities[1].symbol});
  EXPECT_EQ(used.missing.size(), inputs.securities.size() - 2);
}

TEST(UseScores, CarriesWhoFailsTheQualityGateAndNothingElse) {
  planner::PlanInputs inputs = example::inputs();
  messages::SecurityScores page;
  page.scores = {told_score(inputs.securities[0], 0.9, 0.5, 0),
                 told_score(inputs.securities[1], 0.3, 0.1, 0)};
  page.scores[1].gate_failure = "nearest is 'income'";
  ASSERT_TRUE(use_scores({messages::encode(page)}, inputs));
  EXPECT_FALSE(inputs.securities[0].gate_failure);
  EXPECT_EQ(inputs.securities[1].gate_failure, "nearest is 'income'");
  planner::PlanInputs passed = inputs;
  passed.securities[1].gate_failure.reset();
  EXPECT_NE(messages::encode_inputs(passed).hash, messages::encode_inputs(inputs).hash);
}

TEST(UseScores, SaysWhichInOneSentence) {
  EXPECT_EQ(score_note({28, {"AAA"}, {"BBB", "CCC"}}),
            "Scores: 28 fresh, 1 stale (AAA), 2 missing (BBB, CCC).");
  EXPECT_EQ(score_note({0, {}, {"A", "B", "C", "D", "E", "F"}}),
            "Scores: 0 fresh, 0 stale, 6 missing (A, B, C, D, E, ...).");
}

}  // namespace
}  // namespace ballast::actors
