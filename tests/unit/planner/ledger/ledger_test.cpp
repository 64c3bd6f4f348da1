#include "planner/ledger/ledger.hpp"

#include <gtest/gtest.h>

#include "planner/ledger/entry_checks.hpp"
#include "tests/unit/planner/ledger/ledger_entries.hpp"

namespace ballast::planner::ledger {
namespace {

using test::cash_entry;
using test::euros;
using test::shares_entry;

class LedgerTest : public testing::Test {
 protected:
  Booked booked(const Entry& entry) {
    auto out = ledger_.append(entry, std::nullopt);
    EXPECT_TRUE(out) << describe(out.error());
    return out.value_or(Booked{});
  }

  std::string refusal(const Entry& entry, std::optional<Date> today = std::nullopt) {
    const auto out = ledger_.append(entry, today);
    return out ? "" : describe(out.error());
  }

  [[nodiscard]] Money balance(BookAccount account, const std::string& currency = "EUR") const {
    return ledger_.books().account("main").balance(account, currency);
  }

  /// 10 for 100, 10 for 300, 10 for 200; 1000 of cash are left.
  void buy_three_lots() {
    booked(cash_entry("d", EntryKind::deposit, 1600));
    for (const auto& [id, amount, day] :
         {std::tuple{"b1", 100.0, 3U}, {"b2", 300.0, 4U}, {"b3", 200.0, 5U}}) {
      Entry entry = shares_entry(id, EntryKind::buy, 1, 10, amount);
      entry.day = test::on(2025, 1, day);
      booked(entry);
    }
  }

  std::vector<RealisedLot> sell_fifteen(LotMethod method) {
    booked(test::method_entry("m", method));
    buy_three_lots();
    return booked(shares_entry("s", EntryKind::sell, 1, 15, 450)).realised;
  }

  Ledger ledger_;
};

TEST_F(LedgerTest, APurchaseAndASaleLeaveCashAGainAndTheFee) {
  booked(cash_entry("d", EntryKind::deposit, 1000));
  Entry buy = shares_entry("b", EntryKind::buy, 1, 10, 500);
  buy.fee = euros(2.5);
  booked(buy);
  EXPECT_EQ(balance(BookAccount::cash), euros(497.5));
  EXPECT_EQ(balance(BookAccount::securities), euros(500));
  booked(shares_entry("s", EntryKind::sell, 1, 4, 260));
  EXPECT_EQ(balance(BookAccount::cash), euros(757.5));
  EXPECT_EQ(balance(BookAccount::securities), euros(300));
  EXPECT_EQ(balance(BookAccount::gains), euros(-60)) << "a gain comes from outside";
  EXPECT_EQ(balance(BookAccount::fees), euros(2.5));
  EXPECT_EQ(balance(BookAccount::contributions), euros(-1000));
}

TEST_F(LedgerTest, ADividendIsGrossWithItsTaxBesideIt) {
  Entry dividend = shares_entry("v", EntryKind::dividend, 1, 0, 100, "USD");
  dividend.tax = euros(15);
  booked(dividend);
  EXPECT_EQ(balance(BookAccount::cash, "USD"), euros(85));
  EXPECT_EQ(balance(BookAccount::dividends, "USD"), euros(-100));
  EXPECT_EQ(balance(BookAccount::taxes, "USD"), euros(15));
}

TEST_F(LedgerTest, AnExchangeIsZeroInBothCurrencies) {
  booked(cash_entry("d", EntryKind::deposit, 1000));
  Entry exchange = cash_entry("x", EntryKind::exchange, 800);
  exchange.received = Amount{"USD", euros(1000)};
  exchange.rate = {Rate::of(1'250'000'000), "the bank", test::first_day};
  booked(exchange);
  EXPECT_EQ(balance(BookAccount::cash), euros(200));
  EXPECT_EQ(balance(BookAccount::cash, "USD"), euros(1000));
  EXPECT_EQ(balance(BookAccount::exchange), euros(800));
  EXPECT_EQ(balance(BookAccount::exchange, "USD"), euros(-1000));
}

TEST_F(LedgerTest, FifoTakesTheOldestLots) {
  const auto parts = sell_fifteen(LotMethod::fifo);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].opened_by, "b1");
  EXPECT_EQ(parts[0].cost, euros(100));
  EXPECT_EQ(parts[0].proceeds, euros(300));
  EXPECT_EQ(parts[1].opened_by, "b2");
  EXPECT_EQ(parts[1].cost, euros(150));
  EXPECT_EQ(parts[1].acquired, test::on(2025, 1, 4));
}

TEST_F(LedgerTest, LifoTakesTheNewestLots) {
  const auto parts = sell_fifteen(LotMethod::lifo);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].opened_by, "b3");
  EXPECT_EQ(parts[1].opened_by, "b2");
  EXPECT_EQ(balance(BookAccount::gains), euros(-(450 - 200 - 150)));
}

TEST_F(LedgerTest, HighestCostTakesTheDearestLots) {
  const auto parts = sell_fifteen(LotMethod::highest_cost);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].opened_by, "b2");
  EXPECT_EQ(parts[1].opened_by, "b3");
  EXPECT_EQ(balance(BookAccount::gains), euros(-(450 - 300 - 100)));
}

