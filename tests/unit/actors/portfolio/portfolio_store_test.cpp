#include "actors/portfolio/portfolio_store.hpp"

#include <cmath>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/actors/portfolio/portfolio_rows.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using planner::Result;
using planner::Side;

class PortfolioStoreTest : public testing::Test {
 protected:
  template <class Effect>
  auto write(Effect effect) {
    decltype(effect()) out = tl::unexpected(planner::Failure{});
    const auto written = store_.transactions().write([&]() -> Result<void> {
      out = effect();
      if (!out) return tl::unexpected(out.error());
      return {};
    });
    EXPECT_EQ(written.has_value(), out.has_value());
    return out;
  }

  auto import(const messages::ImportPositions& rows) {
    return write([&] { return store_.import(rows, known_securities(), day(2026, 1, 5)); });
  }
  auto import(const messages::ImportCash& rows) {
    return write([&] { return store_.import(rows, day(2026, 1, 5)); });
  }
  auto apply(const messages::ApplyFill& fill) {
    return write([&] { return store_.apply(fill); });
  }

  double cash(const std::string& currency) {
    const auto books = store_.snapshot().value();
    for (const auto& balance : books.cash) {
      if (balance.currency == currency) return balance.amount;
    }
    return 0.0;
  }

  TemporaryDirectory directory_;
  PortfolioStore store_ = PortfolioStore::open(directory_.path() / "portfolio.db").value();
};

TEST_F(PortfolioStoreTest, AFileOfPositionsIsTheWholeTruth) {
  EXPECT_EQ(import(two_positions()).value().added, 2U);
  auto fewer = two_positions();
  fewer.rows.erase(fewer.rows.begin());
  const auto report = import(fewer).value();
  EXPECT_EQ(report.unchanged, 1U);
  EXPECT_EQ(report.changes, std::vector<std::string>{"AAA.DE removed: the file does not name it"});
  const auto positions = store_.snapshot().value().positions;
  ASSERT_EQ(positions.size(), 1U);
  EXPECT_EQ(positions[0].security.value, 2);
  EXPECT_EQ(positions[0].average_price, 2.5) << "250 pence are 2.50 pounds";
}

TEST_F(PortfolioStoreTest, ImportsAreIdempotentAndDryRunsKeepNothing) {
  auto dry = two_positions();
  dry.dry_run = true;
  EXPECT_EQ(import(dry).value().added, 2U);
  EXPECT_TRUE(store_.snapshot().value().positions.empty());
  ASSERT_TRUE(import(two_positions()));
  ASSERT_TRUE(import(two_balances()));
  const auto version = store_.version();
  EXPECT_EQ(import(two_positions()).value().unchanged, 2U);
  EXPECT_EQ(import(two_balances()).value().unchanged, 2U);
  EXPECT_EQ(store_.version(), version);
}

TEST_F(PortfolioStoreTest, AnUnknownSecurityIsRefusedByLine) {
  auto positions = two_positions();
  positions.rows[1].symbol = "ZZZ";
  const auto report = import(positions);
  ASSERT_FALSE(report);
  EXPECT_EQ(planner::describe(report.error()),
            "positions.csv:3: ZZZ is no known security (allowed: import its security first)");
  EXPECT_TRUE(store_.snapshot().value().positions.empty());
}

TEST_F(PortfolioStoreTest, WrongNumbersAndCurrenciesAreRefused) {
  for (const double bad : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
    auto positions = two_positions();
    positions.rows[0].quantity = bad;
    EXPECT_FALSE(import(positions)) << bad;
  }
  auto dollars = two_positions();
  dollars.rows[0].currency = "USD";
  EXPECT_FALSE(import(dollars));
  auto cash = two_balances();
  cash.rows[0].currency = "GBX";
  EXPECT_FALSE(import(cash));
  cash = two_balances();
  cash.rows[1].amount = std::nan("");
  EXPECT_FALSE(import(cash));
}

TEST_F(PortfolioStoreTest, APurchaseAveragesThePriceAndTakesItsCash) {
  ASSERT_TRUE(import(two_positions()));
  ASSERT_TRUE(import(two_balances()));
  const auto applied = apply(fill_of("f1", 1, Side::buy, 10, 60, "EUR", 1, 2)).value();
  EXPECT_FALSE(applied.repeated);
  EXPECT_EQ(applied.quantity, 20.0);
  const auto position = store_.snapshot().value().positions[0];
  EXPECT_EQ(position.average_price, 55.0);
  EXPECT_EQ(position.first_bought, day(2025, 1, 2));
  EXPECT_EQ(cash("EUR"), 398.0);
}

