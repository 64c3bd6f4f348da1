// Cash below zero: what is lacking, what is exchanged, what is sold, and what an order for it is
// spared. The amounts were worked out by hand.
#include <gtest/gtest.h>

#include "planner/trading/checks.hpp"
#include "planner/trading/emergency.hpp"
#include "tests/unit/planner/trading/sound_order.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Price;
using ledger::Quantity;
using ledger::Rate;

SellableHolding holding(const std::string& symbol, const std::string& currency, int shares,
                        int price, std::int64_t lot = 1) {
  return {symbol, currency, Quantity::whole(shares), Price::whole(price), lot, true};
}

/// Counted in euros, two dollars and eight Hong Kong dollars each; 5 are to be kept of a currency.
EmergencyFacts account(std::map<std::string, Money> cash) {
  EmergencyFacts out;
  out.base_currency = "EUR";
  out.cash = std::move(cash);
  out.rates = {{"HKD", Rate::whole(8)}, {"USD", Rate::whole(2)}};
  out.keep = Money::from_units(5);
  out.fee = Money::from_units(2);
  return out;
}

Money units(double amount) {
  return Money::from_units(amount);
}

TEST(EmergencyOfCash, NoneWhereBalancesAreEnoughOrNotUsed) {
  EXPECT_EQ(assess_emergency(account({})), Emergency{});
  EXPECT_EQ(assess_emergency(account({{"EUR", units(5)}, {"USD", units(0)}})), Emergency{});
}

TEST(EmergencyOfCash, WhatIsLowIsFilledUpByAnExchangeAndNothingIsSold) {
  auto facts = account({{"EUR", units(100)}, {"USD", units(3)}});
  facts.holdings = {holding("AAA", "EUR", 10, 50)};
  const Emergency found = assess_emergency(facts);
  EXPECT_FALSE(found.is_below_zero());
  EXPECT_EQ(describe(found), "cash is low: 3.00 USD");
  EXPECT_EQ(found.conversions, (std::vector<Conversion>{{{"EUR", units(1)}, {"USD", units(2)}}}));
  EXPECT_TRUE(found.sales.empty());
  facts.exchanges = false;
  EXPECT_TRUE(assess_emergency(facts).sales.empty()) << "low is not below zero";
}

TEST(EmergencyOfCash, TheLargestSurplusGoesToTheLargestDeficitUntilOneIsUsedUp) {
  const Emergency found =
      assess_emergency(account({{"EUR", units(25)}, {"HKD", units(-75)}, {"USD", units(105)}}));
  EXPECT_TRUE(found.is_below_zero());
  EXPECT_EQ(describe(found), "cash is below zero: -75.00 HKD");
  // 80 HKD are 10 EUR; the dollars beyond 5 are 50 EUR, the euros beyond 5 are 20.
  EXPECT_EQ(found.conversions, (std::vector<Conversion>{{{"USD", units(20)}, {"HKD", units(80)}}}));
  EXPECT_EQ(found.to_raise, units(0));
  const Emergency larger =
      assess_emergency(account({{"EUR", units(25)}, {"HKD", units(-475)}, {"USD", units(85)}}));
  // 480 HKD are 60 EUR: 40 of the dollars, then 20 of the euros.
  EXPECT_EQ(larger.conversions,
            (std::vector<Conversion>{{{"USD", units(80)}, {"HKD", units(320)}},
                                     {{"EUR", units(20)}, {"HKD", units(160)}}}));
}

TEST(EmergencyOfCash, WhatIsStillBelowZeroIsSoldForTheLargestHoldingFirst) {
  auto facts = account({{"EUR", units(-100)}, {"USD", units(-200)}});
  facts.holdings = {holding("SMALL", "EUR", 1, 30), holding("LARGE", "USD", 1000, 10, 100),
                    holding("KEPT", "EUR", 1000, 100)};
  facts.holdings[2].allow_sell = false;
  facts.fee_share = 0.1;
  const Emergency found = assess_emergency(facts);
  EXPECT_EQ(found.to_raise, units(220)) << "100 EUR and 200 USD, and a tenth";
  // A lot of 100 at 10 USD is 500 EUR, 450 after a tenth; less the fee of 2.
  EXPECT_EQ(found.sales, (std::vector<RescueSale>{{"LARGE", "USD", Quantity::whole(100),
                                                   Price::whole(10), units(448)}}));
  EXPECT_EQ(found.not_covered, units(0));
}

