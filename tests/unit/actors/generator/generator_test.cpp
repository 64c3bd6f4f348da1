#include "actors/generator/generator.hpp"

#include <set>

#include <gtest/gtest.h>

#include "broker/cluster_map.hpp"
#include "broker/socket.hpp"
#include "broker/work_plane/socket_transport.hpp"
#include "messages/work.hpp"
#include "tests/unit/actors/recording_outlet.hpp"

namespace ballast::actors {
namespace {

class Generator : public testing::Test {
 protected:
  Generator()
      : map(broker::ClusterMap::in_process("generator-test", {{"broker", 1}})),
        intake(context, broker::Purpose::intake_in),
        bound(intake.bind(map.intake()).has_value()),
        transport(context, poll_set),
        actor(transport, map.intake()) {
    actor.start(outlet);
  }

  [[nodiscard]] static messages::GenerateSequences order(const std::string& run,
                                                         std::uint64_t size = 1000,
                                                         std::uint64_t piece = 100) {
    messages::SearchTask task;
    task.keep = 7;
    return {run, "", size, piece, messages::encode(task), "", {}};
  }

  void ask(const messages::GenerateSequences& wish, const std::string& id) {
    actor.receive(command_of(wish, id), outlet);
  }

  void allow(const std::string& run, std::uint64_t next, std::uint64_t allowed,
             bool sealed = false) {
    messages::Envelope event;
    const auto payload = messages::pack(messages::PieceWindow{run, next, allowed, sealed});
    event.header.type = payload.type;
    event.body = payload.bytes;
    actor.observe(event, outlet);
  }

  /// Lets the actor work; returns what arrived, in order: pieces as "run ordinal begin-end", the
  /// end as "run done count".
  std::vector<std::string> pushed() {
    while (actor.work(outlet)) {
    }
    std::vector<std::string> words;
    while (const auto frames = intake.try_receive()) {
      const auto header = messages::decode_header((*frames)[0]).value();
      if (header.type == messages::WorkPiece::type) {
        const auto piece = messages::decode<messages::WorkPiece>((*frames)[1]).value();
        const auto task = messages::decode<messages::SearchTask>(piece.payload).value();
        EXPECT_EQ(task.keep, 7U);
        words.push_back(piece.run + " " + std::to_string(piece.ordinal) + " " + words_of(task));
      } else {
        const auto done = messages::decode<messages::PiecesDone>((*frames)[1]).value();
        words.push_back(done.run + " done " + std::to_string(done.count));
      }
    }
    return words;
  }

  static std::string words_of(const messages::SearchTask& task) {
    if (task.kind == messages::TaskKind::range) {
      return std::to_string(task.begin) + "-" + std::to_string(task.end);
    }
    return std::to_string(messages::unpack_sequences(task.sequences).value().size()) + " sequences";
  }

  using Words = std::vector<std::string>;

