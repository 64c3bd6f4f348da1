// Goal: a plan that coordinators die of is set aside, and no other plan is.
#include "tests/unit/actors/coordinator/coordinating.hpp"

namespace ballast::actors {
namespace {

class Resuming : public Coordinating {
 protected:
  /// Without a farewell: as one that was killed.
  void die() { restart(); }
  void end_and_start() {
    coordinator->drain(*outlet);
    restart();
  }

  void complete(const planner::PlanInputs& inputs) {
    answer_all_snapshots();
    answer_opportunities_of(inputs);
  }
  /// What plans are made of.
  [[nodiscard]] static planner::PlanInputs inputs() { return example::inputs(); }
};

TEST_F(Resuming, APlanThatThreeCoordinatorsDiedOfIsSetAsideAndTheFourthLivesOn) {
  send(wish("killer"));
  for (int deaths = 1; deaths <= 2; ++deaths) {
    die();
    EXPECT_EQ(report("killer").state, PlanState::running) << deaths;
  }
  die();
  const messages::PlanReport over = report("killer");
  EXPECT_EQ(over.state, PlanState::failed);
  ASSERT_TRUE(over.failure);
  EXPECT_EQ(planner::describe(*over.failure),
            "plan killer: the plan was set aside: the coordinator died 3 times while it made it "
            "(allowed: a smaller plan, or more memory; the coordinator's log says how it ended)");
  EXPECT_TRUE(told_of_end("killer"));
  EXPECT_TRUE(outlet->requests.empty());
  send(wish("next"));
  EXPECT_EQ(asked("portfolio"), 1U);
  die();
  EXPECT_EQ(report("killer"), over) << "it stays over";
}

TEST_F(Resuming, HowOftenACoordinatorIsStoppedDoesNotMatter) {
  send(wish());
  for (int stops = 1; stops <= 7; ++stops) {
    end_and_start();
    EXPECT_EQ(asked("portfolio"), 1U) << "it goes on";
  }
  die();
  EXPECT_EQ(report().state, PlanState::running);
}

TEST_F(Resuming, PlansOfTwoDeathsGoOnOneAtATime) {
  send(wish("a"));
  send(wish("b"));
  die();
  EXPECT_EQ(asked("portfolio"), 2U);
  die();
  EXPECT_EQ(asked("portfolio"), 1U) << "the older one";
  outlet->fire_timers();
  EXPECT_EQ(asked("portfolio"), 1U);
  send(messages::CancelPlan{"a"});
  outlet->fire_timers();
  EXPECT_EQ(asked("portfolio"), 2U);
  EXPECT_EQ(report("b").state, PlanState::running);
}

TEST_F(Resuming, OneThatWaitsAsASuspectCanBeCancelled) {
  send(wish("a"));
  send(wish("b"));
  die();
  die();
  EXPECT_EQ(outlet->reply_to<messages::PlanCancelled>(send(messages::CancelPlan{"b"})).state,
            PlanState::cancelled);
  EXPECT_EQ(report("b").state, PlanState::cancelled);
  EXPECT_EQ(report("a").state, PlanState::running);
}

TEST_F(Resuming, TheInnocentOneIsMadeWhenTheOtherWasSetAside) {
  send(wish("killer"));
  send(wish("innocent"));
  die();
  die();
  die();
  EXPECT_EQ(report("killer").state, PlanState::failed);
  EXPECT_EQ(report("innocent").state, PlanState::running);
  EXPECT_EQ(asked("portfolio"), 1U);
  complete(inputs());
  EXPECT_EQ(report("innocent").state, PlanState::completed);
}

TEST_F(Resuming, APlanAskedForAgainWhileItsCoordinatorsDieIsNoOther) {
  const auto command = send(wish());
  for (int deaths = 1; deaths <= 3; ++deaths) {
    die();
    coordinator->receive(command, *outlet);
  }
  EXPECT_EQ(report().state, PlanState::failed);
}

}  // namespace
}  // namespace ballast::actors
