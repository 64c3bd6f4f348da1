#include <gtest/gtest.h>

#include "broker/last_values.hpp"
#include "broker/limits.hpp"
#include "broker/mailbox.hpp"
#include "broker/open_requests.hpp"
#include "broker/replay_cache.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {
namespace {

using planner::FailureKind;
using std::chrono::milliseconds;

messages::Header header_with(const std::string& id, std::uint32_t ttl_ms = 0) {
  messages::Header header;
  header.type = "Buy";
  header.id = id;
  header.ttl_ms = ttl_ms;
  return header;
}

TEST(Mailbox, KeepsOrderAndTakesARepeatOnce) {
  Mailbox mailbox(10, 1000);
  EXPECT_EQ(mailbox.put(header_with("a"), {"to", "1"}, {}), Mailbox::Put::taken);
  EXPECT_EQ(mailbox.put(header_with("b"), {"to", "2"}, {}), Mailbox::Put::taken);
  EXPECT_EQ(mailbox.put(header_with("a"), {"to", "1"}, {}), Mailbox::Put::repeated);
  EXPECT_EQ(mailbox.size(), 2U);
  mailbox.pop();
  EXPECT_EQ(mailbox.front().header.id, "b");
  // What has left may come again: it may have been lost on the way.
  EXPECT_EQ(mailbox.put(header_with("a"), {"to", "1"}, {}), Mailbox::Put::taken);
}

TEST(Mailbox, IsFullByCountAndByBytes) {
  Mailbox mailbox(2, 10);
  EXPECT_EQ(mailbox.put(header_with("a"), {"12345678901"}, {}), Mailbox::Put::full);
  EXPECT_EQ(mailbox.put(header_with("a"), {"123456"}, {}), Mailbox::Put::taken);
  EXPECT_EQ(mailbox.put(header_with("b"), {"12345"}, {}), Mailbox::Put::full);
  EXPECT_EQ(mailbox.put(header_with("b"), {"1234"}, {}), Mailbox::Put::taken);
  EXPECT_EQ(mailbox.put(header_with("c"), {""}, {}), Mailbox::Put::full);
  mailbox.pop();
  EXPECT_EQ(mailbox.bytes(), 4U);
}

TEST(Mailbox, GivesBackWhatHasExpiredAndKeepsTheRest) {
  Mailbox mailbox(10, 1000);
  static_cast<void>(mailbox.put(header_with("short", 10), {"x"}, {}));
  static_cast<void>(mailbox.put(header_with("endless"), {"y"}, {}));
  static_cast<void>(mailbox.put(header_with("long", 100), {"z"}, {}));
  EXPECT_TRUE(mailbox.expire(milliseconds(9)).empty());
  const auto expired = mailbox.expire(milliseconds(10));
  ASSERT_EQ(expired.size(), 1U);
  EXPECT_EQ(expired[0].header.id, "short");
  EXPECT_EQ(expired[0].frames, Frames{"x"});
  EXPECT_EQ(mailbox.front().header.id, "endless");
  EXPECT_EQ(mailbox.bytes(), 2U);
}

TEST(ReplayCache, AnswersARepeatFromWhatItKept) {
  ReplayCache cache(10, 1000, 100);
  EXPECT_EQ(cache.arrived("a"), ReplayCache::Seen::never);
  EXPECT_EQ(cache.arrived("a"), ReplayCache::Seen::in_progress);
  cache.answered("a", {"Done", "bytes"});
  EXPECT_EQ(cache.arrived("a"), ReplayCache::Seen::answered);
  EXPECT_EQ(cache.reply_to("a").bytes, "bytes");
  // The first answer stands.
  cache.answered("a", {"Done", "other"});
  EXPECT_EQ(cache.reply_to("a").bytes, "bytes");
}

TEST(ReplayCache, ForgetsTheOldestAnswersAndNeverWhatIsInProgress) {
  ReplayCache cache(2, 10, 100);
  EXPECT_EQ(cache.arrived("open"), ReplayCache::Seen::never);
  for (const char* id : {"a", "b", "c"}) {
    EXPECT_EQ(cache.arrived(id), ReplayCache::Seen::never);
    cache.answered(id, {"Done", "1234"});
  }
  EXPECT_EQ(cache.arrived("c"), ReplayCache::Seen::answered);
  EXPECT_EQ(cache.arrived("b"), ReplayCache::Seen::answered);
  EXPECT_EQ(cache.arrived("a"), ReplayCache::Seen::never);
  EXPECT_EQ(cache.arrived("open"), ReplayCache::Seen::in_progress);
  EXPECT_EQ(cache.bytes(), 8U);
}

TEST(ReplayCache, DoesNotKeepAnAnswerThatIsTooLarge) {
  ReplayCache cache(10, 1000, 3);
  EXPECT_EQ(cache.arrived("a"), ReplayCache::Seen::never);
  cache.answered("a", {"Prices", "1234"});
  EXPECT_EQ(cache.arrived("a"), ReplayCache::Seen::never);
  EXPECT_EQ(cache.bytes(), 0U);
}

messages::Envelope command(const std::string& id) {
  return {"portfolio", header_with(id, 5000), ""};
}

TEST(OpenRequests, RepeatWithTheSameIdMoreAndMoreSlowlyUntilTheDeadline) {
  OpenRequests requests;
  std::vector<std::int64_t> repeats_ms;
  std::vector<std::uint32_t> left_ms;
  ASSERT_TRUE(requests.add(command("a"), {}, milliseconds(5000), [](const auto&) {}));
  std::size_t expired = 0;
  for (std::int64_t now_ms = 0; now_ms <= 6000; now_ms += 50) {
    const auto due = requests.due(milliseconds(now_ms));
    for (const auto& again : due.repeat) {
      EXPECT_EQ(again.header.id, "a");
      repeats_ms.push_back(now_ms);
      left_ms.push_back(again.header.ttl_ms);
    }
    expired += due.expired.size();
  }
  EXPECT_EQ(repeats_ms, (std::vector<std::int64_t>{250, 750, 1750, 3750}));
  EXPECT_EQ(left_ms, (std::vector<std::uint32_t>{4750, 4250, 3250, 1250}));
  EXPECT_EQ(expired, 1U);
  EXPECT_EQ(requests.size(), 0U);
}

TEST(OpenRequests, CloseWithTheFirstReply) {
  OpenRequests requests;
  ASSERT_TRUE(requests.add(command("a"), {}, milliseconds(5000), [](const auto&) {}));
  EXPECT_EQ(requests.next(), Monotonic(limits::retry_first));
  messages::Envelope reply;
  reply.header.causation = "b";
  EXPECT_FALSE(requests.take(reply));
  reply.header.causation = "a";
  EXPECT_TRUE(requests.take(reply));
  EXPECT_FALSE(requests.take(reply));
  EXPECT_FALSE(requests.next());
}

TEST(OpenRequests, TellAFailureFromAReply) {
  const Failure failure{FailureKind::refused, "no", "here", "yes"};
  messages::Envelope reply;
  const auto payload = messages::pack(failure);
  reply.header.type = payload.type;
  reply.body = payload.bytes;
  EXPECT_EQ(outcome_of(reply).error(), failure);
  reply.body = "rubbish";
  EXPECT_EQ(outcome_of(reply).error().kind, FailureKind::invalid);
  reply.header.type = "Bought";
  EXPECT_TRUE(outcome_of(reply));
}

TEST(LastValues, KeepTheLatestOfEachTopicAndFindByPrefix) {
  LastValues values(10, 1000);
  EXPECT_TRUE(values.keep({"actor.a", "h", "1"}));
  EXPECT_TRUE(values.keep({"actor.b", "h", "2"}));
  EXPECT_TRUE(values.keep({"lane.a", "h", "3"}));
  EXPECT_TRUE(values.keep({"actor.a", "h", "4"}));
  const auto found = values.matching("actor.");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ((*found[0])[2], "4");
  EXPECT_EQ(values.matching("").size(), 3U);
  values.forget("lane.a");
  EXPECT_TRUE(values.matching("lane").empty());
}

TEST(LastValues, StayWithinTheirBounds) {
  LastValues values(2, 10);
  EXPECT_TRUE(values.keep({"a", "1234"}));
  EXPECT_FALSE(values.keep({"b", "123456"}));
  EXPECT_TRUE(values.keep({"b", "1"}));
  EXPECT_FALSE(values.keep({"c", ""}));
  // An outdated value is worse than none.
  EXPECT_FALSE(values.keep({"a", "1234567890"}));
  EXPECT_TRUE(values.matching("a").empty());
}

}  // namespace
}  // namespace ballast::broker
