#include "tests/unit/actors/coordinator/coordinating.hpp"

namespace ballast::actors {
namespace {

TEST_F(Coordinating, AcceptsAPlanAndAsksForWhatItNeeds) {
  const auto command = send(wish());
  outlet->fire_timers();
  EXPECT_EQ(outlet->replies.count(command.header.id), 0U) << "it may end soon";
  outlet->fire_timers();
  EXPECT_EQ(outlet->reply_to<messages::PlanAccepted>(command).plan_id, "plan-1");
  for (const char* role : {"portfolio", "universe", "trading"}) EXPECT_EQ(asked(role), 1U) << role;
  EXPECT_EQ(report().state, PlanState::running);
}

TEST_F(Coordinating, TheSamePlanAskedForTwiceIsMadeOnce) {
  send(wish());
  const auto again = send(wish());
  EXPECT_EQ(outlet->reply_to<messages::PlanAccepted>(again).plan_id, "plan-1");
  EXPECT_EQ(asked("portfolio"), 1U);
}

TEST_F(Coordinating, WishesThatMakeNoSenseAreRefused) {
  const std::string too_long(65, 'a');
  for (const std::string& id :
       {std::string(), std::string("UPPER"), std::string("a b"), std::string("a/b"), too_long}) {
    expect_refused(send(wish(id)), FailureKind::invalid);
  }
  auto unknown = wish();
  unknown.settings = {{"max_bys", "4"}};
  EXPECT_EQ(outlet->refusals[send(unknown).header.id].size(), 1U);
  auto no_day = wish();
  no_day.planning_date = "tomorrow";
  expect_refused(send(no_day), FailureKind::invalid);
  EXPECT_TRUE(outlet->requests.empty());
  EXPECT_TRUE(outlet->reply_to<messages::PlanList>(send(messages::ListPlans{})).plans.empty());
}

TEST_F(Coordinating, TooManyPlansAtOnceAreRefused) {
  for (int at = 0; at < 32; ++at) send(wish("plan-" + std::to_string(at)));
  expect_refused(send(wish("one-more")), FailureKind::unavailable);
}

TEST_F(Coordinating, ARoleThatDoesNotAnswerFailsThePlanWithItsReason) {
  send(wish());
  fail("universe", {FailureKind::unavailable, "no answer in time", "universe", ""});
  const auto over = report();
  EXPECT_EQ(over.state, PlanState::failed);
  EXPECT_EQ(over.failure->where, "universe");
  EXPECT_TRUE(told_of_end());
  answer("portfolio", messages::PortfolioSnapshot{});
  EXPECT_EQ(asked("opportunity"), 0U) << "the plan is over";
}

TEST_F(Coordinating, AnAnswerThatCannotBeReadFailsThePlan) {
  send(wish());
  answer("portfolio", messages::PortfolioSnapshot{});
  answer("trading", messages::TradeHistoryReport{});
  outlet->answer(place_of("universe"), messages::Payload{"UniverseSnapshot", "rubbish"});
  EXPECT_EQ(report().state, PlanState::failed);
}

TEST_F(Coordinating, FindsThePlanByBoundsWithoutAnyEvaluator) {
  send(wish());
  answer_all_snapshots();
  answer_opportunities();
  const auto over = report();
  EXPECT_EQ(over.state, PlanState::completed);
  EXPECT_EQ(asked("generator"), 0U);
  ASSERT_TRUE(over.decision && over.run);
  EXPECT_TRUE(over.decision->exact);
  EXPECT_GT(over.run->nodes, 0U);
  EXPECT_EQ(over.run->ledger.issued, 0U);
  const auto alone = planner::plan_here(*over.request, *over.inputs).value();
  EXPECT_EQ(over.decision->steps, alone.steps);
  EXPECT_EQ(over.decision->runners_up, alone.runners_up);
  EXPECT_EQ(over.decision->alternatives, alone.alternatives);
}

TEST_F(Coordinating, GoesOnWithOpportunitiesOnceAllHaveAnswered) {
  restart_enumerating();
  send(wish());
  answer_all_snapshots();
  EXPECT_EQ(asked("opportunity"), 1U);
  const auto inputs = report().inputs;
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->as_of, example::today);
  EXPECT_EQ(inputs->positions, example::inputs().positions);
  answer_opportunities();
  EXPECT_EQ(asked("generator"), 1U);
  EXPECT_EQ(report().state, PlanState::running);
}

TEST_F(Coordinating, WithoutOpportunitiesItDecidesAtOnce) {
  send(wish());
  answer_all_snapshots();
  answer("opportunity", messages::OpportunitiesFound{});
  const auto over = report();
  EXPECT_EQ(over.state, PlanState::completed);
  ASSERT_TRUE(over.decision);
  EXPECT_TRUE(over.decision->steps.empty());
  EXPECT_TRUE(told_of_end());
  EXPECT_EQ(asked("generator"), 0U);
}

TEST_F(Coordinating, ASearchThatTakesTooLongEndsWithWhatWasFound) {
  budget.time = std::chrono::milliseconds{500};
  restart_enumerating();
  send(wish());
  answer_all_snapshots();
  answer_opportunities();
  ASSERT_EQ(asked("generator"), 1U);
  outlet->fire_timers();
  EXPECT_EQ(report().state, PlanState::running);
  clock.advance(std::chrono::milliseconds{501});
  outlet->fire_timers();
  const auto over = report();
  EXPECT_EQ(over.state, PlanState::incomplete);
  ASSERT_TRUE(over.decision && over.run && over.run->gap && over.certificate);
  EXPECT_FALSE(over.decision->exact);
  EXPECT_TRUE(over.run->ledger.balances);
  const auto alone = planner::plan_here(*over.request, *over.inputs).value();
  EXPECT_GE(over.decision->after.total + *over.run->gap, alone.after.total);
}

TEST_F(Coordinating, WhoeverSetsTheClockChangesNoPlan) {
  constexpr std::int64_t ten_years_ns = 315'000'000'000'000'000;
  const auto planned = [this](const std::string& id, std::int64_t by_ns) {
    const std::int64_t right = clock.wall_ns();
    send(wish(id));
    clock.set_wall(right + by_ns);
    answer_all_snapshots();
    clock.set_wall(right - by_ns);
    answer_opportunities_of(*report(id).inputs);
    clock.set_wall(right);
    const auto made = report(id);
    EXPECT_EQ(made.state, PlanState::completed);
    return made.decision_hash;
  };
  const std::string undisturbed = planned("plan-1", 0);
  EXPECT_EQ(planned("plan-2", ten_years_ns), undisturbed);
  EXPECT_EQ(planned("plan-3", -ten_years_ns), undisturbed);
}

TEST_F(Coordinating, CancellingEndsItWhereverItIs) {
  restart_enumerating();
  send(wish("a"));
  send(messages::CancelPlan{"a"});
  EXPECT_EQ(report("a").state, PlanState::cancelled);
  send(wish("b"));
  answer_all_snapshots();
  answer("opportunity", messages::OpportunitiesFound{planner::identify_opportunities(
                            example::request(), example::inputs())});
  const auto cancelled = send(messages::CancelPlan{"b"});
  EXPECT_EQ(outlet->reply_to<messages::PlanCancelled>(cancelled).state, PlanState::cancelled);
  EXPECT_EQ(report("b").state, PlanState::cancelled);
  EXPECT_TRUE(told_of_end("a") && told_of_end("b"));
  const auto late = send(messages::CancelPlan{"b"});
  EXPECT_EQ(outlet->reply_to<messages::PlanCancelled>(late).state, PlanState::cancelled);
  expect_refused(send(messages::CancelPlan{"unknown"}), FailureKind::missing);
}

TEST_F(Coordinating, StartedAgainItGoesOnFromWhatItKept) {
  const auto early = send(wish("early"));
  const auto late = send(wish("late"));
  answer_all_snapshots();
  ASSERT_EQ(asked("opportunity"), 1U);
  outlet->fire_timers();
  outlet->fire_timers();
  for (const auto& command : {early, late}) {
    EXPECT_NO_THROW(static_cast<void>(outlet->reply_to<messages::PlanAccepted>(command)));
  }
  restart();
  EXPECT_EQ(asked("opportunity"), 1U) << "the inputs of one are known";
  EXPECT_EQ(asked("portfolio"), 1U) << "those of the other are not";
  EXPECT_EQ(report("early").state, PlanState::running);
}

TEST_F(Coordinating, APlanThatWasNotAcceptedGoesOnToo) {
  const auto command = send(wish());
  EXPECT_EQ(outlet->replies.count(command.header.id), 0U) << "nothing was promised";
  restart();
  coordinator->receive(command, *outlet);
  EXPECT_EQ(outlet->reply_to<messages::PlanAccepted>(command).plan_id, "plan-1");
  answer_all_snapshots();
  answer_opportunities_of(example_inputs());
  EXPECT_EQ(report().state, PlanState::completed);
}

TEST_F(Coordinating, APlanThatEndsSoonIsAcceptedOnceWithItsEndInTheJournal) {
  send(wish());
  answer_all_snapshots();
  answer_opportunities();
  const planner::PlanInputs inputs = example_inputs();
  const auto command = send(wish("second"));
  answer_opportunities_of(inputs);
  EXPECT_EQ(outlet->replies.count(command.header.id), 0U);
  answer_all_snapshots();
  EXPECT_EQ(outlet->reply_to<messages::PlanAccepted>(command).plan_id, "second");
  const auto over = report("second");
  restart();
  EXPECT_EQ(report("second"), over);
}

TEST_F(Coordinating, APlanThatIsOverStaysOverAfterARestart) {
  send(wish());
  send(messages::CancelPlan{"plan-1"});
  restart();
  EXPECT_TRUE(outlet->requests.empty());
  EXPECT_EQ(report().state, PlanState::cancelled);
}

}  // namespace
}  // namespace ballast::actors
