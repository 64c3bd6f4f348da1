// What is made of all patterns together: every depth, no doubles, beginnings, enlarged purchases.
#include "planner/patterns/proposed_sequences.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/patterns/hand_made_lists.hpp"

namespace ballast::planner {
namespace {

using test::HandMadeLists;

std::string proposed(const HandMadeLists& lists, double cash, const RelaxedPlaces& relaxed = {}) {
  const Situation situation(lists.request, lists.inputs);
  return lists.name_of(
      propose_sequences({situation, lists.lists(), Money::from_units(cash)}, relaxed));
}

HandMadeLists two_purchases() {
  HandMadeLists lists;
  lists.add(Category::averaging_down, 'A', 100, 0.5).add(Category::opportunity_buys, 'E', 100, 0.9);
  lists.request.settings.max_plan_depth = 2;
  return lists;
}

TEST(ProposedSequences, ComeFromEveryEnabledPatternAtEveryDepthOnce) {
  EXPECT_EQ(proposed(two_purchases(), 200), "+A,+A+E,+E");
  HandMadeLists lists = two_purchases();
  lists.request.settings.patterns = {PatternName::single_best};
  EXPECT_EQ(proposed(lists, 200), "+E");
  lists.request.settings.patterns = {};
  EXPECT_EQ(proposed(lists, 200), "");
}

TEST(ProposedSequences, HaveBeginningsWhereTheyMayBeCarriedOutInPart) {
  const std::vector<CandidateSequence> whole{{0, 1, 2}, {3}};
  const std::vector<CandidateSequence> expected{{0, 1, 2}, {3}, {0}, {0, 1}};
  EXPECT_EQ(with_beginnings(whole), expected);
  HandMadeLists lists = two_purchases();
  lists.request.settings.patterns = {PatternName::cost_optimized};
  lists.request.settings.max_plan_depth = 2;
  EXPECT_EQ(proposed(lists, 200), "+E,+E+A");
}

TEST(ProposedSequences, HaveACopyForEachPurchaseThatCanBeEnlarged) {
  const std::vector<CandidateSequence> whole{{0, 1, 2}};
  const std::vector<CandidateSequence> expected{{0, 1, 2}, {0, 7, 2}, {0, 1, 8}};
  EXPECT_EQ(with_relaxed(whole, {{1, 7}, {2, 8}}), expected);
}

class RelaxedForm : public testing::Test {
 protected:
  RelaxedForm() {
    Security security;
    security.id = {1};
    security.symbol = "AAA";
    security.currency = "USD";
    security.min_lot = 5;
    inputs.securities = {security};
    inputs.rates = {{"USD", 1.25, {}}};
    inputs.positions = {{{1}, 100, 10, {}}};
    candidate.security = {1};
    candidate.quantity = 15;
    candidate.price = 10;
    candidate.value = 120;
    candidate.reason = "AAA is good";
  }

  [[nodiscard]] std::optional<Candidate> form() const {
    return relaxed_form(Situation(request, inputs), candidate);
  }

  PlanRequest request;
  PlanInputs inputs;
  Candidate candidate;
};

TEST_F(RelaxedForm, IsHalfAsLargeAgainInWholeLotsAndWorthItsShares) {
  ASSERT_TRUE(form());
  EXPECT_EQ(form()->quantity, 20);  // 22.5 in lots of 5
  EXPECT_EQ(form()->value, 160);    // 20 * 10 / 1.25
  EXPECT_EQ(form()->reason, "AAA is good, enlarged by half (relaxed)");
  EXPECT_EQ(form()->tags, std::vector<std::string>{"relaxed"});
}

TEST_F(RelaxedForm, IsNoneWhereItChangesNothing) {
  candidate.quantity = 5;  // 7.5 in lots of 5
  EXPECT_FALSE(form());
}

TEST_F(RelaxedForm, IsNoneOfASaleOrOfWhatIsNotHeld) {
  candidate.side = Side::sell;
  EXPECT_FALSE(form());
  candidate.side = Side::buy;
  inputs.positions.clear();
  EXPECT_FALSE(form());
}

}  // namespace
}  // namespace ballast::planner
