#include "broker/pollable.hpp"

#include <csignal>

#include <gtest/gtest.h>

#include "broker/limits.hpp"
#include "broker/socket.hpp"
#include "broker/stop.hpp"

namespace ballast::broker {
namespace {

using std::chrono::milliseconds;

struct Pair {
  explicit Pair(KeyedContext& context)
      : out(context, Purpose::lane_out), in(context, Purpose::lane_in) {
    const auto endpoint = Endpoint::inproc("pair");
    EXPECT_TRUE(out.bind(*endpoint));
    EXPECT_TRUE(in.connect(*endpoint));
  }
  Socket out;
  Socket in;
};

TEST(PollSet, CallsWhatIsReadable) {
  KeyedContext context;
  Pair pair(context);
  PollSet set;
  Frames got;
  set.add(watch(pair.in.ref(), [&] { got = *pair.in.try_receive(); }));
  EXPECT_EQ(set.poll(milliseconds(0)), 0U);
  ASSERT_TRUE(pair.out.try_send({"a", "b"}));
  EXPECT_EQ(set.poll(milliseconds(5000)), 1U);
  EXPECT_EQ(got, (Frames{"a", "b"}));
}

TEST(PollSet, LetsAMemberRemoveItselfAndOthers) {
  StopFlag one;
  StopFlag other;
  one.raise();
  other.raise();
  PollSet set;
  PollSet::Ticket first = 0;
  PollSet::Ticket second = 0;
  int calls = 0;
  const auto both_go = [&] {
    ++calls;
    set.remove(first);
    set.remove(second);
  };
  first = set.add(watch(one.descriptor(), both_go));
  second = set.add(watch(other.descriptor(), both_go));
  EXPECT_EQ(set.poll(milliseconds(5000)), 1U);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(set.size(), 0U);
}

TEST(PollSet, WaitsForRoomToWriteOnlyWhenAsked) {
  KeyedContext context;
  Pair pair(context);
  PollSet set;
  int calls = 0;
  const auto ticket = set.add({pair.out.ref(), -1, false, false, [&] { ++calls; }});
  EXPECT_EQ(set.poll(milliseconds(0)), 0U);
  set.set_writable(ticket, true);
  EXPECT_EQ(set.poll(milliseconds(5000)), 1U);
  EXPECT_EQ(calls, 1);
}

TEST(StopSignals, MakeATerminationReadable) {
  const StopSignals signals;
  PollSet set;
  int calls = 0;
  set.add(watch(signals.descriptor(), [&] { ++calls; }));
  EXPECT_EQ(set.poll(milliseconds(0)), 0U);
  ::raise(SIGTERM);
  EXPECT_EQ(set.poll(milliseconds(5000)), 1U);
  EXPECT_EQ(calls, 1);
}

TEST(Socket, SaysThatNobodyIsThereInsteadOfBlocking) {
  KeyedContext context;
  Socket out(context, Purpose::lane_out);
  ASSERT_TRUE(out.bind(*Endpoint::inproc("alone")));
  EXPECT_FALSE(out.try_send({"a"}));
}

TEST(Socket, TellsWhichPortTheSystemGave) {
  KeyedContext context;
  Socket out(context, Purpose::lane_out);
  ASSERT_TRUE(out.bind(*Endpoint::tcp("127.0.0.1", Endpoint::any_port)));
  const auto bound = out.bound();
  ASSERT_TRUE(bound);
  EXPECT_NE(bound->port(), Endpoint::any_port);
  Socket other(context, Purpose::lane_out);
  const auto busy = other.bind(*bound);
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().kind, FailureKind::conflict);
  EXPECT_EQ(busy.error().where, bound->text());
}

TEST(Socket, LeavesATooLongMessageOnePartTooLong) {
  KeyedContext context;
  Pair pair(context);
  ASSERT_TRUE(pair.out.try_send(Frames(100, "x")));
  ASSERT_TRUE(pair.out.try_send({"next"}));
  EXPECT_EQ(pair.in.try_receive()->size(), limits::parts_max + 1);
  EXPECT_EQ(*pair.in.try_receive(), (Frames{"next"}));
}

TEST(Socket, SaysThatTheDirectoryOfAPathIsMissing) {
  KeyedContext context;
  Socket out(context, Purpose::lane_out);
  const auto bound = out.bind(*Endpoint::ipc("/nowhere/at/all.sock"));
  ASSERT_FALSE(bound);
  EXPECT_EQ(bound.error().kind, FailureKind::missing);
}

}  // namespace
}  // namespace ballast::broker
