#include "tools/report/sweep.hpp"

#include <gtest/gtest.h>

#include "tools/report/sweep_picture.hpp"

namespace ballast::tools {
namespace {

using planner::Money;
using planner::Score;

SweepPlan plan_with(double score, const std::vector<std::string>& symbols) {
  planner::Decision decision;
  decision.before.total = Score::nearest(0.5);
  decision.after.total = Score::nearest(score);
  decision.fees = Money::from_units(2.5 * static_cast<double>(symbols.size()));
  for (const std::string& symbol : symbols) {
    planner::Step step;
    step.symbol = symbol;
    step.quantity = 7;
    step.value = Money::from_units(700);
    decision.steps.push_back(step);
  }
  return {"plan", "completed", "0123456789abcdef", decision};
}

/// The depth decides the trades, the reserve does so at one depth alone.
Sweep two_by_three() {
  return {
      {{"max_plan_depth", {"1", "3"}}, {"min_cash_reserve", {"0", "500", "900"}}},
      {plan_with(0.60, {"AAA"}), plan_with(0.60, {"AAA"}), plan_with(0.60, {"AAA"}),
       plan_with(0.70, {"AAA", "B&B"}), plan_with(0.70, {"AAA", "B&B"}), plan_with(0.55, {"CCC"})}};
}

TEST(Sweep, TheLastSettingChangesFastest) {
  const Sweep sweep = two_by_three();
  EXPECT_EQ(sweep.place_of(0), (std::vector<std::size_t>{0, 0}));
  EXPECT_EQ(sweep.place_of(2), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(sweep.place_of(4), (std::vector<std::size_t>{1, 1}));
}

TEST(Sweep, ANeighbourDiffersInOneSettingByOneValue) {
  const Sweep sweep = two_by_three();
  EXPECT_EQ(sweep.neighbour(4, 0), 1U);
  EXPECT_EQ(sweep.neighbour(4, 1), 3U);
  EXPECT_EQ(sweep.neighbour(1, 0), std::nullopt);
  EXPECT_EQ(sweep.neighbour(3, 1), std::nullopt);
}

TEST(Sweep, PlansWithTheSameTradesAreOneGroupWhateverTheirScore) {
  Sweep sweep = two_by_three();
  sweep.plans[1].decision->after.total = Score::nearest(0.61);
  sweep.plans[2].decision.reset();
  sweep.plans[2].state = "failed";
  EXPECT_EQ(groups_of_same_trades(sweep), (std::vector<std::size_t>{0, 0, 1, 2, 2, 3}));
}

TEST(Sweep, GroupsAreCalledByLettersThenByTwo) {
  EXPECT_EQ(group_name(0), "A");
  EXPECT_EQ(group_name(25), "Z");
  EXPECT_EQ(group_name(26), "AA");
  EXPECT_EQ(group_name(53), "BB");
}

TEST(Sweep, TheTableMarksValuesThatChangeTheTrades) {
  const std::string text = sweep_text(two_by_three(), Style{});
  EXPECT_NE(
      text.find("\n1               0                 60.000  +10.000  2.50  01234567  A  buy 7 "
                "AAA\n"),
      std::string::npos)
      << text;
  EXPECT_NE(text.find("\n3 *             500               70.000"), std::string::npos) << text;
  EXPECT_NE(text.find("\n3 *             900 *             55.000"), std::string::npos) << text;
  EXPECT_NE(text.find("3 different sets of trades in 6 plans"), std::string::npos) << text;
  EXPECT_NE(text.find("\nB: max_plan_depth 3, min_cash_reserve 0; max_plan_depth 3, "
                      "min_cash_reserve 500\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("\nC: "), std::string::npos) << text;
}

TEST(Sweep, ThePictureHasADotForEachPlanAndARowForEachTrade) {
  const std::string picture = sweep_picture(two_by_three());
  EXPECT_EQ(picture.rfind("<svg ", 0), 0U);
  EXPECT_EQ(picture.substr(picture.size() - 7), "</svg>\n");
  const auto count = [&](std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = picture.find(part); at != std::string::npos;
         at = picture.find(part, at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(count("<circle "), 6U);
  EXPECT_EQ(count(">buy AAA<"), 1U);
  EXPECT_EQ(count(">buy B&amp;B<"), 1U) << picture;
  EXPECT_EQ(count(">buy CCC<"), 1U);
  EXPECT_EQ(count("<rect "), 1U + 5U + 2U + 1U) << "the paper and one box for each trade of a plan";
}

TEST(Sweep, APlanWithoutADecisionLeavesAGap) {
  Sweep sweep = two_by_three();
  for (SweepPlan& plan : sweep.plans) plan = {"plan", "failed", "", std::nullopt};
  EXPECT_NE(sweep_text(sweep, Style{}).find("failed"), std::string::npos);
  EXPECT_EQ(sweep_picture(sweep).find("<circle "), std::string::npos);
}

}  // namespace
}  // namespace ballast::tools
