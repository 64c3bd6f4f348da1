// What sources send, honest and not: one clear sentence for what is wrong, and nothing of it used.
#include <gtest/gtest.h>

#include "actors/universe/sources/alpaca_actions.hpp"
#include "actors/universe/sources/alpaca_bars.hpp"
#include "actors/universe/sources/binance_klines.hpp"
#include "actors/universe/sources/ecb_rates.hpp"
#include "actors/universe/sources/price_file.hpp"
#include "planner/model/date.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

std::int32_t number_of_day(const char* text) {
  return static_cast<std::int32_t>(planner::parse_date(text)->time_since_epoch().count());
}

Expected expecting(const char* last_day = "2026-04-20") {
  return {"source AAPL", number_of_day(last_day), "USD"};
}

template <class Value>
std::string sentence(const Result<Value>& read) {
  return read ? "it was read" : planner::describe(read.error());
}

/// Texts that no service means: each reader refuses each.
std::vector<std::string> hostile() {
  std::vector<std::string> texts = {"",
                                    "<!DOCTYPE html><html><body>Verify you are human</body></html>",
                                    "<html>403</html>",
                                    "No data",
                                    "Exceeded the daily hits limit",
                                    "null",
                                    "{}",
                                    "\"text\"",
                                    R"({"code":-1121,"msg":"Invalid symbol."})",
                                    std::string(1000, '['),
                                    std::string(1000, '{'),
                                    "\xff\xfe"};
  texts.emplace_back((std::size_t{2} << 20U) + 1, ' ');
  return texts;
}

constexpr const char* alpaca_page =
    R"({"bars":{"AAPL":[{"t":"2022-02-01T05:00:00Z","o":174,"h":174.84,"l":172.31,"c":174.61,)"
    R"("v":85998033,"n":732412,"vw":173.703516},{"t":"2022-07-01T04:00:00Z","o":136,"h":139,)"
    R"("l":135,"c":138.93,"v":1}]},"next_page_token":"QUFQ","currency":"USD"})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(AlpacaBarsTest, ReadsAPageWithTheDaysOfNewYork) {
  const auto page = read_alpaca_bars(alpaca_page, expecting());
  ASSERT_TRUE(page) << sentence(page);
  EXPECT_EQ(page->next_page_token, "QUFQ");
  const auto& bars = page->bars.at("AAPL");
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_EQ(bars[0],
            (Bar{number_of_day("2022-02-01"), 174.0, 174.84, 172.31, 174.61, {}, 85998033.0}));
  EXPECT_EQ(bars[1].day, number_of_day("2022-07-01"));
}

TEST(AlpacaBarsTest, RefusesWhatIsNotSuchAPageWithOneSentence) {
  const auto refused = [](const std::string& from, const std::string& to) {
    return sentence(read_alpaca_bars(replaced(alpaca_page, from, to), expecting()));
  };
  EXPECT_EQ(refused("174.61", "-1"),
            "source AAPL: a price of 2022-02-01 is not above zero (allowed: finite numbers above "
            "0)");
  EXPECT_EQ(refused("2022-07-01", "2026-07-01"),
            "source AAPL: 2026-07-01 has not been yet (allowed: days up to 2026-04-20)");
  EXPECT_EQ(refused("2022-07-01", "2022-01-01"),
            "source AAPL: 2022-01-01 does not come after 2022-02-01 (allowed: each day once, in "
            "order)");
  EXPECT_EQ(refused("\"USD\"", "\"EUR\""), "source AAPL: the prices are in EUR (allowed: USD)");
  EXPECT_EQ(refused("T05:00:00Z", "T00:00:00Z"),
            "source AAPL: a bar has no day of New York (allowed: \"t\" such as "
            "2022-02-01T05:00:00Z)");
  EXPECT_EQ(refused("85998033", "-5"),
            "source AAPL: the volume of 2022-02-01 is negative (allowed: a number from 0)");
  EXPECT_NE(refused("\"c\":174.61", "\"c\":\"174.61\"").find("is not whole"), std::string::npos);
  const std::string page = alpaca_page;
  for (std::size_t size = 0; size < page.size(); ++size) {
    EXPECT_FALSE(read_alpaca_bars(page.substr(0, size), expecting())) << size;
  }
  for (const std::string& text : hostile()) {
    const auto read = read_alpaca_bars(text, expecting());
    ASSERT_FALSE(read) << text.substr(0, 50);
    EXPECT_EQ(read.error().where, "source AAPL");
  }
}

