// The universe fetches by itself what is stale, on a clock that is turned by hand.
#include <gtest/gtest.h>

#include "actors/universe/universe.hpp"
#include "broker/manual_clock.hpp"
#include "messages/events.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/universe/answered_wire.hpp"
#include "tests/unit/actors/universe/universe_rows.hpp"

namespace ballast::actors {
namespace {

using namespace std::chrono_literals;

class UniverseSyncTest : public testing::Test {
 protected:
  UniverseParts parts() {
    UniverseParts out{clock_, random_};
    out.sources.ecb.emplace();
    out.sources.binance.emplace();
    out.wire = std::make_unique<AnsweredWire>(asked_);
    return out;
  }
  void SetUp() override { universe_.start(outlet_); }

  /// Answers the last request that went out.
  void answer(int status, const std::string& body) {
    const Http::Done done = asked_.back().done;
    done(HttpAnswer{status, {}, body});
  }
  std::string last_url() const { return asked_.back().request.url; }

  template <class Body>
  messages::Envelope tell(const Body& body, const std::string& id) {
    auto command = command_of(body, id);
    universe_.receive(command, outlet_);
    return command;
  }

  broker::ManualClock clock_;  // 2023-11-14
  broker::SeededRandom random_{1};
  std::vector<AnsweredWire::Asked> asked_;
  TemporaryDirectory directory_;
  RecordingOutlet outlet_;
  Universe universe_{UniverseStore::open(directory_.path() / "universe.db").value(), parts()};
};

constexpr const char* one_rate =
    "<Envelope><Cube><Cube time='2023-11-13'><Cube currency='USD' rate='1.07'/></Cube></Cube>"
    "</Envelope>";

TEST_F(UniverseSyncTest, FetchesWhatIsStaleAndNothingElse) {
  EXPECT_TRUE(asked_.empty());
  ASSERT_EQ(outlet_.timers.size(), 2U);  // and one that drops old prices
  outlet_.fire_timers();
  ASSERT_EQ(asked_.size(), 1U);
  EXPECT_EQ(last_url(), "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.xml");
  EXPECT_EQ(universe_.status().doing, "fetching");
  answer(200, one_rate);
  EXPECT_EQ(universe_.status().doing, "idle");
  ASSERT_EQ(outlet_.events.size(), 1U);
  EXPECT_EQ(outlet_.events[0].topic, "universe.updated");
  clock_.advance(1h);
  outlet_.fire_timers();
  EXPECT_EQ(asked_.size(), 1U);  // an hour old is not stale
  clock_.advance(24h);
  outlet_.fire_timers();
  ASSERT_EQ(asked_.size(), 2U);
  EXPECT_EQ(last_url(), "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml");
  answer(200, one_rate);
  EXPECT_EQ(outlet_.events.size(), 1U);  // nothing new
  EXPECT_EQ(outlet_.timers.size(), 2U);
}

TEST_F(UniverseSyncTest, DropsPricesThatAreOlderThanTheyAreKeptAndNoRates) {
  tell(two_securities(), "1");
  tell(prices_of("AAA.DE", day(2003, 10, 28), {10, 11, 12}), "2");
  tell(prices_of("AAA.DE", day(2003, 12, 1), {13}), "3");
  auto rates = two_rates();
  rates.day = {5'000, 5'000, 5'001};
  tell(rates, "4");
  outlet_.events.clear();
  outlet_.fire_timers();
  ASSERT_EQ(outlet_.events.size(), 1U);
  const auto list = outlet_.reply_to<messages::SecurityList>(tell(messages::ListSecurities{}, "5"));
  EXPECT_EQ(list.securities.at(0).bars, 2U);  // of 2003-10-30 and later
  EXPECT_EQ(list.rates.size(), 2U);
  outlet_.events.clear();
  outlet_.fire_timers();
  EXPECT_TRUE(outlet_.events.empty());
}

TEST_F(UniverseSyncTest, AFailureIsKeptAndShownAndTheNextRoundTriesAgain) {
  outlet_.fire_timers();
  answer(403, "<html>no</html>");
  const auto shown = tell(messages::ListSecurities{}, "1");
  const auto list = outlet_.reply_to<messages::SecurityList>(shown);
  EXPECT_TRUE(list.rates.empty());
  ASSERT_EQ(list.sources.size(), 2U);
  EXPECT_EQ(list.sources[1].state, "ready");
  clock_.advance(1h);
  outlet_.fire_timers();
  EXPECT_EQ(asked_.size(), 2U);
}

TEST_F(UniverseSyncTest, AServiceThatAsksForARestGetsItAndIsShownToRest) {
  outlet_.fire_timers();
  for (int tried = 0; tried < 4; ++tried) {
    answer(503, "busy");
    clock_.advance(10min);
    if (tried < 3) outlet_.fire_timers();
  }
  EXPECT_EQ(asked_.size(), 4U);
  const auto list = outlet_.reply_to<messages::SecurityList>(tell(messages::ListSecurities{}, "1"));
  EXPECT_EQ(list.sources[1].failure,
            "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.xml: the server answers 503");
}

TEST_F(UniverseSyncTest, ACommandThatComesWhileASyncRunsIsAnsweredAfterIt) {
  tell(messages::ChangeSecurity{"BTC-EUR", true, {{"currency", "EUR"}, {"source", "binance"}}},
       "1");
  const auto first = tell(messages::SyncUniverse{{"BTC-EUR"}, false}, "2");
  const auto second = tell(messages::SyncUniverse{{"BTC-EUR"}, false}, "3");
  const auto unknown = tell(messages::SyncUniverse{{"NOBODY"}, false}, "4");
  ASSERT_EQ(asked_.size(), 1U);
  EXPECT_EQ(last_url(), "https://data-api.binance.vision/api/v3/time");
  answer(200, R"({"serverTime":1700000000000})");
  answer(200, R"({"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE",)"
              R"("intervalNum":1,"limit":6000}]})");
  EXPECT_NE(last_url().find("/api/v3/klines?symbol=BTCEUR&interval=1d&startTime="),
            std::string::npos);
  answer(200, "[]");
  const auto report = outlet_.reply_to<messages::SyncReport>(first);
  ASSERT_EQ(report.rows.size(), 1U);
  EXPECT_NE(report.rows[0].failure.find("it knows no price of this security"), std::string::npos);
  answer(200, R"({"serverTime":1700000000000})");
  answer(404, "{}");
  EXPECT_EQ(outlet_.reply_to<messages::SyncReport>(second).rows.size(), 1U);
  EXPECT_EQ(outlet_.refusals.at(unknown.header.id).size(), 1U);
}

}  // namespace
}  // namespace ballast::actors
