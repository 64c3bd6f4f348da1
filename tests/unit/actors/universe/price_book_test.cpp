// Bars and rates of sources into the tables: raw and adjusted apart, what cannot be believed aside.
#include "actors/universe/price_book.hpp"

#include <gtest/gtest.h>

#include "actors/universe/closes.hpp"
#include "actors/universe/quote_book.hpp"
#include "actors/universe/rate_book.hpp"
#include "actors/universe/schema.hpp"
#include "actors/universe/universe_store.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/universe/universe_rows.hpp"

namespace ballast::actors {
namespace {

constexpr std::int32_t first_day = 20'000;

/// Bars of consecutive days, raw closes and those of `factor` times as much.
std::vector<Bar> bars_of(const std::vector<double>& closes, double factor = 1.0,
                         std::int32_t first = first_day) {
  std::vector<Bar> out;
  out.reserve(closes.size());
  for (const double close : closes) {
    out.push_back({first++, close, close * 1.01, close * 0.99, close, close * factor, 1000.0});
  }
  return out;
}

class PriceBookTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto done = store_.transactions().write([&]() -> planner::Result<void> {
      if (auto added = store_.import(two_securities()); !added) {
        return tl::unexpected(added.error());
      }
      return {};
    });
    ASSERT_TRUE(done);
  }