TEST(AlpacaBarsTest, JoinsPagesAndSeriesOnlyWhereTheirDaysFit) {
  const auto page = read_alpaca_bars(alpaca_page, expecting()).value();
  BarsBySymbol bars = page.bars;
  EXPECT_FALSE(add_page(bars, page, expecting()));
  AlpacaPage next;
  next.bars["AAPL"] = {{number_of_day("2022-07-05"), 1.0, 1.0, 1.0, 1.0, {}, 1.0}};
  ASSERT_TRUE(add_page(bars, next, expecting()));
  EXPECT_EQ(bars.at("AAPL").size(), 3U);

  const auto& raw = page.bars.at("AAPL");
  const auto joined = join_series(raw, raw, expecting());
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->front().adjusted, 174.61);
  EXPECT_FALSE(join_series(raw, bars.at("AAPL"), expecting()));
}

TEST(AlpacaActionsTest, ReadsWhatHasBeenOfTheSymbolAlone) {
  const std::string page =
      R"({"corporate_actions":{"cash_dividends":[)"
      R"({"symbol":"A","ex_date":"2026-01-05","rate":0.25},)"
      R"({"symbol":"B","ex_date":"2026-01-06","rate":1},)"
      R"({"symbol":"A","ex_date":"2026-05-05","rate":0.25}],"forward_splits":[{"symbol":"A",)"
      R"("ex_date":"2026-02-01","old_rate":1,"new_rate":4}],"spin_offs":[{}]},)"
      R"("next_page_token":"x"})";
  const auto read = read_alpaca_actions(page, "A", expecting());
  ASSERT_TRUE(read) << sentence(read);
  EXPECT_EQ(read->dividends, (std::vector<Dividend>{{number_of_day("2026-01-05"), 0.25}}));
  EXPECT_EQ(read->splits, (std::vector<Split>{{number_of_day("2026-02-01"), 4.0}}));
  EXPECT_EQ(read->next_page_token, "x");
  for (const auto& [from, to] : {std::pair{"0.25", "-1"},
                                 {"\"old_rate\":1", "\"old_rate\":0"},
                                 {"2026-01-05", "2026-01-35"},
                                 {"[{}]", "[{}"}}) {
    EXPECT_FALSE(read_alpaca_actions(replaced(page, from, to), "A", expecting())) << from;
  }
  for (const std::string& text : hostile()) {
    EXPECT_FALSE(read_alpaca_actions(text, "A", expecting())) << text.substr(0, 50);
  }
}

constexpr const char* two_candles =
    R"([[1735689600000,"93576.00","95151.15","92888.00","94591.79","10373.32",1735775999999,)"
    R"("975444989.0",2014223,"5060.4","475855398.9","0"],)"
    R"([1735776000000,"94591.78","97839.50","94392.00","96984.79","21970.48",1735862399999,)"
    R"("2115704391.0",3491262,"10858.6","1046116917.4","0"]])";

TEST(BinanceKlinesTest, LeavesOutTheCandleThatIsStillBeingMade) {
  const auto whole = read_klines(two_candles, 1735862400000, expecting());
  ASSERT_TRUE(whole) << sentence(whole);
  ASSERT_EQ(whole->size(), 2U);
  EXPECT_EQ(whole->front(),
            (Bar{number_of_day("2025-01-01"), 93576.0, 95151.15, 92888.0, 94591.79, {}, 10373.32}));
  EXPECT_EQ(read_klines(two_candles, 1735862399999, expecting())->size(), 1U);
  EXPECT_EQ(read_klines("[]", 1735862399999, expecting())->size(), 0U);
}

