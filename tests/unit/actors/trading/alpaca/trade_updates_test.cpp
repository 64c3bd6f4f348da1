// Listening to a stream that the test plays: what it hints at, and what becomes of it when the
// other side misbehaves.
#include "actors/trading/alpaca/trade_updates.hpp"

#include <gtest/gtest.h>

#include "actors/trading/alpaca/update_messages.hpp"
#include "tests/unit/actors/timed_outlet.hpp"
#include "tests/unit/actors/trading/alpaca/sample_updates.hpp"
#include "tests/unit/actors/trading/alpaca/scripted_stream.hpp"

namespace ballast::actors::alpaca {
namespace {

using namespace std::chrono_literals;
using UpdateKind = UpdateMessage::Kind;
using planner::Failure;
using planner::FailureKind;

class Updates : public testing::Test {
 protected:
  Updates()
      : updates_(
            {"ID", "HUSH", false}, [this](StreamEars ears) { return open(std::move(ears)); },
            outlet_, random_,
            [this](const auto& orders) {
              ++hints_;
              hinted_.push_back(orders);
            }) {}

  planner::Result<std::unique_ptr<MessageStream>> open(StreamEars ears) {
    opened_at_.push_back(outlet_.time);
    ears_.push_back(std::move(ears));
    if (unreachable_) return tl::unexpected(Failure{FailureKind::missing, "no library", "", ""});
    return std::make_unique<ScriptedStream>(said_);
  }

  StreamEars& ears() { return ears_.back(); }
  void listen() {
    ears().opened();
    ears().message(sample_authorized);
    ears().message(sample_listening);
  }
  void hang_up() { ears().ended({FailureKind::unavailable, "the server hung up", "", ""}); }
  /// Returns after what a pause it connects again.
  broker::Monotonic reopen() {
    const broker::Monotonic from = outlet_.time;
    const std::size_t before = opened_at_.size();
    while (opened_at_.size() == before && outlet_.time - from < 1min) outlet_.pass(10ms);
    return opened_at_.back() - from;
  }
  std::string notes() const {
    std::string out;
    for (const auto& note : outlet_.notes) out += note.sentence + "\n";
    return out;
  }

