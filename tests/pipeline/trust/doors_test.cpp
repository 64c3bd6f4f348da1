// Who is let in by which door, over real sockets, and what the operator reads of it.
#include <fstream>

#include "tests/pipeline/trust/keyed_boards.hpp"

namespace ballast::broker {
namespace {

/// A process of board-2 at a door of board-1.
struct Visit {
  Visit(const KeyedBoards& boards, const std::string& role, Purpose purpose, TestDoor& door)
      : context(boards.process(role, "board-2")), socket(*context, purpose) {
    const auto connected = socket.connect(door.endpoint());
    EXPECT_TRUE(connected) << describe(connected.error());
  }
  std::unique_ptr<KeyedContext> context;
  Socket socket;
};

const std::string refused_intake =
    "the coordinator does not let board-2's key in (allowed: a key that is on its list, in its "
    "time, for this role)";

TEST(Doors, AnEnrolledKeyIsLetInAndSpeaksForItsBoardAlone) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  ASSERT_TRUE(visit.socket.try_send({"hello"}));
  ASSERT_EQ(next_message(door.socket), Frames{"hello"});
  EXPECT_TRUE(door.socket.check_sender("evaluator-1@board-2"));
  const auto stolen = door.socket.check_sender("portfolio-1@board-1");
  ASSERT_FALSE(stolen);
  EXPECT_EQ(stolen.error().what, "board-2's key does not speak for portfolio-1@board-1");
}

TEST(Doors, AStrangerIsNotLetIn) {
  KeyedBoards boards;
  boards.give_key("board-2", "board-2");
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  // On loopback all come from the first board's address.
  EXPECT_EQ(said_at(door), "intake: board-1's key is not on the list");
  EXPECT_EQ(said_by(visit.socket), door.endpoint().text() + ": " + refused_intake);
  EXPECT_FALSE(door.socket.try_receive());
}

TEST(Doors, AKeyEnrolledLaterIsLetInWithoutARestart) {
  KeyedBoards boards;
  const auto pair = boards.give_key("board-2", "board-2");
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  ASSERT_NE(said_at(door).find("not on the list"), std::string::npos);
  boards.enrol("board-2", pair);
  EXPECT_TRUE(comes_true([&] {
    static_cast<void>(visit.socket.handshake_news());
    return visit.socket.try_send({"hello"}) && door.socket.try_receive().has_value();
  }));
}

TEST(Doors, ARevokedKeyIsNotLetIn) {
  KeyedBoards boards;
  boards.list.revoke("board-2");
  boards.spread();
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  EXPECT_EQ(said_at(door), "intake: board-2's key was revoked");
}

TEST(Doors, WhatARevokedKeySentBeforeCountsForNothing) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  ASSERT_TRUE(visit.socket.try_send({"hello"}));
  ASSERT_EQ(next_message(door.socket), Frames{"hello"});
  ASSERT_TRUE(door.socket.check_sender("evaluator-1@board-2"));
  boards.list.revoke("board-2");
  boards.spread();
  std::string said;
  ASSERT_TRUE(comes_true([&] {
    const auto honest = door.socket.check_sender("evaluator-1@board-2");
    if (!honest) said = honest.error().what;
    return !honest;
  }));
  EXPECT_EQ(said, "board-2's key was revoked");
}

TEST(Doors, WhoIsInsideWithARevokedKeyIsShownOutAndOthersWorkOn) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  boards.enrol("evaluator@board-1", boards.give_key("board-1", "evaluator@board-1"));
  const auto other = boards.process("evaluator", "board-1");
  Socket neighbour(*other, Purpose::intake_out);
  ASSERT_TRUE(neighbour.connect(door.endpoint()));
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  ASSERT_TRUE(visit.socket.try_send({"hello"}));
  ASSERT_EQ(next_message(door.socket), Frames{"hello"});
  boards.list.revoke("board-2");
  boards.spread();
  EXPECT_EQ(said_at(door),
            "board-2's key was revoked; it was connected, and is not heard any more");
  EXPECT_EQ(said_by(visit.socket), door.endpoint().text() + ": " + refused_intake);
  EXPECT_TRUE(comes_true([&] {
    const bool sent = neighbour.try_send({"still here"});
    const auto heard = sent ? door.socket.try_receive() : std::nullopt;
    return heard && door.socket.check_sender("evaluator-1@board-1").has_value();
  }));
}

