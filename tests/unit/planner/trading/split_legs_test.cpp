// What may be booked as a split, and what only looks like one.
#include "planner/trading/split_legs.hpp"

#include <gtest/gtest.h>

#include "planner/ledger/ledger.hpp"
#include "tests/unit/planner/ledger/ledger_entries.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Price;
using ledger::Quantity;
using ledger::SplitRatio;

SplitLeg leg(double shares, double price = 0.0) {
  return {*Quantity::nearest(shares), *Price::nearest(price)};
}

Result<SplitRatio> split(const SplitLeg& gone, const SplitLeg& came) {
  return split_of(gone, came, Quantity::of(-gone.shares.count()));
}

TEST(SplitLegs, AWholeMultipleNeedsNoPrices) {
  EXPECT_EQ(split(leg(-31), leg(62)), (SplitRatio{2, 1}));
  EXPECT_EQ(split_of(leg(62), leg(-31), Quantity::whole(31)), (SplitRatio{2, 1}));
  EXPECT_EQ(split(leg(-0.5), leg(5)), (SplitRatio{10, 1}));
}

TEST(SplitLegs, AnyOtherRatioNeedsPricesThatSaySo) {
  EXPECT_FALSE(split(leg(-33), leg(1.65)));
  EXPECT_EQ(split(leg(-33, 7), leg(1.65, 140)), (SplitRatio{1, 20}));
  EXPECT_EQ(split(leg(-0.54796447, 62.32), leg(0.821946705, 41.5467)), (SplitRatio{3, 2}));
}

TEST(SplitLegs, WhereMoneyCameForAPartItIsForAPerson) {
  const auto cash_for_the_rest = split(leg(-33, 7), leg(1, 140));
  ASSERT_FALSE(cash_for_the_rest);
  EXPECT_NE(cash_for_the_rest.error().what.find("worth"), std::string::npos);
  EXPECT_FALSE(split(leg(-5, 150), leg(7, 100)));
  EXPECT_FALSE(split(leg(-5, 150), leg(10, 100))) << "a multiple whose prices say otherwise";
}

TEST(SplitLegs, WhatIsNoSplitOfWhatIsHeldIsToldApart) {
  EXPECT_FALSE(split_of(leg(-31), leg(62), Quantity::whole(30)));
  EXPECT_FALSE(split(leg(-31), leg(31)));
  EXPECT_FALSE(split(leg(-31), leg(-62)));
  EXPECT_FALSE(split_of(leg(31), leg(62), Quantity::whole(31)));
  EXPECT_FALSE(split(leg(-1, 1), leg(0.333333333, 3))) << "in no whole numbers";
}

/// Purchases and sales, and between them splits as a broker tells them.
ledger::Ledger history_with_splits(std::uint64_t seed, std::uint64_t& splits) {
  std::mt19937_64 random(seed);
  ledger::Ledger out;
  for (int count = 0; count < 60; ++count) {
    ledger::Entry entry;
    entry.id = std::to_string(count);
    entry.day = ledger::test::first_day + std::chrono::days{count};
    entry.security = {1};
    entry.symbol = "S";
    entry.reported = true;
    entry.amount.currency = "USD";
    const auto& holdings = out.books().account("main").holdings;
    const auto held = holdings.find(entry.security);
    const Quantity before = held == holdings.end() ? Quantity{} : held->second.quantity();
    const std::int64_t chance = static_cast<std::int64_t>(random() % 4);
    if (chance == 0 && before > Quantity{}) {
      const std::int64_t times = 2 + static_cast<std::int64_t>(random() % 19);
      const bool grows = random() % 2 == 0 || before.count() % times != 0;
      const auto after = Quantity::of(grows ? before.count() * times : before.count() / times);
      const SplitLeg gone{Quantity::of(-before.count()), Price::whole(grows ? times : 1)};
      const auto ratio = split_of(gone, {after, Price::whole(grows ? 1 : times)}, before);
      EXPECT_TRUE(ratio) << before.count() << " to " << after.count();
      if (!ratio || after > Quantity::whole(1'000'000)) continue;
      entry.kind = ledger::EntryKind::split;
      entry.split = *ratio;
      EXPECT_TRUE(out.append(entry, std::nullopt));
      EXPECT_EQ(out.books().account("main").holdings.at(entry.security).quantity(), after);
      ++splits;
      continue;
    }
    entry.kind =
        chance == 1 && before > Quantity{} ? ledger::EntryKind::sell : ledger::EntryKind::buy;
    entry.quantity = entry.kind == ledger::EntryKind::buy
                         ? Quantity::of(1 + static_cast<std::int64_t>(random() % 90'000'000'000))
                         : Quantity::of(1 + before.count() / 3);
    entry.amount.money =
        Money::from_micros(1'000'000 + static_cast<std::int64_t>(random() % 1'000'000'000));
    EXPECT_TRUE(out.append(entry, std::nullopt)) << describe(entry);
  }
  return out;
}

TEST(SplitLegs, HistoriesWithThemBalanceAndAreReplayedToTheSameBytes) {
  std::uint64_t splits = 0;
  const std::uint64_t histories = random_cases(40);
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ledger::Ledger ledger = history_with_splits(seed, splits);
    const auto replayed = ledger::replay(ledger.entries());
    ASSERT_TRUE(replayed);
    ASSERT_EQ(text_of(*replayed), text_of(ledger.books()));
    Money sum;
    for (const auto& [key, money] : ledger.books().account("main").balances) sum += money;
    ASSERT_EQ(sum, Money{});
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(splits, histories) << "the histories say too little";
}

}  // namespace
}  // namespace ballast::planner::trading