TEST(BinanceKlinesTest, RefusesWhatAreNoDailyCandles) {
  const auto refused = [](const std::string& from, const std::string& to) {
    return sentence(read_klines(replaced(two_candles, from, to), 1735862400000, expecting()));
  };
  EXPECT_NE(refused("94591.79", "-1.0").find("is not above zero"), std::string::npos);
  EXPECT_NE(refused("1735775999999", "1735775999998").find("no daily candle"), std::string::npos);
  EXPECT_NE(refused("\"93576.00\"", "93576.00").find("no daily candle"), std::string::npos);
  EXPECT_NE(refused("1735689600000", "-1").find("no daily candle"), std::string::npos);
  EXPECT_NE(refused("1735689600000", "1735689600001").find("no daily candle"), std::string::npos);
  EXPECT_EQ(sentence(read_klines(R"({"code":-1121,"msg":"Invalid symbol."})", 0, expecting())),
            "source AAPL: the service says: Invalid symbol.");
  for (const std::string& text : hostile()) {
    EXPECT_FALSE(read_klines(text, 0, expecting())) << text.substr(0, 50);
    EXPECT_FALSE(read_server_time(text, expecting())) << text.substr(0, 50);
    EXPECT_FALSE(read_weight_limit(text, expecting())) << text.substr(0, 50);
  }
}

TEST(BinanceKlinesTest, ReadsTheServicesTimeAndItsLimit) {
  EXPECT_EQ(read_server_time(R"({"serverTime":1735862400000})", expecting()), 1735862400000);
  EXPECT_FALSE(read_server_time(R"({"serverTime":-1})", expecting()));
  EXPECT_FALSE(read_server_time(R"({"serverTime":1e300})", expecting()));
  const char* limits =
      R"({"rateLimits":[{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,)"
      R"("limit":100},{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,)"
      R"("limit":6000}]})";
  EXPECT_EQ(read_weight_limit(limits, expecting()), 6000);
}

constexpr const char* ecb_days = R"(<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
    xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <!-- <Cube time='2020-01-01'/> -->
  <Cube>
    <Cube time='2026-04-14'><Cube currency='USD' rate='1.1700'/><Cube currency="JPY" rate="180"/>
    </Cube>
    <Cube time='2026-04-13'><Cube currency='USD' rate='1.1684'/><Cube currency='ROL' rate='9'/>
    </Cube>
  </Cube>
</gesmes:Envelope>
)";

std::vector<RateRow> three_rates() {
  return {{"USD", number_of_day("2026-04-14"), 1.17},
          {"JPY", number_of_day("2026-04-14"), 180.0},
          {"USD", number_of_day("2026-04-13"), 1.1684}};
}

TEST(EcbRatesTest, ReadsAllFourForms) {
  EXPECT_EQ(read_ecb_xml(ecb_days, expecting()), three_rates());
  EXPECT_EQ(read_ecb_csv("Date,USD,JPY,ROL,\n2026-04-14,1.17,180,N/A,\n2026-04-13,1.1684,N/A,9,\n",
                         expecting()),
            three_rates());
  EXPECT_EQ(read_ecb_csv("Date, USD, JPY\n14 April 2026, 1.1700, 180\n", expecting())->size(), 2U);
  const std::string portal =
      "KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,TITLE_COMPL\n"
      "k,D,USD,EUR,2026-04-14,1.17,\"rate, 2.15 pm\"\nk,D,JPY,EUR,2026-04-14,180,\n"
      "k,D,USD,EUR,2026-04-13,1.1684,\nk,D,GBP,EUR,2026-04-13,NaN,\nk,D,SEK,EUR,2026-04-13,,\n";
  EXPECT_EQ(read_ecb_csv(portal, expecting()), three_rates());
  EXPECT_EQ(sentence(read_ecb_csv(replaced(portal, ",EUR,", ",USD,"), expecting())),
            "source AAPL:2:9: rates for one USD (allowed: EUR)");
}