TEST(Doors, AServerWhoseKeyWasRevokedIsLeftUntilItHasAnother) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  ASSERT_TRUE(visit.socket.try_send({"hello"}));
  ASSERT_EQ(next_message(door.socket), Frames{"hello"});
  boards.list.revoke("board-1");
  boards.spread();
  EXPECT_EQ(said_by(visit.socket),
            door.endpoint().text() +
                ": board-1's key was revoked; the coordinator was connected to, and is left "
                "(allowed: a good key of its board on the list)");
  EXPECT_TRUE(comes_true([&] { return !visit.socket.try_send({"is anybody there"}); }));
  EXPECT_TRUE(visit.socket.handshake_news().empty()) << "it is said once";
  std::filesystem::remove(boards.files_of("board-1").key_file(*Holder::parse("board-1")));
  boards.enrol("board-1", boards.give_key("board-1", "board-1"));
  TestDoor again(boards, Purpose::intake_in);
  ASSERT_TRUE(visit.socket.connect(again.endpoint()));
  EXPECT_TRUE(comes_true([&] {
    static_cast<void>(visit.socket.handshake_news());
    static_cast<void>(visit.socket.try_send({"hello again"}));
    const auto heard = again.socket.try_receive();
    return heard && *heard == Frames{"hello again"};
  }));
}

TEST(Doors, WhoOnlyListensIsShownOutToo) {
  KeyedBoards boards;
  boards.enrol("tap@board-2", boards.give_key("board-2", "tap@board-2"));
  TestDoor door(boards, Purpose::bus_spread);
  Visit listener(boards, "tap", Purpose::bus_read, door);
  listener.socket.subscribe("plan.");
  ASSERT_EQ(next_message(door.socket), Frames{"\x01plan."});
  boards.list.revoke("tap@board-2");
  boards.spread();
  EXPECT_EQ(next_message(door.socket), Frames{std::string("\0plan.", 6)});
  EXPECT_NE(said_by(listener.socket).find("does not let tap@board-2's key in"), std::string::npos);
}

TEST(Doors, AKeyThatEndedIsNotLetIn) {
  KeyedBoards boards;
  boards.enrol("evaluator@board-2", boards.give_key("board-2", "evaluator@board-2"),
               WallTime{std::chrono::sys_days{std::chrono::year{2020} / 1 / 31}});
  TestDoor door(boards, Purpose::intake_in);
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  EXPECT_EQ(said_at(door), "intake: evaluator@board-2's key ended on 2020-01-31T00:00:00Z");
}

TEST(Doors, TheRightKeyOfTheWrongRoleIsNotLetIn) {
  KeyedBoards boards;
  boards.enrol("evaluator@board-2", boards.give_key("board-2", "evaluator@board-2"));
  TestDoor door(boards, Purpose::front_door_in);
  Visit visit(boards, "evaluator", Purpose::front_door_out, door);
  EXPECT_EQ(said_at(door), "commands: evaluator@board-2's key does not open the door of commands");
  EXPECT_NE(said_by(visit.socket).find("the broker does not let evaluator@board-2's key in"),
            std::string::npos);
}

TEST(Doors, ATapMayOnlyListen) {
  KeyedBoards boards;
  boards.enrol("tap@board-2", boards.give_key("board-2", "tap@board-2"));
  TestDoor door(boards, Purpose::bus_collect);
  Visit visit(boards, "tap", Purpose::bus_publish, door);
  EXPECT_EQ(said_at(door), "events-in: tap@board-2's key does not open the door of events-in");
  TestDoor out(boards, Purpose::bus_spread);
  Visit listener(boards, "tap", Purpose::bus_read, out);
  listener.socket.subscribe("plan.");
  EXPECT_EQ(next_message(out.socket), Frames{"\x01plan."});
}

TEST(Doors, ALaneIsItsWorkersAlone) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::lane_out, "evaluator-1@board-1");
  Visit visit(boards, "evaluator", Purpose::lane_in, door);
  EXPECT_EQ(said_at(door),
            "lane evaluator-1@board-1: board-2's key does not open the door of "
            "lane evaluator-1@board-1");
}