TEST(EmergencyOfCash, SalesAddUpToWhatIsNeededAndSayWhatTheyCannotCover) {
  auto facts = account({{"EUR", units(-1000)}});
  facts.holdings = {holding("B", "EUR", 10, 30), holding("A", "EUR", 10, 60)};
  const Emergency found = assess_emergency(facts);
  ASSERT_EQ(found.sales.size(), 2U);
  EXPECT_EQ(found.sales[0].symbol, "A");
  EXPECT_EQ(found.sales[0].proceeds, units(598));
  EXPECT_EQ(found.sales[1].proceeds, units(298));
  EXPECT_EQ(found.not_covered, units(204));
  EXPECT_EQ(advice_of(found, "EUR").back(),
            "pay in 204.00 EUR: nothing that may be sold brings it");
  facts.largest_sale = units(200);
  EXPECT_EQ(assess_emergency(facts).sales[0].quantity, Quantity::whole(3)) << "180 of 200";
}

TEST(EmergencyOfCash, EachAlternativeRaisesEverythingByItself) {
  auto facts = account({{"EUR", units(-100)}});
  facts.holdings = {holding("A", "EUR", 10, 60), holding("B", "EUR", 10, 30)};
  const auto sales = alternative_sales(facts, assess_emergency(facts));
  ASSERT_EQ(sales.size(), 2U);
  EXPECT_EQ(sales[0].quantity, Quantity::whole(2)) << "110 and a fee of 2 want 112 of 120";
  EXPECT_EQ(sales[1].quantity, Quantity::whole(4)) << "of 120";
}

TEST(EmergencyOfCash, WithoutExchangingOnlyWhatPaysTheRightCurrencyIsSold) {
  auto facts = account({{"EUR", units(1000)}, {"USD", units(-100)}});
  facts.holdings = {holding("A", "EUR", 10, 60), holding("B", "USD", 10, 30)};
  facts.exchanges = false;
  const Emergency found = assess_emergency(facts);
  EXPECT_TRUE(found.conversions.empty());
  ASSERT_EQ(found.sales.size(), 1U);
  EXPECT_EQ(found.sales[0].symbol, "B");
  EXPECT_EQ(found.sales[0].quantity, Quantity::whole(4)) << "57 EUR at 15 each";
}

TEST(EmergencyOfCash, ACurrencyWithoutARateIsNamed) {
  const Emergency found = assess_emergency(account({{"CHF", units(-10)}, {"EUR", units(100)}}));
  EXPECT_TRUE(found.is_below_zero());
  EXPECT_EQ(
      advice_of(found, "EUR"),
      (std::vector<std::string>{"find a rate of CHF: without one its balance cannot be mended"}));
}

TEST(EmergencyOfCash, AnOrderForItDoesNotWaitButPassesEveryOtherCheck) {
  CheckFacts facts = sound_sale();
  facts.order.emergency = true;
  facts.history.last_sold = facts.today;
  facts.history.last_bought = facts.today;
  facts.risk.day_return_ppm = -30'000;
  for (int trade = 0; trade < 20; ++trade) {
    facts.history.week.push_back({"AAA", Side::sell, facts.now_ms - minute_ms, Money{}});
  }
  EXPECT_TRUE(all_passed(ask_all(facts)));
  facts.order.emergency = false;
  std::vector<std::string> failed;
  for (const Asked& one : ask_all(facts)) {
    if (!one.verdict.passed) failed.emplace_back(one.name);
  }
  EXPECT_EQ(failed,
            (std::vector<std::string>{"breaker", "frequency", "sell_cooldown", "min_hold"}));
  facts.order.emergency = true;
  facts.risk.day_return_ppm = -50'000;
  EXPECT_FALSE(check_breaker(facts).passed) << "a great loss stops it, too";
  facts = sound_sale();
  facts.order.emergency = true;
  facts.order.quantity = Quantity::whole(10);
  EXPECT_FALSE(check_position(facts).passed);
  facts.history.broker_open->push_back({"CCC", Side::buy, Quantity::whole(1), "USD", Money{}});
  EXPECT_FALSE(check_pending(facts).passed);
}

TEST(EmergencyOfCash, NothingIsBoughtWhileItLasts) {
  CheckFacts facts = sound_order();
  facts.risk.emergency = "cash is below zero: -1.00 USD";
  EXPECT_EQ(check_state(facts).text,
            "cash is below zero: -1.00 USD; nothing is bought until it is not");
  facts.order.side = Side::sell;
  EXPECT_TRUE(check_state(facts).passed);
}

}  // namespace
}  // namespace ballast::planner::trading