TEST_F(LedgerTest, AmongEquallyDearLotsTheOldestGoesFirst) {
  booked(test::method_entry("m", LotMethod::highest_cost));
  booked(cash_entry("d", EntryKind::deposit, 1600));
  for (const char* id : {"b1", "b2", "b3"}) booked(shares_entry(id, EntryKind::buy, 1, 10, 100));
  const auto parts = booked(shares_entry("s", EntryKind::sell, 1, 25, 450)).realised;
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].opened_by, "b1");
  EXPECT_EQ(parts[1].opened_by, "b2");
  EXPECT_EQ(parts[2].quantity, Quantity::whole(5));
}

TEST_F(LedgerTest, WhatIsZeroLeavesNoTrace) {
  booked(cash_entry("d", EntryKind::deposit, 100));
  booked(cash_entry("w", EntryKind::withdrawal, 100));
  EXPECT_TRUE(ledger_.books().account("main").balances.empty());
}

TEST_F(LedgerTest, AverageMakesOneLotOfAll) {
  const auto parts = sell_fifteen(LotMethod::average);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].cost, euros(300));
  EXPECT_EQ(parts[0].acquired, test::on(2025, 1, 3));
  EXPECT_EQ(ledger_.books().account("main").holdings.at({1}).lots().front().price,
            Price::whole(20));
}

TEST_F(LedgerTest, WhatSharesOfUnknownCostBringIsNoGain) {
  booked(shares_entry("o", EntryKind::opening, 1, 10, 0));
  const auto parts = booked(shares_entry("s", EntryKind::sell, 1, 4, 400)).realised;
  EXPECT_FALSE(parts.at(0).cost_known);
  EXPECT_EQ(balance(BookAccount::gains), Money{});
  EXPECT_EQ(balance(BookAccount::unexplained), euros(-400));
}

TEST_F(LedgerTest, PricesInPenceAreKeptAndLotsAreInPounds) {
  Entry opening = shares_entry("o", EntryKind::opening, 2, 100, 250, "GBP");
  opening.price = Price::whole(250);
  opening.price_unit = "GBX";
  booked(opening);
  const Holding& holding = ledger_.books().account("main").holdings.at({2});
  EXPECT_EQ(holding.lots().front().price.units(), 2.5);
}

