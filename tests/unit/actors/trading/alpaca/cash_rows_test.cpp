// Alpaca's rows of cash in the kinds of the books.
#include "actors/trading/alpaca/cash_rows.hpp"

#include <gtest/gtest.h>

namespace ballast::actors::alpaca {
namespace {

using planner::Money;
using planner::ledger::EntryKind;

CashActivity told(std::string kind, double amount, RowStatus status = RowStatus::executed) {
  return {"2026::1",
          std::move(kind),
          "g",
          planner::Date{std::chrono::days{20'000}},
          Money::from_units(amount),
          "AAPL",
          status};
}

TEST(CashRows, EachKindIsWhatTheBooksCallIt) {
  const auto dividend = cash_row_of(told("DIV", 12.5), "USD");
  EXPECT_EQ(dividend.kind, EntryKind::dividend);
  EXPECT_EQ(dividend.amount, (planner::ledger::Amount{"USD", Money::from_units(12.5)}));
  const auto tax = cash_row_of(told("DIVNRA", -1.875), "USD");
  EXPECT_EQ(tax.kind, EntryKind::dividend);
  EXPECT_EQ(tax.amount.money, Money{});
  EXPECT_EQ(tax.tax, Money::from_units(1.875));
  EXPECT_EQ(cash_row_of(told("CSD", 5), "USD").kind, EntryKind::deposit);
  EXPECT_EQ(cash_row_of(told("JNLC", -5), "USD").kind, EntryKind::withdrawal);
  EXPECT_EQ(cash_row_of(told("FEE", -0.02), "USD").amount.money, Money::from_units(0.02));
  EXPECT_EQ(cash_row_of(told("INT", -3), "USD").amount.money, Money::from_units(-3));
  EXPECT_EQ(cash_row_of(told("INTNRA", -3), "USD").tax, Money::from_units(3));
}

TEST(CashRows, WhatTellsTooLittleIsForAPerson) {
  for (const auto& row : {told("DIVROC", 4), told("DIV", -4), told("DIVNRA", 4), told("FEE", 4),
                          told("PTR", 4), told("DIV", 0)}) {
    const auto out = cash_row_of(row, "USD");
    EXPECT_FALSE(out.kind) << row.kind;
    EXPECT_NE(out.text.find(row.kind + " of "), std::string::npos) << out.text;
  }
}

TEST(CashRows, ARowIsOfTheFamilyOfWhatItTakesBack) {
  const auto first = cash_row_of(told("DIV", 4), "USD");
  const auto corrected = cash_row_of(told("DIV", 5, RowStatus::corrects), "USD");
  const auto cancelled = cash_row_of(told("DIV", -4, RowStatus::cancels), "USD");
  EXPECT_EQ(first.family, corrected.family);
  EXPECT_NE(first.family, cash_row_of(told("DIVNRA", -1), "USD").family);
  EXPECT_TRUE(corrected.takes_back && corrected.stands);
  EXPECT_TRUE(cancelled.takes_back && !cancelled.stands);
  EXPECT_FALSE(first.takes_back);
}

TEST(CashRows, HalfOfASplitIsShares) {
  OtherActivity row{"2026::3", "SPLIT", "AAPL", "g"};
  row.day = planner::Date{std::chrono::days{20'000}};
  row.shares = planner::ledger::Quantity::whole(-31);
  row.price = planner::ledger::Price::whole(7);
  const auto half = share_row_of(row, {}, "USD");
  EXPECT_EQ(half.kind, EntryKind::split);
  EXPECT_EQ(half.shares, planner::ledger::Quantity::whole(-31));
  EXPECT_EQ(half.price, planner::ledger::Price::whole(7));
  EXPECT_TRUE(half.moves_shares);
  EXPECT_EQ(half.text, "a split (SPLIT) of -31 AAPL");
  row.shares = planner::ledger::Quantity::whole(62);
  EXPECT_EQ(share_row_of(row, {}, "USD").family, half.family);
}

TEST(CashRows, SharesThatMoveOtherwiseAreForAPerson) {
  const planner::Date day{std::chrono::days{20'000}};
  for (const char* kind : {"SPIN", "MA", "NC", "SC", "REORG", "SSP", "ACATS", "WHAT"}) {
    OtherActivity row{"2026::3", kind, "AAPL"};
    row.shares = planner::ledger::Quantity::whole(5);
    const auto out = share_row_of(row, day, "USD");
    EXPECT_FALSE(out.kind) << kind;
    EXPECT_TRUE(out.moves_shares) << kind;
    EXPECT_EQ(out.day, day);
    EXPECT_NE(out.text.find(kind), std::string::npos) << out.text;
  }
  EXPECT_TRUE(cash_row_of(told("DIV", 0), "USD").moves_shares) << "a dividend of shares";
  EXPECT_FALSE(cash_row_of(told("DIV", 5), "USD").moves_shares);
  EXPECT_FALSE(cash_row_of(told("DIVROC", 5), "USD").moves_shares);
}

TEST(CashRows, ASplitThatIsTakenBackOrBringsMoneyIsForAPerson) {
  OtherActivity row{"2026::3", "SPLIT", "AAPL", "g"};
  row.day = planner::Date{std::chrono::days{20'000}};
  row.shares = planner::ledger::Quantity::whole(62);
  EXPECT_TRUE(share_row_of(row, {}, "USD").kind);
  row.status = "canceled";
  EXPECT_FALSE(share_row_of(row, {}, "USD").kind);
  row.status = "executed";
  row.amount = Money::from_units(3);
  EXPECT_FALSE(share_row_of(row, {}, "USD").kind);
  EXPECT_EQ(share_row_of(row, {}, "USD").text, "a split (SPLIT) of 62 AAPL with 3.00 USD");
}

TEST(CashRows, APageGoesOnAfterItsLastRow) {
  ActivityPage page;
  page.cash = {told("DIV", 4), told("CSD", 9)};
  page.others = {{"2026::2", "MA", "AAPL"}};
  page.rows = 3;
  page.last_id = "2026::2";
  const auto rows = cash_rows_of(page, first_cursor(19'000 * ns_per_day), "USD", 3);
  ASSERT_EQ(rows.rows.size(), 3U);
  EXPECT_EQ(rows.rows.back().text, "a merger (MA) of AAPL");
  EXPECT_FALSE(rows.rows.back().kind);
  EXPECT_TRUE(rows.more);
  const auto cursor = parse_cursor(rows.cursor);
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->page, "2026::2");
  EXPECT_EQ(cursor->newest, 20'000 * ns_per_day);
  EXPECT_FALSE(cash_rows_of(page, *cursor, "USD", 4).more);
}

}  // namespace
}  // namespace ballast::actors::alpaca
