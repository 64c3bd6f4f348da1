#include "actors/opportunity/opportunity.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "messages/planning.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

namespace example = planner::example;

TEST(Opportunity, FindsWhatThePlannerFinds) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  const messages::IdentifyOpportunities wish{example::request(), example::inputs()};
  const auto command = command_of(wish, "id-1");
  actor.receive(command, outlet);
  const auto found = outlet.reply_to<messages::OpportunitiesFound>(command);
  EXPECT_EQ(found.opportunities, planner::identify_opportunities(wish.request, wish.inputs));
  EXPECT_NE(found.opportunities, planner::Opportunities{});
}

TEST(Opportunity, InputsThatCannotBePlannedWithAreRefused) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  messages::IdentifyOpportunities wish{example::request(), example::inputs()};
  wish.inputs.positions.push_back({planner::SecurityId{99}, 1, 1, {}});
  const auto command = command_of(wish, "id-1");
  actor.receive(command, outlet);
  EXPECT_TRUE(outlet.replies.empty());
  ASSERT_EQ(outlet.refusals["id-1"].size(), 1U);
  EXPECT_EQ(outlet.refusals["id-1"].front().kind, planner::FailureKind::invalid);
}

TEST(Opportunity, SettingsOutOfRangeAreRefused) {
  OpportunityActor actor;
  RecordingOutlet outlet;
  messages::IdentifyOpportunities wish{example::request(), example::inputs()};
  wish.request.settings.max_opportunities_per_category = 100'000;
  actor.receive(command_of(wish, "id-1"), outlet);
  EXPECT_TRUE(outlet.replies.empty());
  EXPECT_EQ(outlet.refusals["id-1"].size(), 1U);
}

}  // namespace
}  // namespace ballast::actors
