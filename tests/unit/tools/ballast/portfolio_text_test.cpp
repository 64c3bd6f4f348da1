#include "tools/ballast/portfolio_text.hpp"

#include <gtest/gtest.h>

#include "tools/ballast/year_csv.hpp"
#include "tools/ballast/year_page.hpp"

namespace ballast::tools {
namespace {

using planner::Money;
using planner::ledger::BookAccount;

planner::Date day_of(unsigned month, unsigned of_month) {
  return std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{of_month};
}

messages::BooksReport small_books() {
  messages::BooksReport out;
  out.entries = 3;
  out.state_hash = "0123456789abcdef";
  messages::HoldingLine holding;
  holding.security = {1};
  holding.symbol = "AAA";
  holding.currency = "USD";
  holding.quantity = 2.5;
  holding.cost = Money::from_units(100);
  holding.first_bought = day_of(1, 5);
  holding.lots = {{"fill/f1", day_of(1, 5), 2.5, holding.cost, true, std::nullopt}};
  out.holdings.push_back(holding);
  out.balances = {{"main", BookAccount::cash, "EUR", Money::from_units(50)},
                  {"main", BookAccount::gains, "USD", Money::from_units(-12.5)}};
  out.moves = {{3, "fill/f1", "main", planner::ledger::EntryKind::buy, day_of(1, 5), "buy it",
                "order o1", true}};
  return out;
}

planner::ledger::Market small_market() {
  planner::Security priced;
  priced.id = {1};
  priced.quote = planner::Quote{60.0, day_of(1, 5)};
  return {"EUR", {priced}, {{"USD", 1.25, day_of(1, 5)}}};
}

TEST(PortfolioText, TellsWhatIsHeldWhatItIsWorthAndWhatMoved) {
  const std::string text = portfolio_text(small_books(), small_market(), 0);
  for (const char* expected :
       {"3 entries, books 01234567", "AAA", "2.5", "100.00", "150.00", "+50.00", "USD", "120.00",
        "2026-01-05", "fill/f1", "Worth 170.00 EUR: positions 120.00, cash 50.00.",
        "realised gains", "12.50", "buy it (reversed)", "order o1"}) {
    EXPECT_NE(text.find(expected), std::string::npos) << expected << "\n" << text;
  }
  EXPECT_EQ(text.find("Not counted"), std::string::npos);
}

TEST(PortfolioText, SaysWhatItCannotValue) {
  auto books = small_books();
  books.holdings[0].security = {2};
  books.balances.push_back({"main", BookAccount::cash, "CHF", Money::from_units(1)});
  EXPECT_NE(portfolio_text(books, small_market(), 0)
                .find("Not counted, for want of a price or a rate: AAA, CHF."),
            std::string::npos);
  EXPECT_NE(portfolio_text(books, std::nullopt, 0).find("nothing is valued"), std::string::npos);
  EXPECT_NE(portfolio_text({}, small_market(), 0).find("Nothing was booked"), std::string::npos);
}

TEST(PortfolioText, IsJsonWithWhatItIsWorth) {
  const auto json = portfolio_json(small_books(), small_market());
  EXPECT_EQ(json["holdings"][0]["symbol"], "AAA");
  EXPECT_EQ(json["worth"]["total"], 170.0);
  EXPECT_EQ(json["worth"]["holdings"][0]["gain"], 50.0);
  EXPECT_TRUE(portfolio_json(small_books(), std::nullopt)["worth"].is_null());
}

messages::YearReport small_year() {
  messages::YearReport out;
  out.year = 2026;
  messages::RealisedLine lot;
  lot.sale = "fill/f2";
  lot.symbol = "A,A\"A";
  lot.sold = day_of(3, 1);
  lot.quantity = 1.5;
  lot.currency = "USD";
  lot.proceeds = Money::from_units(150);
  lot.cost = Money::from_units(100);
  lot.base_proceeds = Money::from_units(120);
  lot.base_cost = Money::from_units(90);
  out.realised = {lot};
  out.income = {
      {"v", BookAccount::dividends, day_of(4, 1), "AAA", "EUR", Money::from_micros(1),
       std::nullopt},
      {"f", BookAccount::fees, day_of(4, 2), "", "USD", Money::from_units(2), std::nullopt}};
  return out;
}

TEST(YearCsv, HasALineForEachLotIncomeAndCostAndTheirSums) {
  EXPECT_EQ(year_csv(year_table(small_year(), "EUR")),
            "kind,day,symbol,quantity,acquired,currency,proceeds,cost,amount,base_currency,"
            "base_proceeds,base_cost,base_amount,entry\n"
            "gain,2026-03-01,\"A,A\"\"A\",1.5,,USD,150,100,50,EUR,120,90,30,fill/f2\n"
            "dividends,2026-04-01,AAA,,,EUR,,,0.000001,EUR,,,0.000001,v\n"
            "fees,2026-04-02,,,,USD,,,2,EUR,,,,f\n"
            "sum of dividends,,,,,,,,,EUR,,,0.000001,\n"
            "sum of fees,,,,,,,,,EUR,,,,\n"
            "sum of gain,,,,,,,,,EUR,,,30,\n");
}

TEST(YearCsv, AnUnknownCostGivesNoGain) {
  auto year = small_year();
  year.realised[0].cost_known = false;
  year.income.clear();
  const std::string text = year_csv(year_table(year, "USD"));
  EXPECT_NE(text.find("USD,150,,,USD,150,,,fill/f2\n"), std::string::npos) << text;
}

TEST(YearPage, HasASectionWithItsSumForEachKindAndNoMarkupOfStrangers) {
  auto year = small_year();
  year.income[0].symbol = "<b>&\"";
  const std::string page = year_page(year_table(year, "EUR"));
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_NE(page.find("<h1>2026</h1>"), std::string::npos);
  EXPECT_NE(page.find(">&lt;b&gt;&amp;&quot;</td>"), std::string::npos);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_NE(page.find("Sum</td><td class=\"n\">30.00</td>"), std::string::npos) << page;
  EXPECT_NE(page.find("Sum</td><td class=\"n\">unknown</td>"), std::string::npos) << page;
  EXPECT_NE(page.find("30.00<small>USD 50.00</small>"), std::string::npos) << page;
  EXPECT_EQ(page.find("Taxes"), std::string::npos);
  EXPECT_NE(year_page(year_table({}, "EUR")).find("Nothing was sold"), std::string::npos);
}

}  // namespace
}  // namespace ballast::tools
