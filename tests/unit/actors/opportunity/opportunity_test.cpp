#include "actors/opportunity/opportunity.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/planning.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

namespace example = planner::example;

messages::IdentifyOpportunities question(const planner::PlanInputs& inputs) {
  return {example::request(), messages::encode(inputs)};
}

TEST(Opportunity, FindsWhatThePlannerFinds) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  const auto wish = question(example::inputs());
  const auto command = command_of(wish, "id-1");
  actor.receive(command, outlet);
  const auto found = outlet.reply_to<messages::OpportunitiesFound>(command);
  EXPECT_EQ(found.opportunities, planner::identify_opportunities(wish.request, example::inputs()));
  EXPECT_NE(found.opportunities, planner::Opportunities{});
}

TEST(Opportunity, InputsThatCannotBePlannedWithAreRefused) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  planner::PlanInputs inputs = example::inputs();
  inputs.positions.push_back({planner::SecurityId{99}, 1, 1, {}});
  const auto command = command_of(question(inputs), "id-1");
  actor.receive(command, outlet);
  EXPECT_TRUE(outlet.replies.empty());
  ASSERT_EQ(outlet.refusals["id-1"].size(), 1U);
  EXPECT_EQ(outlet.refusals["id-1"].front().kind, planner::FailureKind::invalid);
}

TEST(Opportunity, AnswersForTheInputsOfEachQuestionWhateverCameBefore) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  planner::PlanInputs other = example::inputs();
  for (planner::CashBalance& balance : other.cash) balance.amount = 0.0;
  planner::PlanInputs impossible = other;
  impossible.positions.push_back({planner::SecurityId{99}, 1, 1, {}});
  int number = 0;
  for (const auto* inputs : {&other, &impossible, &other, &other, &impossible, &impossible}) {
    for (const auto* asked : {inputs, static_cast<const planner::PlanInputs*>(&other)}) {
      const auto command = command_of(question(*asked), std::to_string(++number));
      actor.receive(command, outlet);
      if (asked == &impossible) {
        EXPECT_EQ(outlet.refusals[command.header.id].size(), 1U);
        continue;
      }
      EXPECT_EQ(outlet.reply_to<messages::OpportunitiesFound>(command).opportunities,
                planner::identify_opportunities(example::request(), *asked));
    }
  }
  const auto more = command_of(question(example::inputs()), "more");
  actor.receive(more, outlet);
  EXPECT_NE(outlet.reply_to<messages::OpportunitiesFound>(more).opportunities,
            planner::identify_opportunities(example::request(), other))
      << "cash makes a difference here";
}

TEST(Opportunity, SettingsOutOfRangeAreRefused) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  messages::IdentifyOpportunities wish = question(example::inputs());
  wish.request.settings.max_opportunities_per_category = 100'000;
  actor.receive(command_of(wish, "id-1"), outlet);
  EXPECT_TRUE(outlet.replies.empty());
  EXPECT_EQ(outlet.refusals["id-1"].size(), 1U);
}

}  // namespace
}  // namespace ballast::actors