TEST_F(PortfolioStoreTest, AFillIsAppliedOnceHoweverOftenItIsTold) {
  ASSERT_TRUE(import(two_balances()));
  const auto fill = fill_of("f1", 1, Side::buy, 1, 60, "EUR", 1, 2);
  ASSERT_TRUE(apply(fill));
  const auto version = store_.version();
  EXPECT_TRUE(apply(fill).value().repeated);
  EXPECT_EQ(store_.version(), version);
  EXPECT_EQ(cash("EUR"), 938.0);
}

TEST_F(PortfolioStoreTest, WhatACurrencyLacksIsTakenFromTheBaseCurrency) {
  ASSERT_TRUE(import(two_balances()));
  ASSERT_TRUE(apply(fill_of("f1", 3, Side::buy, 10, 30, "USD", 1.25, 4)));
  EXPECT_EQ(cash("USD"), 0.0);
  EXPECT_EQ(cash("EUR"), 1000.0 - (300.0 + 5.0 - 200.0) / 1.25);
}

TEST_F(PortfolioStoreTest, SellingAllEndsThePositionAndMoreIsRefused) {
  ASSERT_TRUE(import(two_positions()));
  EXPECT_FALSE(apply(fill_of("f1", 1, Side::sell, 10.5, 60, "EUR", 1, 2)));
  EXPECT_TRUE(apply(fill_of("f1", 1, Side::sell, 10, 60, "EUR", 1, 2)));
  EXPECT_EQ(store_.snapshot().value().positions.size(), 1U);
  ASSERT_TRUE(apply(fill_of("f2", 1, Side::buy, 1, 60, "EUR", 1, 2)));
  EXPECT_EQ(store_.snapshot().value().positions[0].first_bought, day(2026, 1, 5));
}

TEST_F(PortfolioStoreTest, FillsThatMakeNoSenseAreRefused) {
  const auto good = fill_of("f1", 1, Side::buy, 1, 60, "USD", 1.1, 2);
  const auto with = [&](auto change) {
    auto fill = good;
    change(fill);
    return fill;
  };
  EXPECT_FALSE(apply(with([](auto& fill) { fill.fill_id.clear(); })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.quantity = std::nan(""); })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.price = -1; })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.rate = 0; })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.fee = -1; })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.price = 1e300; })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.currency = "GBX"; })));
  EXPECT_FALSE(apply(with([](auto& fill) { fill.currency = "EUR"; })));
}

// Whatever is bought and sold at fixed prices and rates, positions and cash together lose the fees
// and nothing else, no position is negative, and every fill told twice counts once.
TEST_F(PortfolioStoreTest, ValueIsConservedOverRandomFills) {
  const std::map<std::int64_t, std::pair<double, std::string>> market = {
      {1, {37.25, "EUR"}}, {2, {2.5, "GBP"}}, {3, {120.5, "USD"}}};
  const std::map<std::string, double> rates = {{"EUR", 1.0}, {"GBP", 0.8}, {"USD", 1.25}};
  ASSERT_TRUE(import(two_balances()));
  const auto value = [&] {
    double sum = 0.0;
    const auto books = store_.snapshot().value();
    for (const auto& balance : books.cash) sum += balance.amount / rates.at(balance.currency);
    for (const auto& position : books.positions) {
      const auto& [price, currency] = market.at(position.security.value);
      EXPECT_GT(position.quantity, 0.0);
      sum += position.quantity * price / rates.at(currency);
    }
    return sum;
  };
  constexpr unsigned seed = 20260105;
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  double expected = value();
  for (int number = 0; number < 300; ++number) {
    const auto security = static_cast<std::int64_t>(1 + below(3));
    const auto& [price, currency] = market.at(security);
    const Side side = below(2) == 0 ? Side::buy : Side::sell;
    const auto fill = fill_of("fill-" + std::to_string(number), security, side,
                              static_cast<double>(1 + below(20)), price, currency,
                              rates.at(currency), 0.01 * static_cast<double>(below(500)));
    const bool applied = apply(fill).has_value();
    if (applied) expected -= fill.fee;
    if (below(4) == 0) {
      EXPECT_EQ(apply(fill).has_value(), applied);
    }
    ASSERT_NEAR(value(), expected, 1e-3) << "seed " << seed << ", fill " << number;
  }
}

}  // namespace
}  // namespace ballast::actors
