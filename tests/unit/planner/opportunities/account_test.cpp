#include "planner/opportunities/account.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::planner {
namespace {

using namespace example;

TEST(Account, AddsUpPositionsAndCashOfAllCurrencies) {
  PlanInputs all = inputs();
  all.cash = {{"EUR", 1000}, {"USD", 550}};
  all.rates = {{"USD", 1.1, today}};
  const Account account = prepare_account(request(), all);
  EXPECT_EQ(account.cash, Money::from_units(1500));
  EXPECT_EQ(account.total_value, 10'000);
  EXPECT_EQ(account.find(1)->value, 3000);
  EXPECT_EQ(account.find(3), nullptr);
  EXPECT_TRUE(account.degraded.empty());
}

TEST(Account, SetsTheReserveAsideButNeverBelowNothing) {
  PlanRequest wish = request();
  wish.settings.min_cash_reserve = 500;
  EXPECT_EQ(prepare_account(wish, inputs()).available, Money::from_units(1000));
  wish.settings.min_cash_reserve = 2000;
  EXPECT_EQ(prepare_account(wish, inputs()).available, Money{});
  PlanInputs all = inputs();
  all.cash = {{"EUR", -70}};
  EXPECT_EQ(prepare_account(wish, all).available, Money::from_units(-70));
}

TEST(Account, KeepsTheMarketsShareInCashWhereSettingsLookAtTheMarket) {
  PlanRequest wish = request();
  wish.settings.enable_market_regime = true;
  wish.settings.market_indices = {"AAA"};
  PlanInputs all = inputs();
  all.securities[0].metrics.distance_200d = -0.06;
  EXPECT_EQ(prepare_account(wish, all).reserve, Money::from_units(500)) << "5 % of 10,000";
  wish.settings.min_cash_reserve = 700;
  EXPECT_EQ(prepare_account(wish, all).reserve, Money::from_units(700));
  EXPECT_TRUE(prepare_account(wish, all).degraded.empty());
}

TEST(Account, SaysWhereTheMarketIsUnknown) {
  PlanRequest wish = request();
  wish.settings.enable_market_regime = true;
  EXPECT_EQ(prepare_account(wish, inputs()).reserve, Money::from_units(300)) << "it rests: 3 %";
  EXPECT_EQ(prepare_account(wish, inputs()).degraded,
            std::vector<std::string>{"No market index is named in market_indices, so the market is "
                                     "taken to rest."});
  wish.settings.market_indices = {"AAA", "NONE"};
  EXPECT_EQ(prepare_account(wish, inputs()).degraded,
            std::vector<std::string>{"There are no 200 days of prices of AAA, NONE, so the market "
                                     "is taken to rest."});
}

TEST(Account, TakesPendingOrdersAsDone) {
  PlanInputs all = inputs();
  all.pending_orders = {{ddd, Side::buy, 4, 30},  {aaa, Side::sell, 30, 50},
                        {ccc, Side::sell, 99, 1}, {bbb, Side::buy, 0, 100},
                        {bbb, Side::buy, 5, 0},   {SecurityId{99}, Side::buy, 5, 5}};
  const Account account = prepare_account(request(), all);
  EXPECT_EQ(account.cash, Money::from_units(1500 - 120));
  EXPECT_EQ(account.find(0)->quantity, 50);
  EXPECT_EQ(account.find(2), nullptr);
  EXPECT_EQ(account.find(3)->quantity, 4);
  EXPECT_EQ(account.find(3)->average_price, 30);
  EXPECT_EQ(account.total_value, 50 * 50 + 3000 + 4 * 25 + 1380);
}

TEST(Account, PlansWithTheRequestsOwnCash) {
  PlanRequest wish = request();
  wish.cash = Money::from_units(250);
  EXPECT_EQ(prepare_account(wish, inputs()).available, Money::from_units(250));
  EXPECT_EQ(prepare_account(wish, inputs()).total_value, 8750);
}

TEST(Account, NamesWhatIsMissing) {
  PlanInputs all = inputs();
  all.cash.push_back({"CHF", 10});
  all.securities[0].quote.reset();
  all.securities[1].currency = "USD";
  const Account account = prepare_account(request(), all);
  ASSERT_EQ(account.degraded.size(), 3U);
  EXPECT_EQ(account.degraded[0], "AAA has no price and is valued at its average cost.");
  EXPECT_EQ(account.degraded[1], "There is no exchange rate for USD, so BBB is not counted.");
  EXPECT_EQ(account.degraded[2],
            "There is no exchange rate for CHF, so cash in it is not counted.");
  EXPECT_EQ(account.total_value, 80 * 40 + 1500 + 1500);
}

}  // namespace
}  // namespace ballast::planner