TEST(EcbRatesTest, RefusesWhatIsNoFileOfRates) {
  const auto refused = [](const std::string& from, const std::string& to) {
    return sentence(read_ecb_xml(replaced(ecb_days, from, to), expecting()));
  };
  EXPECT_NE(refused("1.1700", "-1.17").find("is not above zero"), std::string::npos);
  EXPECT_NE(refused("1.1700", "1,17").find("no number"), std::string::npos);
  EXPECT_NE(refused("2026-04-14", "2027-04-14").find("has not been yet"), std::string::npos);
  EXPECT_NE(refused("2026-04-14", "2026-04-13").find("two rates"), std::string::npos);
  EXPECT_NE(refused("currency='USD'", "currency='usd'").find("no currency"), std::string::npos);
  EXPECT_NE(refused("1.1700", "&a;").find("malformed"), std::string::npos);
  EXPECT_NE(refused("<Cube>", "<Cube><A>").find("closed that is not open"), std::string::npos);
  EXPECT_EQ(refused("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE a [<!ENTITY b 'c'>]>"),
            "source AAPL: document types and raw text are not read at byte 2 (allowed: the XML of "
            "reference rates)");
  const std::string text = ecb_days;
  for (std::size_t size = 0; size + 2 < text.size(); ++size) {
    EXPECT_FALSE(read_ecb_xml(text.substr(0, size), expecting())) << size;
  }
  for (const std::string& other : hostile()) {
    EXPECT_FALSE(read_ecb_xml(other, expecting())) << other.substr(0, 50);
    EXPECT_FALSE(read_ecb_csv(other, expecting())) << other.substr(0, 50);
  }
}

TEST(PriceFileTest, ReadsYahooWithBothClosesAndStooqWithOneInAnyOrder) {
  const auto yahoo = read_price_file(
      "Date,Open,High,Low,Close,Adj Close,Volume\n2026-04-13,10,11,9,10.5,9.5,100\n"
      "2026-04-14,null,null,null,null,null,null\n2026-04-15,10,11,9,10.25,9.25,0\n",
      expecting());
  ASSERT_TRUE(yahoo) << sentence(yahoo);
  EXPECT_EQ(yahoo->series, FileSeries::both);
  EXPECT_EQ(yahoo->empty_rows, 1U);
  ASSERT_EQ(yahoo->bars.size(), 2U);
  EXPECT_EQ(yahoo->bars[0], (Bar{number_of_day("2026-04-13"), 10.0, 11.0, 9.0, 10.5, 9.5, 100.0}));

  const auto stooq = read_price_file(
      "Date,Open,High,Low,Close\n2026-04-15,1,2,1,2\n2026-04-14,1,2,1,1.5\n", expecting());
  ASSERT_TRUE(stooq) << sentence(stooq);
  EXPECT_EQ(stooq->series, FileSeries::adjusted);
  ASSERT_EQ(stooq->bars.size(), 2U);
  EXPECT_EQ(stooq->bars[0].adjusted, 1.5);
  EXPECT_EQ(stooq->bars[0].close, std::nullopt);
}

TEST(PriceFileTest, RefusesWhatDoesNotBeginAsAFileOfPrices) {
  EXPECT_EQ(sentence(read_price_file("No data", expecting())),
            "source AAPL: the file begins 'No data' (allowed: Date,Open,High,Low,Close)");
  const std::string head = "Date,Open,High,Low,Close\n";
  for (const char* row : {"2026-04-15,1,2,1,-2\n", "2026-04-15,1,2,1,nan\n", "2026-04-15,1,2,1\n",
                          "2026-04-15,1,2,1,2\n2026-04-15,1,2,1,2\n", "2027-04-15,1,2,1,2\n"}) {
    EXPECT_FALSE(read_price_file(head + row, expecting())) << row;
  }
  for (const std::string& text : hostile()) {
    EXPECT_FALSE(read_price_file(text, expecting())) << text.substr(0, 50);
  }
}

}  // namespace
}  // namespace ballast::actors
