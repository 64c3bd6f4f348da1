// The universe and bid and ask: fetched with a sync and for who is about to trade, the newest alone
// kept, and waited for no longer than an order may wait.
#include <sys/stat.h>

#include <fstream>

#include <gtest/gtest.h>

#include "actors/universe/universe.hpp"
#include "broker/manual_clock.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/universe/answered_wire.hpp"
#include "tests/unit/actors/universe/universe_rows.hpp"

namespace ballast::actors {
namespace {

using planner::BestQuote;
using namespace std::chrono_literals;

class UniverseQuotesTest : public testing::Test {
 protected:
  UniverseParts parts() {
    write("alpaca.key", "key_id = \"id\"\nsecret = \"hush\"\n");
    ::chmod((directory_.path() / "alpaca.key").c_str(), S_IRUSR | S_IWUSR);
    UniverseParts out{clock_, random_};
    out.sources.alpaca.emplace();
    out.sources.alpaca->key_file = (directory_.path() / "alpaca.key").string();
    out.sources.binance.emplace();
    out.sources.folder.emplace();
    out.sources.folder->path = directory_.path().string();
    out.wire = std::make_unique<AnsweredWire>(asked_);
    return out;
  }

  void SetUp() override {
    universe_.start(outlet_);
    outlet_.timers.clear();
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_.path() / name) << text;
  }

  template <class Body>
  messages::Envelope tell(const Body& body) {
    auto command = command_of(body, std::to_string(++commands_));
    universe_.receive(command, outlet_);
    return command;
  }

  void add(const std::string& symbol, const std::string& source) {
    tell(messages::ChangeSecurity{symbol, true, {{"currency", "USD"}, {"source", source}}});
  }

