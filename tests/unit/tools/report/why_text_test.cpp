#include "tools/report/why_text.hpp"

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

using planner::Score;
using planner::Why;

Why outside() {
  Why why;
  why.symbol = "CCC";
  why.name = "Gamma";
  why.constraint = "max_plan_depth";
  why.answer = "CCC would be traded if the plan could hold one trade more.";
  why.further = {"The best plan with it scores 0.300 points less."};
  why.other = planner::OtherPlan{{{planner::Side::buy, "CCC", 2, planner::Money::from_units(200)}},
                                 Score::nearest(0.69),
                                 {Score::nearest(-0.003), {{"cost", Score::nearest(-0.003)}}}};
  why.changes = {
      {"max_plan_depth", "2", "3", "trades", true, 0.5, planner::Side::buy, "buy 2 shares", 3.0}};
  why.plans = 77;
  return why;
}

TEST(WhyText, TellsWhatBindsWhatItCostsAndWhatFlipsTheAnswer) {
  const std::string text = why_text(outside(), Style{});
  for (const char* expected :
       {"CCC (Gamma) is not in the plan: max_plan_depth.", "could hold one trade more",
        "The best plan with it: buy 2 CCC (score 69.000)", "-0.300", "What would bring it in",
        "50.0 %", "buy 2 shares", "77 plans were made"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
}

TEST(WhyText, SaysThatNothingFlipsItAndThatALimitWasReached) {
  Why why = outside();
  why.changes.clear();
  why.every_change_tried = false;
  const std::string text = why_text(why, Style{});
  EXPECT_NE(text.find("Nothing that was tried brings it into the plan."), std::string::npos);
  EXPECT_NE(text.find("not every change was tried"), std::string::npos);
}

TEST(WhyText, OfASecurityInThePlanShowsItsTerms) {
  Why why = outside();
  why.in_plan = true;
  why.step_number = 2;
  why.step = planner::Step{};
  why.step->change = {Score::nearest(0.01), {{"stability", Score::nearest(0.01)}}};
  const std::string text = why_text(why, Style{});
  for (const char* expected : {"is in the plan, as step 2", "What it adds to the score",
                               "stability", "+1.000", "What would take it out"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
}

}  // namespace
}  // namespace ballast::tools
