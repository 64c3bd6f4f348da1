#include "tools/import/readers.hpp"
#include "tools/import/price_parts.hpp"

#include <gtest/gtest.h>

namespace ballast::tools {
namespace {

template <class Result>
std::string failure_of(const Result& result) {
  EXPECT_FALSE(result);
  return result ? "" : planner::describe(result.error());
}

TEST(Readers, ReadSecuritiesInAnyOrderOfColumnsAndNameTheIgnored) {
  const auto read = read_securities(
      "\xEF\xBB\xBF"
      "currency,symbol,rows,name,lot,isin\r\n"
      "GBX,vod.l,12,\"Vodafone, \"\"the\"\" Group\",1,GB00BH4HKS39\r\n"
      "HKD,0005.HK,,HSBC,400,\r\n",
      "securities.csv");
  ASSERT_TRUE(read) << planner::describe(read.error());
  ASSERT_EQ(read->body.rows.size(), 2U);
  EXPECT_EQ(read->body.rows[0].symbol, "VOD.L");
  EXPECT_EQ(read->body.rows[0].name, "Vodafone, \"the\" Group");
  EXPECT_EQ(read->body.rows[0].product_type, "equity");
  EXPECT_EQ(read->body.rows[1].lot, 400U);
  EXPECT_EQ(read->body.rows[1].line, 3U);
  EXPECT_EQ(read->ignored_columns, std::vector<std::string>{"rows"});
}

TEST(Readers, PointAtTheCellThatIsWrong) {
  EXPECT_EQ(failure_of(read_prices("date,symbol,close\n2026-01-02,AAA,1.5\n2026-01-05,AAA,-2\n",
                                   "prices.csv")),
            "prices.csv:3:16: close -2 is not above zero (allowed: a number above 0)");
  EXPECT_EQ(failure_of(read_prices("date,symbol,close\n2026-02-30,AAA,1\n", "p.csv")),
            "p.csv:2:1: date '2026-02-30' is no day (allowed: a day such as 2026-01-31)");
  EXPECT_EQ(failure_of(read_prices("date,symbol,close\n2026-01-02,AAA\n", "p.csv")),
            "p.csv:2:12: the row has 2 cells (allowed: 3 cells: date,symbol,close)");
  EXPECT_EQ(failure_of(read_prices("date,symbol\n", "p.csv")),
            "p.csv:1:1: the column 'close' is missing (allowed: a header row with "
            "date,symbol,close)");
}

TEST(Readers, RefuseWhatIsNotUtf8WhereItStands) {
  EXPECT_EQ(failure_of(read_securities("symbol,name,currency\nAAA,M\xfcller,EUR\n", "s.csv")),
            "s.csv:2:5: this text is not UTF-8 (allowed: UTF-8)");
}

TEST(Readers, RefuseWhatIsNoFiniteNumber) {
  for (const char* text : {"nan", "inf", "-inf", "1e999", "12,5", "0x10", "1.5x", "", "--1"}) {
    const std::string file = std::string("date,symbol,close\n2026-01-02,AAA,") + text + "\n";
    EXPECT_FALSE(read_prices(file, "p.csv")) << text;
  }
}

TEST(Readers, RefuseWhatStandsTwice) {
  EXPECT_EQ(failure_of(read_securities("symbol,currency\nAAA,EUR\nBBB,EUR\naaa,EUR\n", "s.csv")),
            "s.csv:4:1: AAA stands on line 2 already (allowed: each once)");
  EXPECT_FALSE(read_prices("date,symbol,close\n2026-01-02,A,1\n2026-01-02,A,1\n", "p.csv"));
  EXPECT_FALSE(read_cash("currency,amount\nEUR,1\nEUR,2\n", "c.csv"));
  EXPECT_FALSE(read_cash("currency,amount,amount\nEUR,1,2\n", "c.csv"));
}

TEST(Readers, RefuseUnknownCurrenciesBadIsinsAndBadLots) {
  EXPECT_EQ(failure_of(read_cash("currency,amount\nEUX,10\n", "cash.csv")),
            "cash.csv:2:1: 'EUX' is no currency (allowed: a currency such as EUR, in whole units "
            "(GBP, not GBX))");
  EXPECT_FALSE(read_securities("symbol,currency,isin\nAAA,EUR,US0378331006\n", "s.csv"));
  EXPECT_TRUE(read_securities("symbol,currency,isin\nAAA,EUR,US0378331005\n", "s.csv"));
  EXPECT_FALSE(read_securities("symbol,currency,lot\nAAA,EUR,0\n", "s.csv"));
  EXPECT_FALSE(read_rates("date,EURXXQ\n2026-01-02,1\n", "fx.csv"));
  EXPECT_FALSE(read_rates("date,EURUSD,GBPUSD\n2026-01-02,1,1\n", "fx.csv"));
}

TEST(Readers, ReadWhatAnalystsSayInEverySpelling) {
  const auto read = read_fundamentals(
      "symbol,date,recommendation,target_price\nAAA,2026-01-05,Strong Buy,12.5\n"
      "BBB,2026-01-05,,\n",
      "f.csv");
  ASSERT_TRUE(read) << planner::describe(read.error());
  EXPECT_EQ(read->body.rows[0].recommendation, "strong_buy");
  EXPECT_EQ(read->body.rows[0].target_price, 12.5);
  EXPECT_FALSE(read->body.rows[1].recommendation);
  EXPECT_FALSE(read->body.rows[1].target_price);
  EXPECT_EQ(
      failure_of(read_fundamentals("symbol,date,recommendation\nAAA,2026-01-05,maybe\n", "f.csv")),
      "f.csv:2:16: 'maybe' is no recommendation (allowed: strong_buy, buy, hold, sell or "
      "strong_sell, also as strongBuy, strong-buy or Strong Buy)");
  EXPECT_EQ(failure_of(read_fundamentals("symbol,date,target_price\nAAA,2026-01-05,0\n", "f.csv")),
            "f.csv:2:16: target_price 0 is not above zero (allowed: a number above 0)");
}

TEST(Readers, ReadWideRatesAndSkipEmptyCells) {
  const auto read = read_rates("date,EURUSD,EURGBP\n2026-01-02,1.1,\n2026-01-05,1.2,0.85\n", "fx");
  ASSERT_TRUE(read) << planner::describe(read.error());
  EXPECT_EQ(read->body.base_currency, "EUR");
  EXPECT_EQ(read->body.currencies, (std::vector<std::string>{"USD", "GBP"}));
  EXPECT_EQ(read->body.per_base, (std::vector<double>{1.1, 1.2, 0.85}));
  EXPECT_EQ(read->body.currency, (std::vector<std::uint16_t>{0, 0, 1}));
}

TEST(Readers, BrokenQuotesAreMistakesAndNotCrashes) {
  for (const char* text :
       {"symbol,currency\n\"AAA,EUR\n", "symbol,currency\nA\"A,EUR\n",
        "symbol,currency\n\"AAA\"x,EUR\n", "", "\n\n", "\"", "symbol,currency\n,"}) {
    EXPECT_FALSE(read_securities(text, "s.csv")) << text;
  }
  EXPECT_TRUE(read_securities("symbol,currency\n\"AAA\",\"EUR\"", "s.csv"));
  EXPECT_FALSE(read_securities(std::string("symbol,currency\nA\0A,EUR\n", 24), "s.csv"));
}

TEST(PriceParts, HoldEveryRowOnceInOrder) {
  const auto read = read_prices(
      "date,symbol,close\n2025-01-01,AAA,1\n2025-01-02,AAA,2\n2025-01-01,BBB,3\n", "prices.csv");
  ASSERT_TRUE(read);
  const auto parts = parts_of(read->body, 2);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].close, (std::vector<double>{1, 2}));
  EXPECT_EQ(parts[1].close, std::vector<double>{3});
  EXPECT_EQ(parts[1].line, std::vector<std::uint32_t>{4});
  EXPECT_EQ(parts[1].symbols.at(parts[1].symbol.front()), "BBB");
  EXPECT_EQ(parts[1].source, read->body.source);
  for (const auto& part : parts) EXPECT_FALSE(part.find_fault());
  EXPECT_EQ(parts_of(read->body, 3), std::vector{read->body});
}

TEST(PriceParts, ReportsAddUp) {
  messages::ImportReport all;
  all.read = 2;
  all.added = 2;
  all.changes = {"one"};
  messages::ImportReport part;
  part.read = 3;
  part.changed = 1;
  part.unchanged = 2;
  part.changes = {"two"};
  add_report(all, part);
  EXPECT_EQ(all.read, all.added + all.changed + all.unchanged);
  EXPECT_EQ(all.changes, (std::vector<std::string>{"one", "two"}));
}

}  // namespace
}  // namespace ballast::tools
