#include "actors/commands/command_table.hpp"

#include <gtest/gtest.h>

#include "messages/planning.hpp"
#include "tests/unit/actors/recording_outlet.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

class Commands : public testing::Test {
 protected:
  Commands() {
    table.answer<messages::GetPlan>(
        [](const messages::GetPlan& wish) -> planner::Result<messages::PlanAccepted> {
          if (wish.plan_id.empty()) {
            return tl::unexpected(Failure{FailureKind::missing, "no plan", "plan_id", "an id"});
          }
          return messages::PlanAccepted{wish.plan_id};
        });
  }

  [[nodiscard]] Failure refusal_of(const messages::Envelope& command) {
    table.handle(command, outlet);
    EXPECT_TRUE(outlet.replies.empty());
    const auto& refusals = outlet.refusals[command.header.id];
    EXPECT_EQ(refusals.size(), 1U);
    return refusals.empty() ? Failure{} : refusals.front();
  }

  CommandTable table;
  RecordingOutlet outlet;
};

TEST_F(Commands, AKnownTypeIsDecodedAndAnswered) {
  const auto command = command_of(messages::GetPlan{"p-1", false}, "id-1");
  table.handle(command, outlet);
  EXPECT_EQ(outlet.reply_to<messages::PlanAccepted>(command).plan_id, "p-1");
}

TEST_F(Commands, AFailureIsTheRefusal) {
  EXPECT_EQ(refusal_of(command_of(messages::GetPlan{}, "id-1")).what, "no plan");
}

TEST_F(Commands, ABodyThatCannotBeReadIsRefused) {
  auto command = command_of(messages::GetPlan{"p-1", false}, "id-1");
  command.body = "\xc1 no msgpack";
  EXPECT_EQ(refusal_of(command).kind, FailureKind::invalid);
}

TEST_F(Commands, AnUnknownTypeIsRefusedWithThoseThatAreKnown) {
  const Failure failure = refusal_of(command_of(messages::CancelPlan{"p-1"}, "id-1"));
  EXPECT_EQ(failure.where, "CancelPlan");
  EXPECT_EQ(failure.allowed, "GetPlan");
}

TEST_F(Commands, AnActorWithoutCommandsSaysSo) {
  table = {};
  const Failure failure = refusal_of(command_of(messages::CancelPlan{"p-1"}, "id-1"));
  EXPECT_EQ(failure.allowed, "none; it takes its work from elsewhere");
}

}  // namespace
}  // namespace ballast::actors
