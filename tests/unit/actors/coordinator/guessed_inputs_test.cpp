// Opportunities are asked for before it is known what the snapshots say.
#include "tests/unit/actors/coordinator/coordinating.hpp"

namespace ballast::actors {
namespace {

TEST_F(Coordinating, OfUnchangedAnswersOpportunitiesAreAskedForAhead) {
  send(wish());
  EXPECT_EQ(asked("opportunity"), 0U) << "nothing is known yet";
  answer_all_snapshots();
  answer_opportunities();
  const auto first = report();
  for (const bool ahead : {true, false}) {
    const std::string id = ahead ? "ahead" : "after";
    const std::size_t before = asked("opportunity");
    send(wish(id));
    EXPECT_EQ(asked("opportunity"), before + 1);
    if (ahead) answer_opportunities_of(example_inputs());
    answer_all_snapshots();
    if (!ahead) answer_opportunities_of(example_inputs());
    EXPECT_EQ(asked("opportunity"), before + 1) << "the guess was right";
    EXPECT_EQ(report(id).decision, first.decision);
    EXPECT_EQ(report(id).inputs, first.inputs);
  }
}

TEST_F(Coordinating, OfChangedAnswersNothingOfTheGuessIsUsed) {
  send(wish());
  answer_all_snapshots();
  answer_opportunities();
  double quantity = 1.0;
  for (const bool ahead : {true, false}) {
    const std::string id = ahead ? "ahead" : "after";
    send(wish(id));
    const std::size_t place = place_of("opportunity");
    const auto wrong = messages::pack(messages::OpportunitiesFound{});
    if (ahead) outlet->answer(place, wrong);
    messages::PortfolioSnapshot portfolio = example_portfolio();
    portfolio.positions.front().quantity += quantity++;
    answer_all_snapshots(portfolio);
    EXPECT_GT(place_of("opportunity"), place) << "asked again";
    answer_opportunities_of(*report(id).inputs);
    if (!ahead) outlet->answer(place, wrong);
    const auto over = report(id);
    ASSERT_EQ(over.state, PlanState::completed);
    EXPECT_EQ(over.inputs->positions, portfolio.positions);
    EXPECT_EQ(over.decision->steps, planner::plan_here(*over.request, *over.inputs)->steps);
  }
}

TEST_F(Coordinating, AGuessThatIsRefusedIsAskedForAgain) {
  send(wish());
  answer_all_snapshots();
  answer_opportunities();
  send(wish("again"));
  const std::size_t before = asked("opportunity");
  fail("opportunity", {FailureKind::unavailable, "not yet", "opportunity", ""});
  answer_all_snapshots();
  EXPECT_EQ(asked("opportunity"), before + 1);
  answer_opportunities_of(example_inputs());
  EXPECT_EQ(report("again").decision, report().decision);
}

}  // namespace
}  // namespace ballast::actors
