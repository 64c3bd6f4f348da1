// Random households: every change that an explanation names is made, and the answer flips.
#include <algorithm>

#include <gtest/gtest.h>

#include "planner/plan/planning.hpp"
#include "planner/settings/setting_table.hpp"
#include "planner/why/lever.hpp"
#include "planner/why/why.hpp"
#include "tests/unit/planner/plan/random_world.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t cases = random_cases(60);

bool traded(const PlanRequest& request, const PlanInputs& inputs, const std::string& symbol) {
  const auto decision = plan_here(request, inputs);
  EXPECT_TRUE(decision) << describe(decision.error());
  return std::any_of(decision->steps.begin(), decision->steps.end(),
                     [&](const Step& step) { return step.symbol == symbol; });
}

/// Makes a change as a person would: a setting by its text, anything else through its lever.
WhyCase changed(const WhyCase& at, const FlippingChange& change) {
  WhyCase after = at;
  if (change.is_setting) {
    EXPECT_TRUE(set_setting(after.request.settings, change.what, change.to)) << change.to;
    return after;
  }
  const auto levers = input_levers_of(at);
  const auto lever = std::find_if(levers.begin(), levers.end(),
                                  [&](const Lever& one) { return one.what == change.what; });
  if (change.exact) {
    lever->set_number(after, *change.exact);
  } else {
    lever->set_text(after, change.to);
  }
  return after;
}

void expect_sums(const Breakdown& breakdown) {
  Score sum;
  for (const ScorePart& part : breakdown.parts) sum = sum + part.contribution;
  EXPECT_EQ(sum, breakdown.total);
}

/// One of the plan, if that is wanted and there is one; else any.
std::uint32_t asked_about(World& world, bool of_plan) {
  const auto& all = world.inputs.securities;
  const auto decision = plan_here(world.request, world.inputs);
  if (of_plan && decision && !decision->steps.empty()) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const Security& one) {
      return one.symbol == decision->steps.back().symbol;
    });
    return static_cast<std::uint32_t>(at - all.begin());
  }
  return static_cast<std::uint32_t>(world.whole(0, static_cast<int>(all.size()) - 1));
}

struct Told {
  std::uint64_t in_plan = 0;
  std::uint64_t out_of_plan = 0;
  std::uint64_t changes = 0;
};

void expect_holds(const WhyCase& at, Told& told) {
  const std::string& symbol = at.inputs.securities[at.security].symbol;
  const bool before = traded(at.request, at.inputs, symbol);
  const auto why = explain(at.request, at.inputs, symbol);
  ASSERT_TRUE(why) << describe(why.error());
  EXPECT_EQ(why->in_plan, before);
  EXPECT_EQ(why->constraint.empty(), before);
  EXPECT_FALSE(why->answer.empty());
  if (why->step) expect_sums(why->step->change);
  if (why->other) {
    expect_sums(why->other->difference);
    EXPECT_LE(why->other->difference.total, Score{}) << "a better plan was not chosen";
  }
  for (const FlippingChange& change : why->changes) {
    const WhyCase after = changed(at, change);
    EXPECT_NE(traded(after.request, after.inputs, symbol), before)
        << symbol << ": " << change.what << " " << change.from << " -> " << change.to;
  }
  EXPECT_TRUE(std::is_sorted(
      why->changes.begin(), why->changes.end(),
      [](const FlippingChange& a, const FlippingChange& b) { return a.size < b.size; }));
  ++(before ? told.in_plan : told.out_of_plan);
  told.changes += why->changes.size();
}

TEST(Why, NamesOnlyChangesThatFlipTheAnswer) {
  Told told;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    expect_holds({world.request, world.inputs, asked_about(world, seed % 2 == 0)}, told);
    if (HasFatalFailure()) return;
  }
  std::printf("in the plan %lu, not in it %lu, changes made %lu\n",
              static_cast<unsigned long>(told.in_plan),
              static_cast<unsigned long>(told.out_of_plan),
              static_cast<unsigned long>(told.changes));
  EXPECT_GT(told.in_plan, cases / 10);
  EXPECT_GT(told.out_of_plan, cases / 10);
  EXPECT_GT(told.changes, cases / 2);
}

}  // namespace
}  // namespace ballast::planner