  TimedOutlet outlet_;
  broker::SeededRandom random_{1};
  int hints_ = 0;
  std::vector<std::set<std::string>> hinted_;  // what each of them named
  bool unreachable_ = false;
  ScriptedStream::Said said_;
  std::vector<StreamEars> ears_;
  std::vector<broker::Monotonic> opened_at_;
  TradeUpdates updates_;
};

TEST_F(Updates, AreAskedForWithTheKeysOnceTheStreamIsOpen) {
  EXPECT_TRUE(said_.texts.empty());
  ears().opened();
  ASSERT_EQ(said_.texts.size(), 1U);
  EXPECT_EQ(said_.texts.back(),
            R"({"action":"authenticate","data":{"key_id":"ID","secret_key":"HUSH"}})");
  ears().message(sample_authorized);
  ASSERT_EQ(said_.texts.size(), 2U);
  EXPECT_EQ(said_.texts.back(), R"({"action":"listen","data":{"streams":["trade_updates"]}})");
  EXPECT_FALSE(updates_.listens());
  ears().message(sample_listening);
  EXPECT_TRUE(updates_.listens());
  EXPECT_EQ(notes().find("HUSH"), std::string::npos);
}

TEST_F(Updates, HintWhenListeningBeginsAndAtEachEventAndOnceMoreAfterIt) {
  listen();
  EXPECT_EQ(hints_, 1);
  outlet_.pass(2s);
  EXPECT_EQ(hints_, 2);
  outlet_.pass(1min);
  EXPECT_EQ(hints_, 2);
  ears().message(sample_fill_event);
  EXPECT_EQ(hints_, 3);
  outlet_.pass(2s);
  EXPECT_EQ(hints_, 4);
}

TEST_F(Updates, AHintNamesTheOrdersOfItsEventsAndNoneWhenOneNamesNone) {
  using Orders = std::set<std::string>;
  listen();
  outlet_.pass(2s);
  EXPECT_EQ(hinted_, (std::vector<Orders>{{}, {}})) << "what happened before is not known";
  ears().message(sample_fill_event);
  ears().message(sample_event_of("019a-c"));
  ears().message(sample_event_of("019a-d"));
  EXPECT_EQ(hinted_.back(), Orders{"019a-b"});
  outlet_.pass(2s);
  EXPECT_EQ(hinted_.back(), (Orders{"019a-b", "019a-c", "019a-d"}));
  outlet_.pass(2s);
  EXPECT_EQ(hinted_.back(), (Orders{"019a-c", "019a-d"}));
  EXPECT_EQ(hints_, 5);
  ears().message(sample_event_of("019a-b"));
  ears().message(R"({"stream":"trade_updates","data":{"event":"fill","order":{"id":"1"}}})");
  outlet_.pass(2s);
  EXPECT_EQ(hinted_.back(), Orders{}) << "an order without an id of ours may be any";
}

TEST_F(Updates, OfTooManyOrdersNoneIsNamed) {
  listen();
  outlet_.pass(2s);
  for (int i = 0; i < 102; ++i) ears().message(sample_event_of(std::to_string(i)));
  EXPECT_EQ(hinted_.back(), std::set<std::string>{"0"});
  outlet_.pass(2s);
  EXPECT_EQ(hinted_.back(), std::set<std::string>{});
}

TEST_F(Updates, SayHowTheyStand) {
  EXPECT_EQ(updates_.standing(), "asks to follow the broker's stream");
  listen();
  EXPECT_EQ(updates_.standing(), "follows the broker's stream");
  outlet_.pass(25s);
  EXPECT_EQ(updates_.standing(), "follows the broker's stream, silent for 25 s");
  ears().alive();
  EXPECT_EQ(updates_.standing(), "follows the broker's stream");
  hang_up();
  EXPECT_EQ(updates_.standing(),
            "does not follow the broker's stream: the server hung up; tries again in 1 s");
  reopen();
  EXPECT_EQ(updates_.standing(), "asks to follow the broker's stream: the server hung up");
  ears().opened();
  ears().message(R"({"stream":"authorization","data":{"status":"unauthorized"}})");
  EXPECT_EQ(updates_.standing().find("does not follow the broker's stream: the broker refuses: "
                                     "the keys"),
            0U)
      << updates_.standing();
  reopen();
  listen();
  EXPECT_EQ(updates_.standing(), "follows the broker's stream");
}

TEST_F(Updates, AThousandEventsAreOneHintEveryTwoSecondsAndOneAfterTheLast) {
  listen();
  outlet_.pass(2s);
  for (int i = 0; i < 1000; ++i) {
    ears().message(sample_fill_event);
    outlet_.pass(10ms);
  }
  EXPECT_GE(hints_, 2 + 5);
  EXPECT_LE(hints_, 2 + 6);
  const int before = hints_;
  outlet_.pass(1min);
  EXPECT_GE(hints_, before + 1);
  EXPECT_LE(hints_, before + 2);
}

TEST_F(Updates, GarbageHintsAtNothingAndIsToldOfNowAndThen) {
  listen();
  outlet_.pass(2s);
  for (int i = 0; i < 100; ++i) {
    for (const char* garbage : {"", "no JSON", "{}", "[]", R"({"stream":"trade_updates"})",
                                R"({"stream":"trade_updates","data":{"event":"windfall"}})",
                                R"({"stream":"weather","data":{"event":"fill"}})"}) {
      ears().message(garbage);
    }
  }
  outlet_.pass(2s);
  EXPECT_EQ(hints_, 2);
  EXPECT_TRUE(updates_.listens());
  EXPECT_NE(notes().find("this event is not known"), std::string::npos) << notes();
  EXPECT_LE(outlet_.notes.size(), 6U * 3U);
  ears().message(sample_fill_event);
  EXPECT_EQ(hints_, 3);
}

TEST_F(Updates, AnswersThatNobodyWaitsForChangeNothing) {
  ears().message(sample_listening);
  ears().message(sample_authorized);
  EXPECT_FALSE(updates_.listens());
  EXPECT_TRUE(said_.texts.empty());
}

TEST_F(Updates, ConnectAgainAfterPausesThatGrow) {
  for (const auto longest : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
    hang_up();
    EXPECT_FALSE(updates_.listens());
    const auto pause = reopen();
    EXPECT_GE(pause, longest / 2);
    EXPECT_LE(pause, longest);
  }
  EXPECT_EQ(opened_at_.size(), 8U);
  EXPECT_EQ(said_.gone, 7);
}

TEST_F(Updates, APauseIsTheFirstAgainAfterAGoodConnection) {
  for (int i = 0; i < 6; ++i) {
    hang_up();
    reopen();
  }
  listen();
  outlet_.pass(10s);
  hang_up();
  EXPECT_LE(reopen(), 1s);
  listen();
  hang_up();
  EXPECT_GE(reopen(), 1s) << "a connection that ends at once is no good one";
}

TEST_F(Updates, WhatIsRefusedIsAskedForAgainLater) {
  ears().opened();
  ears().message(R"({"stream":"authorization","data":{"status":"unauthorized"}})");
  outlet_.pass(1s);
  EXPECT_EQ(opened_at_.size(), 2U);
  ears().opened();
  ears().message(sample_authorized);
  ears().message(R"({"stream":"listening","data":{"streams":[]}})");
  EXPECT_FALSE(updates_.listens());
  outlet_.pass(2s);
  EXPECT_EQ(opened_at_.size(), 3U);
}

TEST_F(Updates, SilenceIsAskedAboutAndThenEnds) {
  listen();
  outlet_.pass(20s);
  EXPECT_EQ(said_.pings, 1);
  ears().alive();
  outlet_.pass(10s);
  EXPECT_EQ(said_.pings, 1);
  outlet_.pass(49s);
  EXPECT_TRUE(updates_.listens());
  outlet_.pass(2s);
  EXPECT_FALSE(updates_.listens());
  outlet_.pass(1s);
  EXPECT_EQ(opened_at_.size(), 2U);
  EXPECT_EQ(said_.gone, 1);
}

TEST_F(Updates, AStreamThatNeverOpensIsGivenUp) {
  outlet_.pass(20s);
  outlet_.pass(1s);
  EXPECT_EQ(opened_at_.size(), 2U);
}

TEST_F(Updates, WhatAnEarlierStreamSaysCountsForNothing) {
  listen();
  hang_up();
  outlet_.pass(1s);
  const int before = hints_;
  ears_.front().message(sample_fill_event);
  ears_.front().ended({FailureKind::unavailable, "late", "", ""});
  outlet_.pass(10ms);
  EXPECT_EQ(hints_, before);
  EXPECT_EQ(opened_at_.size(), 2U);
  listen();
  EXPECT_TRUE(updates_.listens());
}

TEST_F(Updates, BeingAwayForLongIsToldOnceAndSoIsTheReturn) {
  unreachable_ = true;
  hang_up();
  outlet_.pass(4min);
  EXPECT_EQ(notes(), "");
  outlet_.pass(10min);
  ASSERT_EQ(outlet_.notes.size(), 1U) << notes();
  EXPECT_NE(notes().find("has been away for 5 minutes"), std::string::npos) << notes();
  EXPECT_NE(notes().find("no library"), std::string::npos) << notes();
  unreachable_ = false;
  reopen();
  listen();
  EXPECT_EQ(outlet_.notes.size(), 2U);
  EXPECT_NE(notes().find("is back"), std::string::npos) << notes();
}

TEST(UpdateMessages, AreReadWhetherTextOrBinary) {
  EXPECT_EQ(read_update(sample_authorized), (UpdateMessage{UpdateKind::authorized, ""}));
  EXPECT_EQ(read_update(sample_listening), (UpdateMessage{UpdateKind::listening, ""}));
  EXPECT_EQ(read_update(sample_fill_event), (UpdateMessage{UpdateKind::event, "fill", "019a-b"}));
  EXPECT_EQ(read_update(R"({"stream":"weather","data":{}})"),
            (UpdateMessage{UpdateKind::other, ""}));
}

TEST(UpdateMessages, NameAnOrderOnlyByAnIdThatItCouldHave) {
  for (const char* order : {"7", "[]", R"({"client_order_id":7})", R"({"client_order_id":null})"}) {
    const std::string data = R"({"stream":"trade_updates","data":{"event":"new","order":)";
    EXPECT_EQ(read_update(data + order + "}}"), (UpdateMessage{UpdateKind::event, "new"})) << order;
  }
  EXPECT_EQ(read_update(sample_event_of(std::string(128, 'i')))->client_order_id.size(), 128U);
  EXPECT_EQ(read_update(sample_event_of(std::string(129, 'i')))->client_order_id, "");
}

TEST(UpdateMessages, ThatAreNoneAreRefusedInOneSentence) {
  for (const std::string& message :
       {std::string("{"), std::string(R"({"stream":7,"data":{}})"),
        std::string(R"({"stream":"trade_updates","data":[]})"), std::string(200, '['),
        "\"" + std::string(update_bytes_max, 'a') + "\"", std::string("<html>")}) {
    const auto read = read_update(message);
    ASSERT_FALSE(read) << message;
    EXPECT_EQ(read.error().kind, FailureKind::invalid);
    EXPECT_FALSE(read.error().what.empty());
  }
}

}  // namespace
}  // namespace ballast::actors::alpaca
