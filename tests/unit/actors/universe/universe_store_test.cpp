#include "actors/universe/universe_store.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/universe/universe_rows.hpp"

namespace ballast::actors {
namespace {

using messages::ImportReport;
using planner::Result;

class UniverseStoreTest : public testing::Test {
 protected:
  template <class Import>
  Result<ImportReport> import(const Import& rows) {
    Result<ImportReport> out{ImportReport{}};
    const auto written = store_.transactions().write([&]() -> Result<void> {
      out = store_.import(rows);
      if (!out) return tl::unexpected(out.error());
      return {};
    });
    EXPECT_EQ(written.has_value(), out.has_value());
    return out;
  }

  template <class Import>
  std::string refusal(const Import& rows) {
    const std::uint64_t before = store_.version();
    const auto report = import(rows);
    EXPECT_FALSE(report);
    EXPECT_EQ(store_.version(), before);
    return report ? "" : planner::describe(report.error());
  }

  /// What scores of BBB.L are made of.
  messages::ScoreInput score_input() {
    return store_.score_inputs({{"BBB.L"}, 0}).value().inputs.at(0);
  }

  messages::UniverseSnapshot snapshot(std::optional<planner::Date> as_of = std::nullopt) {
    return store_.snapshot(as_of, 0.11).value();
  }

