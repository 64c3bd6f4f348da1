#include "planner/ledger/year.hpp"

#include <gtest/gtest.h>

#include "planner/ledger/ledger.hpp"
#include "planner/ledger/valuation.hpp"
#include "tests/unit/planner/ledger/ledger_entries.hpp"

namespace ballast::planner::ledger {
namespace {

using test::cash_entry;
using test::euros;
using test::shares_entry;

Entry of_year(Entry entry, int year) {
  entry.day = test::on(year, 6, 30);
  return entry;
}

Ledger ledger_of_two_years() {
  Ledger out;
  Entry dividend = shares_entry("v", EntryKind::dividend, 1, 0, 10, "USD");
  dividend.tax = euros(1.5);
  dividend.rate = {Rate::of(1'250'000'000), "the bank", test::first_day};
  Entry sale = shares_entry("s2", EntryKind::sell, 1, 4, 260);
  sale.fee = euros(2);
  for (const Entry& entry :
       {of_year(cash_entry("d", EntryKind::deposit, 1000), 2024),
        of_year(shares_entry("b", EntryKind::buy, 1, 10, 500), 2024),
        of_year(shares_entry("s1", EntryKind::sell, 1, 1, 51), 2024), of_year(sale, 2025),
        of_year(dividend, 2025), of_year(cash_entry("f", EntryKind::fee, 7), 2025),
        of_year(cash_entry("i", EntryKind::interest, -3), 2025),
        of_year(cash_entry("x", EntryKind::fee, 99), 2025),
        of_year(test::reversal_of("r", "x"), 2025)}) {
    EXPECT_TRUE(out.append(entry, std::nullopt)) << entry.id;
  }
  return out;
}

TEST(Year, TellsTheLotsThatWereSoldInIt) {
  const Ledger ledger = ledger_of_two_years();
  const auto year = year_of(ledger.entries(), 2025).value();
  ASSERT_EQ(year.realised.size(), 1U);
  EXPECT_EQ(year.realised[0].proceeds - year.realised[0].cost, euros(60));
  EXPECT_EQ(year.realised[0].acquired, test::on(2024, 6, 30));
  EXPECT_EQ(year_of(ledger.entries(), 2024).value().realised.size(), 1U);
  EXPECT_EQ(year_of(ledger.entries(), 2023).value(), Year{});
}

TEST(Year, TellsIncomeAndCostsButNothingThatWasReversed) {
  const Ledger ledger = ledger_of_two_years();
  const auto year = year_of(ledger.entries(), 2025).value();
  std::map<std::pair<BookAccount, std::string>, Money> sums;
  for (const YearLine& line : year.lines) {
    sums[{line.book, line.amount.currency}] += line.amount.money;
  }
  const std::map<std::pair<BookAccount, std::string>, Money> expected = {
      {{BookAccount::dividends, "USD"}, euros(10)},
      {{BookAccount::taxes, "USD"}, euros(1.5)},
      {{BookAccount::fees, "EUR"}, euros(9)},
      {{BookAccount::interest, "EUR"}, euros(-3)}};
  EXPECT_EQ(sums, expected);
  for (const YearLine& line : year.lines) {
    if (line.book == BookAccount::dividends) {
      EXPECT_EQ(line.base, euros(8));
    }
    if (line.book == BookAccount::interest) {
      EXPECT_FALSE(line.base);
    }
  }
}

TEST(Valuation, CountsWhatHasPriceAndRate) {
  Security priced;
  priced.id = {1};
  priced.quote = Quote{50.5, test::first_day};
  const Market market("EUR", {priced}, {{"USD", 1.25, test::first_day}, {"GBP", 0.0, {}}});
  const Worth worth = worth_of(market, {1}, Quantity::whole(10), "USD", euros(400));
  EXPECT_EQ(worth.value, euros(505));
  EXPECT_EQ(worth.gain, euros(105));
  EXPECT_EQ(worth.base_value, euros(404));
  EXPECT_EQ(worth_of(market, {2}, Quantity::whole(10), "USD", euros(400)), Worth{}) << "no price";
  const Worth pounds = worth_of(market, {1}, Quantity::whole(1), "GBP", std::nullopt);
  EXPECT_EQ(pounds.value, euros(50.5));
  EXPECT_FALSE(pounds.gain) << "the cost is not known";
  EXPECT_FALSE(pounds.base_value) << "a rate of zero is none";
  EXPECT_EQ(market.in_base(euros(3), "EUR"), euros(3));
}

}  // namespace
}  // namespace ballast::planner::ledger