  broker::KeyedContext context;
  broker::ClusterMap map;
  broker::Socket intake;
  bool bound;
  broker::PollSet poll_set;
  broker::SocketTransport transport;
  GeneratorActor actor;
  RecordingOutlet outlet;
};

TEST_F(Generator, PushesThePiecesThatAreAllowedAndNoMore) {
  ASSERT_TRUE(bound);
  const auto command = command_of(order("a", 250), "id-1");
  actor.receive(command, outlet);
  const auto started = outlet.reply_to<messages::GenerationStarted>(command);
  EXPECT_EQ(started.pieces, 3U);
  EXPECT_EQ(started.total_units, 250U);
  EXPECT_EQ(pushed(), Words{});
  allow("a", 0, 2);
  EXPECT_EQ(pushed(), (Words{"a 0 0-100", "a 1 100-200"}));
  allow("a", 2, 66);
  EXPECT_EQ(pushed(), (Words{"a 2 200-250", "a done 3"}));
  EXPECT_EQ(pushed(), Words{});
}

TEST_F(Generator, PushesTheSequencesBeyondTheSpaceAfterItsRanges) {
  auto wish = order("a", 150);
  wish.sequences = messages::pack_sequences(std::vector<std::vector<planner::CandidateIndex>>(
      501, std::vector<planner::CandidateIndex>{1, 4}));
  const auto command = command_of(wish, "id-1");
  actor.receive(command, outlet);
  EXPECT_EQ(outlet.reply_to<messages::GenerationStarted>(command).total_units, 651U);
  allow("a", 0, 64);
  EXPECT_EQ(pushed(), (Words{"a 0 0-100", "a 1 100-150", "a 2 500 sequences", "a 3 1 sequences",
                             "a done 4"}));
}

TEST_F(Generator, PushesSequencesWhereTheSpaceIsEmpty) {
  auto wish = order("a", 0);
  wish.sequences = messages::pack_sequences({{3}});
  ask(wish, "id-1");
  allow("a", 0, 64);
  EXPECT_EQ(pushed(), (Words{"a 0 1 sequences", "a done 1"}));
}

TEST_F(Generator, LeavesOutWhatIsFinished) {
  auto wish = order("a", 1000, 300);
  wish.finished = {0, 100, 450, 800};
  const auto command = command_of(wish, "id-1");
  actor.receive(command, outlet);
  EXPECT_EQ(outlet.reply_to<messages::GenerationStarted>(command).total_units, 550U);
  allow("a", 0, 64);
  EXPECT_EQ(pushed(), (Words{"a 0 100-400", "a 1 400-450", "a 2 800-1000", "a done 3"}));
}

TEST_F(Generator, PushesNothingWhereAllIsFinished) {
  auto wish = order("a", 1000, 300);
  wish.finished = {0, 1000};
  ask(wish, "id-1");
  allow("a", 0, 64);
  EXPECT_EQ(pushed(), Words{"a done 0"});
}

TEST_F(Generator, RefusesFinishedSlicesThatAreNone) {
  using Slices = std::vector<std::uint64_t>;
  int number = 0;
  for (const Slices& finished : {Slices{1}, Slices{5, 5}, Slices{5, 9, 8, 10}, Slices{0, 1001}}) {
    auto wish = order("a", 1000);
    wish.finished = finished;
    const std::string id = "id-" + std::to_string(++number);
    actor.receive(command_of(wish, id), outlet);
    EXPECT_EQ(outlet.refusals.at(id).at(0).kind, planner::FailureKind::invalid);
  }
}

TEST_F(Generator, RefusesSequencesThatAreCut) {
  auto wish = order("a");
  wish.sequences = std::string(1, '\2');
  const auto command = command_of(wish, "id-1");
  actor.receive(command, outlet);
  EXPECT_EQ(outlet.refusals.at("id-1").at(0).kind, planner::FailureKind::invalid);
}

TEST_F(Generator, AWindowThatComesBeforeTheOrderCounts) {
  allow("a", 0, 1);
  ask(order("a"), "id-1");
  EXPECT_EQ(pushed(), Words{"a 0 0-100"});
}

TEST_F(Generator, GoesBackWhenThePiecesWereLost) {
  ask(order("a"), "id-1");
  allow("a", 0, 3);
  EXPECT_EQ(pushed().size(), 3U);
  allow("a", 1, 3);
  EXPECT_EQ(pushed(), Words{}) << "the others may be on their way";
  allow("a", 1, 3);
  EXPECT_EQ(pushed(), (Words{"a 1 100-200", "a 2 200-300"}));
}

TEST_F(Generator, SaysTheEndAgainWhenItWasLost) {
  ask(order("a", 100), "id-1");
  allow("a", 0, 64);
  EXPECT_EQ(pushed(), (Words{"a 0 0-100", "a done 1"}));
  allow("a", 1, 64);
  allow("a", 1, 64);
  EXPECT_EQ(pushed(), Words{"a done 1"});
}

TEST_F(Generator, StartedAfreshItSkipsWhatHasArrived) {
  ask(order("a"), "id-1");
  allow("a", 8, 64);
  EXPECT_EQ(pushed(), (Words{"a 8 800-900", "a 9 900-1000", "a done 10"}));
}

TEST_F(Generator, AskedAgainItGoesOnWhereItIs) {
  ask(order("a"), "id-1");
  allow("a", 0, 4);
  EXPECT_EQ(pushed().size(), 4U);
  ask(order("a"), "id-2");
  EXPECT_EQ(outlet.replies["id-2"].size(), 1U);
  EXPECT_EQ(pushed(), Words{});
  allow("a", 4, 5);
  EXPECT_EQ(pushed(), Words{"a 4 400-500"});
}

TEST_F(Generator, ForgetsARunThatIsSealed) {
  ask(order("a"), "id-1");
  EXPECT_NE(actor.status().doing, "idle");
  allow("a", 0, 0, true);
  EXPECT_EQ(actor.status().doing, "idle");
  allow("a", 0, 10);
  EXPECT_EQ(pushed(), Words{});
}

TEST_F(Generator, RunsWhoseEndWasNotHeardOfDoNotStopItForEver) {
  for (int at = 0; at < 200; ++at) {
    ask(order("run-" + std::to_string(1000 + at)), "id-" + std::to_string(at));
  }
  EXPECT_TRUE(outlet.refusals.empty());
  allow("run-1199", 0, 1);
  EXPECT_EQ(pushed(), Words{"run-1199 0 0-100"});
}

TEST_F(Generator, TwoRunsTakeTurns) {
  ask(order("a"), "id-1");
  ask(order("b"), "id-2");
  allow("a", 0, 2);
  allow("b", 0, 2);
  EXPECT_EQ(pushed(), (Words{"a 0 0-100", "b 0 0-100", "a 1 100-200", "b 1 100-200"}));
}

TEST_F(Generator, AnOrderThatMakesNoSenseIsRefused) {
  ask(order("a", 100, 0), "id-1");
  ask(order("", 100, 10), "id-2");
  auto unreadable = order("a");
  unreadable.task = "\xc1";
  ask(unreadable, "id-3");
  for (const char* id : {"id-1", "id-2", "id-3"}) EXPECT_EQ(outlet.refusals[id].size(), 1U) << id;
  EXPECT_TRUE(outlet.replies.empty());
}

TEST_F(Generator, RubbishOnTheBusChangesNothing) {
  ask(order("a"), "id-1");
  messages::Envelope event;
  event.header.type = messages::PieceWindow::type;
  event.body = "rubbish";
  actor.observe(event, outlet);
  event.header.type = "Other";
  actor.observe(event, outlet);
  EXPECT_EQ(pushed(), Words{});
}

}  // namespace
}  // namespace ballast::actors