  BarsStored store(const std::vector<Bar>& bars, bool whole = false,
                   const std::string& source = "alpaca") {
    return store_bars(database(), 1, bars, {source, new_fetch(database(), source, 7), whole});
  }
  RatesStored store_dollars(const std::vector<double>& rates, std::int32_t first = first_day) {
    std::vector<RateRow> rows;
    rows.reserve(rates.size());
    for (const double rate : rates) rows.push_back({"USD", first++, rate});
    return store_rates(database(), "EUR", rows, new_fetch(database(), "ecb", 7)).value();
  }
  std::int64_t number(const std::string& query) { return database().execAndGet(query).getInt64(); }
  Closes closes() {
    SQLite::Statement statement(database(), select_closes);
    return read_closes(statement, 1, 100'000, 1000);
  }
  SQLite::Database& database() { return store_.transactions().database(); }

  TemporaryDirectory directory_;
  UniverseStore store_ = UniverseStore::open(directory_.path() / "universe.db").value();
};

TEST_F(PriceBookTest, KeepsBothClosesWithSourceAndTime) {
  const auto stored = store(bars_of({100, 101, 102}, 0.5));
  EXPECT_EQ(stored.added, 3U);
  EXPECT_TRUE(stored.flags.empty());
  EXPECT_EQ(number("SELECT count(*) FROM price JOIN fetch ON fetch.id = fetch "
                   "WHERE source = 'alpaca' AND at_ms = 7"),
            3);
  EXPECT_EQ(closes().history.closes, (std::vector<double>{50, 50.5, 51}));
  EXPECT_EQ(closes().quote->price, 102.0);
}

TEST_F(PriceBookTest, AHistoryIsOfOneSeriesAlone) {
  auto bars = bars_of({100, 101, 102, 103});
  bars[1].adjusted.reset();
  store(bars);
  EXPECT_EQ(closes().history.closes, (std::vector<double>{100, 101, 102, 103}));  // all raw
  for (Bar& bar : bars) bar.adjusted = 1.0;
  bars[0].close.reset();
  bars[0].high.reset();
  store(bars, true);
  EXPECT_EQ(closes().history.closes, (std::vector<double>{1, 1, 1, 1}));  // all adjusted
}

TEST_F(PriceBookTest, AnotherRatioOfTheClosesAsksForTheWholeHistory) {
  store(bars_of({100, 101, 102}));
  auto next = bars_of({101, 102, 103}, 0.99, first_day + 1);
  EXPECT_TRUE(store(next).whole_needed);
  EXPECT_EQ(number("SELECT count(*) FROM price"), 3);
  EXPECT_EQ(number("SELECT count(*) FROM price WHERE adjusted < close"), 0);
  const auto whole = store(bars_of({100, 101, 102, 103}, 0.99), true);
  EXPECT_FALSE(whole.whole_needed);
  EXPECT_EQ(whole.changed, 3U);
  EXPECT_EQ(whole.added, 1U);
  EXPECT_EQ(number("SELECT count(*) FROM price WHERE adjusted = close"), 0);
}

TEST_F(PriceBookTest, AnotherSourceAsksForTheWholeHistoryAndWhatItLacksIsKeptAside) {
  store(bars_of({100, 101, 102}));
  EXPECT_TRUE(store(bars_of({101, 102}, 1.0, first_day + 1), false, "folder").whole_needed);
  const auto whole = store(bars_of({101, 102}, 1.0, first_day + 1), true, "folder");
  ASSERT_EQ(whole.flags.size(), 1U);
  EXPECT_EQ(whole.flags[0], "1 older bars than the new history has were set aside");
  EXPECT_EQ(number("SELECT count(*) FROM price"), 2);
  EXPECT_EQ(number("SELECT close FROM price_aside"), 100);
}

TEST_F(PriceBookTest, ABarThatContradictsItselfIsSetAsideAndTold) {
  auto bars = bars_of({100, 101, 102, 103});
  bars[1].high = 90;
  bars[2].close = 104;
  const auto stored = store(bars);
  EXPECT_EQ(stored.added, 2U);
  EXPECT_EQ(stored.aside, 2U);
  ASSERT_EQ(stored.flags.size(), 2U);
  EXPECT_EQ(stored.flags[0], "2024-10-05: the high is below the low; set aside");
  EXPECT_EQ(stored.flags[1],
            "2024-10-06: the close lies outside of the session's range; set aside");
}

TEST_F(PriceBookTest, AJumpWaitsForASecondSyncOrASplit) {
  store(bars_of({100, 101}));
  const auto jump = bars_of({101, 200}, 1.0, first_day + 1);
  const auto first = store(jump);
  EXPECT_EQ(first.aside, 1U);
  EXPECT_EQ(first.flags[0], "2024-10-06: a move of 98 % in a session without a split; set aside");
  EXPECT_EQ(closes().quote->price, 101.0);
  const auto second = store(jump);
  EXPECT_EQ(second.added, 1U);
  EXPECT_EQ(number("SELECT count(*) FROM price_aside"), 0);
  EXPECT_EQ(closes().quote->price, 200.0);

  database().exec("INSERT INTO split VALUES (1, 20003, 0.1, 1)");
  EXPECT_EQ(store(bars_of({200, 20}, 1.0, first_day + 2)).added, 1U);
}

TEST_F(PriceBookTest, AGapIsToldAndAKnownBarIsNotWrittenAgain) {
  store(bars_of({100, 101}));
  const auto later = bars_of({102}, 1.0, first_day + 30);
  const auto stored = store(later);
  ASSERT_EQ(stored.flags.size(), 1U);
  EXPECT_EQ(stored.flags[0], "no bars between 2024-10-05 and 2024-11-03");
  EXPECT_EQ(store(later).unchanged, 1U);
  EXPECT_EQ(number("SELECT max(fetch) FROM price"), 3);  // the last act of storing was the fourth
}

TEST_F(PriceBookTest, ARateThatJumpsIsHeldUntilTheNextDayConfirmsIt) {
  EXPECT_EQ(store_dollars({1.1, 1.12}).added, 2U);
  const auto held = store_dollars({1.5}, first_day + 2);
  EXPECT_EQ(held.aside, 1U);
  ASSERT_EQ(held.flags.size(), 1U);
  EXPECT_EQ(number("SELECT count(*) FROM rate"), 2);
  const auto confirmed = store_dollars({1.5, 1.51}, first_day + 2);
  EXPECT_EQ(confirmed.added, 2U);
  EXPECT_EQ(number("SELECT count(*) FROM rate_aside"), 0);
  EXPECT_EQ(store_dollars({1.5, 1.51}, first_day + 2).added, 0U);
  EXPECT_EQ(store_dollars({15.1, 1.52}, first_day + 4).aside, 1U);  // a slip of one day
  EXPECT_EQ(number("SELECT count(*) FROM rate"), 5);
  EXPECT_FALSE(store_rates(database(), "USD", {}, 1));
}

/// A store that knew nothing of what analysts say.
TEST(UniverseMigrationTest, BooksOfAnOlderStoreAreKnownAndTakeOpinions) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "universe.db";
  auto migrations = universe_migrations();
  migrations.resize(2);
  {
    auto old = broker::Store::open({file, migrations, false}).value();
    old.database().exec(
        "INSERT INTO security (id, symbol, isin, name, product_type, country, industry, sector, "
        "exchange, unit, lot, active, allow_buy, allow_sell, multiplier) VALUES (1, 'AAA.DE', '', "
        "'', 'equity', '', '', '', '', 'EUR', 1, 1, 1, 1, 1.0);"
        "INSERT INTO price (security, day, adjusted, fetch) VALUES (1, 20000, 10.0, 1);"
        "INSERT INTO fundamentals (security, day, fiscal_year, pe) VALUES (1, 19000, 2021, 14.5)");
  }
  auto store = UniverseStore::open(file).value();
  const auto told = [&] { return store.score_inputs({{"AAA.DE"}, 0}).value().inputs.at(0); };
  EXPECT_EQ(told().pe, 14.5);
  EXPECT_FALSE(told().recommendation);
  messages::FundamentalsRow row =
      fundamentals_row(planner::Date{std::chrono::days{19'000}}, "AAA.DE");
  row.fiscal_year = 2021;
  row.pe = 14.5;
  const auto import = [&] {
    messages::ImportReport report;
    EXPECT_TRUE(store.transactions().write([&]() -> planner::Result<void> {
      report = store.import(fundamentals_of({row})).value();
      return {};
    }));
    return report;
  };
  EXPECT_EQ(import().unchanged, 1U);
  row.recommendation = "buy";
  row.target_price = 12.0;
  EXPECT_EQ(import().changed, 1U);
  EXPECT_EQ(told().recommendation, "buy");
  EXPECT_EQ(told().target_price, 12.0);
  EXPECT_EQ(told().price, 10.0);
}

/// A store that knew no bid and ask.
TEST(UniverseMigrationTest, AnOlderStoreKeepsItsPricesAndTakesQuotes) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "universe.db";
  auto migrations = universe_migrations();
  migrations.resize(3);
  {
    auto old = broker::Store::open({file, migrations, false}).value();
    old.database().exec(
        "INSERT INTO security (id, symbol, isin, name, product_type, country, industry, sector, "
        "exchange, unit, lot, active, allow_buy, allow_sell, multiplier) VALUES (1, 'AAA.L', '', "
        "'', 'equity', '', '', '', '', 'GBX', 1, 1, 1, 1, 1.0);"
        "INSERT INTO price (security, day, close, fetch) VALUES (1, 20000, 1000.0, 1)");
  }
  auto store = UniverseStore::open(file).value();
  const auto told = [&] { return store.listings({"AAA.L"}, std::nullopt).value().listings.at(0); };
  EXPECT_FALSE(told().quote);
  EXPECT_EQ(told().year_high, 10.0);
  const auto keep = [&](const planner::BestQuote& quote) {
    ASSERT_TRUE(store.transactions().write([&]() -> planner::Result<void> {
      store_quote(store.transactions().database(), 1, quote, "folder");
      return {};
    }));
  };
  const std::uint64_t version = store.version();
  keep({990.0, 1010.0, 5.0, {}, 2000});
  keep({980.0, 1000.0, 5.0, 6.0, 1000});
  EXPECT_EQ(told().quote, (planner::BestQuote{9.9, 10.1, 5.0, {}, 2000}))
      << "the newest, in pounds";
  EXPECT_FALSE(store.listings({"AAA.L"}, day(2026, 1, 1))->listings.at(0).quote);
  EXPECT_EQ(store.version(), version) << "no plan is made from quotes";
  EXPECT_EQ(store.transactions().database().execAndGet("SELECT count(*) FROM quote").getInt(), 1);
}

/// A store as the first release left it.
TEST(UniverseMigrationTest, KeepsWhatAnOlderStoreHoldsAndRefusesANewerOne) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "universe.db";
  const auto migrations = universe_migrations();
  {
    auto old = broker::Store::open({file, {migrations.front()}, false}).value();
    old.database().exec(
        "INSERT INTO security VALUES (1, 'AAA', '', '', 'equity', '', '', '', '', 'EUR', 1, 1, 1, "
        "1, 1.0); INSERT INTO price VALUES (1, 20000, 10.5, NULL), (1, 20001, 11, 300);"
        "INSERT INTO rate VALUES ('USD', 20000, 1.1); INSERT INTO base_currency VALUES ('EUR');"
        "INSERT INTO dividend VALUES (1, 19000, 0.5, 'EUR')");
  }
  {
    auto store = UniverseStore::open(file).value();
    const auto snapshot = store.snapshot(std::nullopt, 0.11).value();
    ASSERT_EQ(snapshot.securities.size(), 1U);
    EXPECT_EQ(snapshot.securities[0].quote->price, 11.0);
    EXPECT_EQ(snapshot.rates.front().per_base, 1.1);
    SQLite::Database& database = store.transactions().database();
    EXPECT_EQ(database
                  .execAndGet("SELECT count(*) FROM price JOIN fetch ON fetch.id = fetch "
                              "WHERE source = 'import' AND close IS NULL AND adjusted > 0")
                  .getInt(),
              2);
    EXPECT_EQ(database.execAndGet("SELECT sum(fetch) FROM dividend").getInt(), 1);
  }
  auto newer = migrations;
  newer.emplace_back("CREATE TABLE later (value INTEGER)");
  ASSERT_TRUE(broker::Store::open({file, newer, false}));
  const auto refused = UniverseStore::open(file);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("newer than this program"), std::string::npos);
}

}  // namespace
}  // namespace ballast::actors