TEST_F(LedgerTest, LotsKeepTheBaseCostOfTheirDay) {
  booked(cash_entry("d", EntryKind::deposit, 1000, "USD"));
  Entry buy = shares_entry("b", EntryKind::buy, 3, 10, 500, "USD");
  buy.rate = {Rate::of(1'250'000'000), "the bank", test::first_day};
  booked(buy);
  Entry sale = shares_entry("s", EntryKind::sell, 3, 5, 300, "USD");
  sale.rate = {Rate::whole(1), "the bank", test::first_day};
  const auto parts = booked(sale).realised;
  EXPECT_EQ(parts.at(0).base_cost, euros(200));
  EXPECT_EQ(parts.at(0).base_proceeds, euros(300));
}

TEST_F(LedgerTest, ASplitChangesSharesAndNotCost) {
  buy_three_lots();
  booked(test::split_entry("x", 1, 3, 2));
  const Holding& holding = ledger_.books().account("main").holdings.at({1});
  EXPECT_EQ(holding.quantity(), Quantity::whole(45));
  EXPECT_EQ(holding.cost(), euros(600));
}

TEST_F(LedgerTest, SaysInPlainWordsWhatItRefuses) {
  booked(cash_entry("d", EntryKind::deposit, 100));
  EXPECT_EQ(refusal(shares_entry("b", EntryKind::buy, 1, 10, 500)),
            "entry b: EUR would be overdrawn: 100.00 is there, 500.00 is needed "
            "(allowed: up to 100.00)");
  EXPECT_EQ(refusal(shares_entry("s", EntryKind::sell, 1, 1.5, 500)),
            "entry s: 1.5 of S1 cannot be sold (allowed: at most 0)");
  EXPECT_EQ(refusal(cash_entry("c", EntryKind::deposit, 1, "GBX")),
            "entry c: 'GBX' is no currency (allowed: such as EUR)");
  EXPECT_EQ(refusal(cash_entry("f", EntryKind::deposit, 1), test::on(2025, 1, 1)),
            "entry f: its day, 2025-01-02, is in the future (allowed: up to 2025-01-01)");
  EXPECT_EQ(refusal(cash_entry("d", EntryKind::deposit, 1)),
            "entry d: an entry of this id was booked before (allowed: a new id)");
  booked(shares_entry("b2", EntryKind::buy, 1, 1, 50));
  EXPECT_EQ(refusal(shares_entry("b3", EntryKind::buy, 1, 1, 1, "USD")),
            "entry b3: S1 is held in EUR, not in USD (allowed: EUR)");
}

TEST_F(LedgerTest, WhatABrokerReportsMayOverdraw) {
  Entry buy = shares_entry("b", EntryKind::buy, 1, 10, 500);
  buy.reported = true;
  booked(buy);
  EXPECT_EQ(balance(BookAccount::cash), euros(-500));
  EXPECT_FALSE(refusal(cash_entry("w", EntryKind::withdrawal, 1)).empty());
  booked(cash_entry("d", EntryKind::deposit, 100));
  EXPECT_EQ(balance(BookAccount::cash), euros(-400)) << "money may come while it is below zero";
}

TEST_F(LedgerTest, AReversalIsRefusedWhereLaterEntriesNeedTheFirst) {
  buy_three_lots();
  booked(shares_entry("s", EntryKind::sell, 1, 25, 500));
  EXPECT_EQ(
      refusal(test::reversal_of("r", "b1")),
      "entry r: without b1 what was booked since cannot be: 25 of S1 cannot be sold in entry s "
      "(allowed: reverse what was booked since first)");
  booked(test::reversal_of("r1", "s"));
  booked(test::reversal_of("r2", "b1"));
  EXPECT_EQ(balance(BookAccount::cash), euros(1100));
  EXPECT_FALSE(refusal(test::reversal_of("r3", "b1")).empty()) << "once";
  EXPECT_FALSE(refusal(test::reversal_of("r4", "r1")).empty()) << "not itself a reversal";
  EXPECT_FALSE(refusal(test::reversal_of("r5", "nothing")).empty());
}

TEST_F(LedgerTest, TheBooksOfAnEarlierDayAreAPrefix) {
  buy_three_lots();
  EXPECT_EQ(booked_by(ledger_.entries(), test::on(2025, 1, 1)), 0U);
  EXPECT_EQ(booked_by(ledger_.entries(), test::on(2025, 1, 3)), 2U);
  EXPECT_EQ(booked_by(ledger_.entries(), test::on(2026, 1, 1)), 4U);
}

TEST_F(LedgerTest, SumsThatCannotBeCountedAreRefused) {
  for (int count = 0; count < 4; ++count) {
    booked(cash_entry("d" + std::to_string(count), EntryKind::deposit, 1e12));
  }
  EXPECT_FALSE(refusal(cash_entry("d4", EntryKind::deposit, 1e12)).empty());
  booked(shares_entry("b", EntryKind::buy, 1, 8e9, 1));
  EXPECT_FALSE(refusal(shares_entry("b2", EntryKind::buy, 1, 2e9, 1)).empty());
}

TEST_F(LedgerTest, EntriesThatCannotHaveBeenBookedAreNoLedger) {
  const Entry deposit = cash_entry("d", EntryKind::deposit, 10);
  EXPECT_TRUE(Ledger::of({deposit}));
  EXPECT_FALSE(Ledger::of({deposit, deposit})) << "twice";
  EXPECT_FALSE(Ledger::of({cash_entry("d", EntryKind::deposit, 0)}));
  EXPECT_FALSE(Ledger::of({shares_entry("s", EntryKind::sell, 1, 1, 1)})) << "nothing is held";
}

TEST(EntryChecks, RefuseWhatNoFactCanBe) {
  const auto accepted = [](const Entry& entry) {
    return check_entry(entry, std::nullopt).has_value();
  };
  const Entry good = shares_entry("b", EntryKind::buy, 1, 10, 500);
  ASSERT_TRUE(accepted(good));
  const auto with = [&](auto change) {
    Entry entry = good;
    change(entry);
    return accepted(entry);
  };
  EXPECT_FALSE(with([](Entry& entry) { entry.id.clear(); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.account.clear(); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.quantity = {}; }));
  EXPECT_FALSE(with([](Entry& entry) { entry.quantity = Quantity::of(INT64_MAX); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.quantity = -entry.quantity; }));
  EXPECT_FALSE(with([](Entry& entry) { entry.fee = euros(-1); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.tax = euros(-1); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.amount.money = euros(-1); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.amount.money = Money::from_micros(INT64_MIN); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.amount.currency = ""; }));
  EXPECT_FALSE(with([](Entry& entry) { entry.rate.per_base = -Rate::whole(1); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.note.assign(entry_text_bytes_max + 1, 'n'); }));
  EXPECT_FALSE(with([](Entry& entry) { entry.kind = static_cast<EntryKind>(99); }));
  EXPECT_FALSE(accepted(cash_entry("d", EntryKind::deposit, 0)));
  EXPECT_FALSE(accepted(cash_entry("i", EntryKind::interest, 0)));
  EXPECT_FALSE(accepted(test::split_entry("x", 1, 2, 2)));
  EXPECT_FALSE(accepted(test::split_entry("x", 1, 0, 2)));
  EXPECT_FALSE(accepted(test::reversal_of("r", "")));
  EXPECT_FALSE(accepted(test::reversal_of("r", "r")));
  Entry dividend = shares_entry("v", EntryKind::dividend, 1, 0, 100);
  dividend.tax = euros(100.01);
  EXPECT_FALSE(accepted(dividend));
  EXPECT_FALSE(accepted(cash_entry("x", EntryKind::exchange, 5))) << "nothing received";
}

}  // namespace
}  // namespace ballast::planner::ledger