  messages::Envelope ask(std::vector<std::string> symbols) {
    return tell(messages::GetListings{std::move(symbols), {}, 5'000});
  }

  std::optional<BestQuote> quote_in(const messages::Envelope& command, std::size_t place = 0) {
    return outlet_.reply_to<messages::Listings>(command).listings.at(place).quote;
  }

  [[nodiscard]] bool is_answered(const messages::Envelope& command) const {
    return outlet_.replies.contains(command.header.id);
  }

  void answer(std::size_t place, int status, const std::string& body) {
    const Http::Done done = asked_.at(place).done;
    done(HttpAnswer{status, {}, body});
  }

  [[nodiscard]] std::int64_t now_ms() const { return clock_.wall_ns() / 1'000'000; }

  static constexpr const char* alpaca_answer =
      R"({"quotes":{"AAA":{"t":"2023-11-14T22:13:20Z","ap":10.1,"as":2,"bp":9.9,"bs":3}}})";
  static constexpr const char* ticker =
      R"({"symbol":"BTCUSD","bidPrice":"100","bidQty":"1","askPrice":"101","askQty":"2"})";

  broker::ManualClock clock_;  // 2023-11-14 22:13:20
  broker::SeededRandom random_{1};
  std::vector<AnsweredWire::Asked> asked_;
  TemporaryDirectory directory_;
  RecordingOutlet outlet_;
  int commands_ = 0;
  Universe universe_{UniverseStore::open(directory_.path() / "universe.db").value(), parts()};
};

TEST_F(UniverseQuotesTest, WhoIsAboutToTradeGetsFreshOnesFromEverySource) {
  add("AAA.US", "alpaca");
  add("BTC-USD", "binance");
  const auto command = ask({"AAA.US", "BTC-USD", "NOBODY"});
  ASSERT_EQ(asked_.size(), 2U);
  EXPECT_EQ(asked_[0].request.url,
            "https://data.alpaca.markets/v2/stocks/quotes/latest?symbols=AAA&feed=iex");
  EXPECT_EQ(asked_[1].request.url,
            "https://data-api.binance.vision/api/v3/ticker/bookTicker?symbol=BTCUSD");
  answer(0, 200, alpaca_answer);
  EXPECT_FALSE(is_answered(command));
  answer(1, 200, ticker);
  EXPECT_EQ(quote_in(command), (BestQuote{9.9, 10.1, 300.0, 200.0, now_ms()}));
  EXPECT_EQ(quote_in(command, 1), (BestQuote{100.0, 101.0, 1.0, 2.0, now_ms()}));
  clock_.advance(4s);
  EXPECT_EQ(quote_in(ask({"AAA.US"}))->bid, 9.9) << "young enough: nobody is asked";
  EXPECT_EQ(asked_.size(), 2U);
  clock_.advance(2s);
  EXPECT_FALSE(is_answered(ask({"AAA.US"})));
  EXPECT_EQ(asked_.size(), 3U);
  outlet_.timers.clear();
  tell(messages::GetListings{{"AAA.US"}, day(2023, 11, 14), 5'000});
  tell(messages::GetListings{{"AAA.US"}, {}, {}});
  EXPECT_EQ(asked_.size(), 3U) << "of a past day, or not asked for";
}

TEST_F(UniverseQuotesTest, AServiceThatDoesNotAnswerHoldsNoOrderUpForLong) {
  add("AAA.US", "alpaca");
  const auto command = ask({"AAA.US"});
  EXPECT_FALSE(is_answered(command));
  outlet_.fire_timers();
  EXPECT_EQ(quote_in(command), std::nullopt);
  answer(0, 200, alpaca_answer);
  EXPECT_EQ(outlet_.replies.at(command.header.id).size(), 1U) << "answered once";
  EXPECT_TRUE(quote_in(tell(messages::GetListings{{"AAA.US"}, {}, {}}))) << "late, and kept";
  clock_.advance(1min);
  const auto refused = ask({"AAA.US"});
  answer(1, 403, "no");
  EXPECT_EQ(quote_in(refused)->at_ms, now_ms() - 60'000) << "the old one, as it is known";
}

TEST_F(UniverseQuotesTest, AHundredSecuritiesAreOneRequest) {
  std::vector<std::string> symbols;
  for (int made = 0; made < 101; ++made) {
    symbols.push_back("S" + std::to_string(100 + made));
    add(symbols.back(), "alpaca");
  }
  const auto command = ask(symbols);
  ASSERT_EQ(asked_.size(), 1U);
  answer(0, 200, "{\"quotes\":{}}");
  ASSERT_EQ(asked_.size(), 2U);
  EXPECT_NE(asked_[1].request.url.find("symbols=S200&"), std::string::npos);
  answer(1, 200, "{\"quotes\":{}}");
  EXPECT_EQ(outlet_.reply_to<messages::Listings>(command).listings.size(), 101U);
}

TEST_F(UniverseQuotesTest, ASyncKeepsThoseOfAFileAndTellsWhatIsOddAboutThem) {
  add("AAA", "folder");
  add("BBB", "folder");
  write("prices.csv",
        "date,symbol,close\n2023-11-10,AAA,10\n2023-11-13,AAA,10\n2023-11-10,BBB,5\n"
        "2023-11-13,BBB,5\n");
  write("quotes.csv",
        "time,symbol,bid,ask,bid_size,ask_size\n2023-11-14T22:13:08Z,AAA,9.9,10.1,30,20\n"
        "2023-11-14T22:13:08Z,BBB,5.2,5.1,30,20\n");
  const auto command = tell(messages::SyncUniverse{{"AAA", "BBB"}, false});
  for (int turn = 0; turn < 10 && !is_answered(command); ++turn) outlet_.fire_timers();
  const auto report = outlet_.reply_to<messages::SyncReport>(command);
  EXPECT_EQ(report.quotes, 1U);
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_TRUE(report.rows[0].flags.empty());
  EXPECT_EQ(
      report.rows[1].flags,
      (std::vector<std::string>{"no quote of bid 5.2 and ask 5.1: the bid is above the ask"}));
  const auto list =
      outlet_.reply_to<messages::SecurityList>(tell(messages::ListSecurities{{}, false}));
  EXPECT_EQ(list.securities.at(0).quote, (BestQuote{9.9, 10.1, 30.0, 20.0, now_ms() - 12'000}));
  EXPECT_FALSE(list.securities.at(1).quote);

  outlet_.events.clear();
  write("quotes.csv", "time,symbol,bid,ask\n2023-11-14T22:13:09Z,AAA,10,10.2\n");
  const auto again = tell(messages::SyncUniverse{{"AAA"}, false});
  for (int turn = 0; turn < 10 && !is_answered(again); ++turn) outlet_.fire_timers();
  EXPECT_EQ(outlet_.reply_to<messages::SyncReport>(again).unchanged, 1U);
  EXPECT_TRUE(outlet_.events.empty()) << "no plan is made from quotes";
  EXPECT_EQ(quote_in(tell(messages::GetListings{{"AAA"}, {}, {}}))->bid, 10.0);
}

}  // namespace
}  // namespace ballast::actors