TEST(Doors, AWrongServerKeyIsToldOnBothSides) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  // Board-2's list says something else of board-1 than is true.
  EnrolledKeys stale;
  ASSERT_TRUE(stale.add({KeyPair::make()->open(), "board-1", {}, {}}));
  ASSERT_TRUE(boards.files_of("board-2").write_list(stale));
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  EXPECT_EQ(said_by(visit.socket), door.endpoint().text() +
                                       ": the coordinator has another key than this board's list "
                                       "says (allowed: its public key in " +
                                       boards.files_of("board-2").list_file().string() + ")");
  EXPECT_NE(said_by(door.socket).find("somebody knocked who expects another key here"),
            std::string::npos);
  EXPECT_FALSE(door.socket.try_receive());
  EXPECT_FALSE(visit.socket.let_in());
  boards.spread();
  EXPECT_TRUE(comes_true([&] {
    static_cast<void>(visit.socket.handshake_news());
    static_cast<void>(door.socket.handshake_news());
    return visit.socket.let_in();
  }));
}

TEST(Doors, ABoardWithTwoGoodKeysIsFoundByEither) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  // Enrolled, but the process at the door has not been restarted yet.
  boards.enrol("board-1", *KeyPair::make());
  Visit visit(boards, "evaluator", Purpose::intake_out, door);
  ASSERT_TRUE(comes_true([&] {
    EXPECT_TRUE(visit.socket.handshake_news().empty());
    return door.socket.ref().handle() != nullptr && visit.socket.try_send({"hello"}) &&
           door.socket.try_receive().has_value();
  }));
}

TEST(Doors, SomebodyWithoutAKeyIsToldAndNotLetIn) {
  KeyedBoards boards;
  TestDoor door(boards, Purpose::intake_in);
  KeyedContext plain;
  // Either end may be the first to hang up, and ZeroMQ does not try again: so it knocks until told.
  const auto told = next_sentence([&] {
    Socket socket(plain, Purpose::intake_out);
    EXPECT_TRUE(socket.connect(door.endpoint()));
    PollSet().poll(std::chrono::milliseconds(20));
    return door.socket.handshake_news();
  });
  EXPECT_NE(told.find("somebody knocked without a key"), std::string::npos) << told;
  EXPECT_FALSE(door.socket.try_receive());
}

TEST(Doors, PlainTcpOnAPublicAddressIsRefused) {
  KeyedContext plain;
  Socket in(plain, Purpose::intake_in);
  for (const char* address : {"tcp://192.168.1.4:7400", "tcp://0.0.0.0:7400"}) {
    const auto bound = in.bind(*Endpoint::parse(address));
    ASSERT_FALSE(bound);
    EXPECT_EQ(describe(bound.error())
                  .find(std::string(address) + ": plain tcp would let anyone on the network in"),
              0U);
    EXPECT_FALSE(in.connect(*Endpoint::parse(address)));
  }
}

TEST(Doors, WithoutAKeyOfItsOwnAProcessDoesNotStart) {
  KeyedBoards boards;
  std::filesystem::remove(boards.files_of("board-2").key_file({{}, "board-2"}));
  const SystemClock clock;
  const auto context = context_for(boards.map_on("board-2"), "evaluator", "board-2", clock);
  ASSERT_FALSE(context);
  EXPECT_NE(describe(context.error())
                .find("there is no key for evaluator@board-2 (allowed: "
                      "`ballast keys new board-2`"),
            std::string::npos);
}

TEST(Doors, AKeyFileThatOthersMayReadStopsTheProcess) {
  KeyedBoards boards;
  const auto file = boards.files_of("board-2").key_file({{}, "board-2"});
  std::filesystem::permissions(file, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  const SystemClock clock;
  const auto context = context_for(boards.map_on("board-2"), "evaluator", "board-2", clock);
  ASSERT_FALSE(context);
  EXPECT_NE(describe(context.error()).find("its mode is 0640"), std::string::npos);
}

}  // namespace
}  // namespace ballast::broker