  TemporaryDirectory directory_;
  UniverseStore store_ = UniverseStore::open(directory_.path() / "universe.db").value();
};

TEST_F(UniverseStoreTest, AnImportTwiceChangesNothingTheSecondTime) {
  EXPECT_EQ(import(two_securities()).value().added, 2U);
  const std::uint64_t version = store_.version();
  const auto again = import(two_securities()).value();
  EXPECT_EQ(again.unchanged, 2U);
  EXPECT_EQ(again.added + again.changed, 0U);
  EXPECT_EQ(store_.version(), version);

  const auto prices = prices_of("AAA.DE", day(2026, 1, 5), {10, 11, 12});
  EXPECT_EQ(import(prices).value().added, 3U);
  EXPECT_EQ(import(prices).value().unchanged, 3U);
  EXPECT_EQ(import(two_rates()).value().added, 3U);
  EXPECT_EQ(import(two_rates()).value().unchanged, 3U);
}

TEST_F(UniverseStoreTest, ADryRunTellsTheSameAndKeepsNothing) {
  auto securities = two_securities();
  securities.dry_run = true;
  const auto report = import(securities).value();
  EXPECT_EQ(report.added, 2U);
  EXPECT_TRUE(report.dry_run);
  EXPECT_TRUE(snapshot().securities.empty());
  EXPECT_EQ(store_.version(), 0U);
}

TEST_F(UniverseStoreTest, PricesInPenceAreQuotedInPounds) {
  ASSERT_TRUE(import(two_securities()));
  ASSERT_TRUE(import(prices_of("BBB.L", day(2026, 1, 5), {250, 260})));
  const auto universe = snapshot();
  ASSERT_EQ(universe.securities.size(), 2U);
  const auto& security = universe.securities[1];
  EXPECT_EQ(security.currency, "GBP");
  EXPECT_EQ(security.quotation_unit, "GBX");
  EXPECT_EQ(security.quote, (planner::Quote{2.6, day(2026, 1, 6)}));
  EXPECT_EQ(security.industries, (std::vector<std::string>{"Banks", "Software"}));
  EXPECT_FALSE(universe.securities[0].quote);
  EXPECT_EQ(universe.newest_price, day(2026, 1, 6));
}

TEST_F(UniverseStoreTest, NothingAfterTheDayAskedForIsKnown) {
  ASSERT_TRUE(import(two_securities()));
  ASSERT_TRUE(import(prices_of("AAA.DE", day(2026, 1, 5), {10, 11, 12})));
  ASSERT_TRUE(import(two_rates()));
  EXPECT_EQ(snapshot(day(2026, 1, 6)).securities[0].quote->price, 11.0);
  EXPECT_FALSE(snapshot(day(2026, 1, 4)).securities[0].quote);
  const auto early = snapshot(planner::Date{std::chrono::days{20'000}});
  ASSERT_EQ(early.rates.size(), 2U);
  EXPECT_EQ(early.rates[1].currency, "USD");
  EXPECT_EQ(early.rates[1].per_base, 1.10);
  EXPECT_EQ(snapshot().rates[1].per_base, 1.20);
}

TEST_F(UniverseStoreTest, MetricsAndQualityComeFromPricesAndFundamentals) {
  ASSERT_TRUE(import(two_securities()));
  std::vector<double> closes;
  closes.reserve(800);
  for (int place = 0; place < 800; ++place) {
    closes.push_back(100.0 + 0.05 * place + (place % 3 == 0 ? 1.0 : 0.0));
  }
  ASSERT_TRUE(import(prices_of("AAA.DE", day(2023, 1, 2), closes)));
  messages::FundamentalsRow row = fundamentals_row(day(2024, 1, 2), "AAA.DE");
  row.net_margin = 0.2;
  row.payout_ratio = 0.4;
  ASSERT_TRUE(import(fundamentals_of({row})));
  messages::ImportDividends dividends;
  dividends.source = "dividends.csv";
  dividends.rows = {{2, "AAA.DE", day(2023, 1, 5), 9.0, "EUR"},
                    {3, "AAA.DE", day(2025, 1, 6), 7.0, "EUR"}};
  ASSERT_TRUE(import(dividends));
  const auto security = snapshot().securities[0];
  EXPECT_TRUE(security.quality);
  EXPECT_TRUE(security.metrics.volatility_annual);
  EXPECT_TRUE(security.metrics.financial_strength);
  EXPECT_EQ(security.metrics.payout_ratio, 0.4);
  ASSERT_TRUE(security.metrics.dividend_yield);
  EXPECT_NEAR(*security.metrics.dividend_yield, 7.0 / security.quote->price, 1e-12);
}

TEST_F(UniverseStoreTest, OpinionsAreToldAsTheyWereToldLastAndLeaveTheBooksAlone) {
  ASSERT_TRUE(import(two_securities()));
  ASSERT_TRUE(import(prices_of("BBB.L", day(2026, 1, 5), {250, 260})));
  EXPECT_FALSE(score_input().price);
  messages::FundamentalsRow books = fundamentals_row(day(2025, 12, 1));
  books.net_margin = 0.2;
  books.recommendation = "hold";
  books.target_price = 300.0;
  messages::FundamentalsRow later = fundamentals_row(day(2026, 1, 2));
  later.recommendation = "strongBuy";
  EXPECT_EQ(import(fundamentals_of({books, later})).value().added, 2U);
  const auto told = score_input();
  EXPECT_EQ(told.net_margin, 0.2);
  EXPECT_EQ(told.recommendation, "strong_buy");
  EXPECT_EQ(told.target_price, 300.0);
  EXPECT_EQ(told.price, 260.0);
  EXPECT_TRUE(snapshot().securities[1].metrics.financial_strength);

  later.recommendation = "Strong Buy";
  EXPECT_EQ(import(fundamentals_of({books, later})).value().unchanged, 2U);
  later.recommendation = "sell";
  EXPECT_EQ(import(fundamentals_of({later})).value().changed, 1U);
  EXPECT_EQ(score_input().recommendation, "sell");
  later.recommendation.reset();
  EXPECT_EQ(import(fundamentals_of({later})).value().changed, 1U);
  EXPECT_FALSE(score_input().net_margin) << "a row without opinions is of the books";
  EXPECT_EQ(score_input().recommendation, "hold");
}

TEST_F(UniverseStoreTest, ATargetPriceFromBeforeASplitIsOfOtherShares) {
  ASSERT_TRUE(import(two_securities()));
  ASSERT_TRUE(import(prices_of("BBB.L", day(2026, 1, 5), {250, 260})));
  messages::FundamentalsRow row = fundamentals_row(day(2025, 12, 1));
  row.recommendation = "buy";
  row.target_price = 300.0;
  ASSERT_TRUE(import(fundamentals_of({row})));
  const std::int64_t split = day(2025, 12, 20).time_since_epoch().count();
  store_.transactions().database().exec("INSERT INTO split VALUES (2, " + std::to_string(split) +
                                        ", 4, 1)");
  EXPECT_FALSE(score_input().target_price);
  EXPECT_FALSE(score_input().price);
  EXPECT_EQ(score_input().recommendation, "buy");
  row.date = day(2025, 12, 21);
  row.target_price = 75.0;
  ASSERT_TRUE(import(fundamentals_of({row})));
  EXPECT_EQ(score_input().target_price, 75.0);
}

TEST_F(UniverseStoreTest, WrongOpinionsAreRefusedByLine) {
  ASSERT_TRUE(import(two_securities()));
  messages::FundamentalsRow row = fundamentals_row(day(2026, 1, 2));
  row.recommendation = "perhaps";
  EXPECT_EQ(refusal(fundamentals_of({row})),
            "fundamentals.csv:2: BBB.L: 'perhaps' is no recommendation (allowed: strong_buy, buy, "
            "hold, sell or strong_sell, also as strongBuy, strong-buy or Strong Buy)");
  row.recommendation = "";
  EXPECT_NE(refusal(fundamentals_of({row})), "");
  row.recommendation.reset();
  for (const double bad : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    row.target_price = bad;
    EXPECT_EQ(refusal(fundamentals_of({row})).find("fundamentals.csv:2: BBB.L: "), 0U);
  }
}

TEST_F(UniverseStoreTest, AGapInPricesIsAWarningThatNamesTheDates) {
  ASSERT_TRUE(import(two_securities()));
  ASSERT_TRUE(import(prices_of("AAA.DE", day(2026, 1, 5), {10, 11})));
  const auto report = import(prices_of("AAA.DE", day(2026, 2, 2), {12})).value();
  EXPECT_EQ(report.warnings,
            std::vector<std::string>{"AAA.DE: no prices between 2026-01-06 and 2026-02-02"});
}

TEST_F(UniverseStoreTest, WrongPricesAreRefusedByLineAndNothingIsKept) {
  ASSERT_TRUE(import(two_securities()));
  for (const double bad : {-1.0, 0.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(refusal(prices_of("AAA.DE", day(2026, 1, 5), {10, bad})).find("prices.csv:3: "), 0U);
  }
  EXPECT_EQ(refusal(prices_of("ZZZ", day(2026, 1, 5), {10})),
            "prices.csv:2: ZZZ is no known security (allowed: import its security first)");
  auto twice = prices_of("AAA.DE", day(2026, 1, 5), {10, 11});
  twice.day[1] = twice.day[0];
  EXPECT_EQ(refusal(twice),
            "prices.csv:3: AAA.DE has two prices on 2026-01-05 (allowed: one price a day)");
  auto uneven = prices_of("AAA.DE", day(2026, 1, 5), {10, 11});
  uneven.close.pop_back();
  EXPECT_NE(refusal(uneven), "");
  auto astray = prices_of("AAA.DE", day(2026, 1, 5), {10});
  astray.symbol[0] = 9;
  EXPECT_NE(refusal(astray), "");
  EXPECT_FALSE(snapshot().securities[0].quote);
}

TEST_F(UniverseStoreTest, WrongSecuritiesAreRefusedByLine) {
  const auto with = [](auto change) {
    auto securities = two_securities();
    change(securities.rows[1]);
    return securities;
  };
  EXPECT_EQ(refusal(with([](auto& row) { row.symbol = "AAA.DE"; })),
            "securities.csv:3: AAA.DE stands twice (allowed: each symbol once)");
  EXPECT_NE(refusal(with([](auto& row) { row.currency = "XXQ"; })), "");
  EXPECT_NE(refusal(with([](auto& row) { row.isin = "US0378331006"; })), "");
  EXPECT_NE(refusal(with([](auto& row) { row.lot = 0; })), "");
  EXPECT_NE(refusal(with([](auto& row) { row.priority_multiplier = std::nan(""); })), "");
  EXPECT_NE(refusal(with([](auto& row) { row.product_type = "bond"; })), "");
}

TEST_F(UniverseStoreTest, AnIsinUnderANewSymbolIsTheSameSecurity) {
  auto securities = two_securities();
  securities.rows[0].isin = "US0378331005";
  ASSERT_TRUE(import(securities));
  const auto id = snapshot().securities[0].id;
  securities.rows[0].symbol = "NEW.DE";
  const auto report = import(securities).value();
  EXPECT_EQ(report.changes, std::vector<std::string>{"AAA.DE is now NEW.DE"});
  EXPECT_EQ(snapshot().securities[0].id, id);
  securities.rows = {security_row("BBB.L", "GBX", 2)};
  securities.rows[0].isin = "US0378331005";
  EXPECT_NE(refusal(securities).find("belongs to NEW.DE"), std::string::npos);
}

TEST_F(UniverseStoreTest, RatesOfAnotherBaseAreRefused) {
  ASSERT_TRUE(import(two_rates()));
  auto other = two_rates();
  other.base_currency = "USD";
  EXPECT_EQ(refusal(other),
            "fx.csv: the rates are per USD (allowed: rates per EUR, as those known already)");
}

TEST_F(UniverseStoreTest, WhatWasImportedIsThereAfterAnotherOpen) {
  ASSERT_TRUE(import(two_securities()));
  auto copy = UniverseStore::open(directory_.path() / "universe.db", true);
  ASSERT_TRUE(copy) << planner::describe(copy.error());
  EXPECT_EQ(copy->resolve({"BBB.L", "QQQ"}).value().unknown, std::vector<std::string>{"QQQ"});
}

}  // namespace
}  // namespace ballast::actors
