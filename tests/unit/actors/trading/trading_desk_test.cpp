#include "actors/trading/trading_desk.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/unit/actors/trading/trading_books.hpp"

namespace ballast::actors {
namespace {

using messages::OrderReport;
using messages::OrderState;

class TradingDeskTest : public testing::Test {
 protected:
  /// Names of the checks that an only order of a plan fails.
  std::vector<std::string> failed(const messages::TradeOrder& order) {
    TradingDesk desk(view({order}));
    return failed(desk.check(order));
  }

  [[nodiscard]] DeskView view(std::vector<messages::TradeOrder> plan) const {
    DeskView out;
    out.universe = market_;
    out.portfolio = books_;
    out.listings = small_listings();
    out.plan = std::move(plan);
    out.broker_open.emplace();
    out.risk.mode = planner::trading::TradingMode::paper;
    out.risk.state = planner::trading::TradingState::active;
    out.books_age_ms = 0;
    out.settings = generous_limits();
    out.planner = patient_planner();
    out.today = day(2026, 1, 5);
    out.past = true;
    return out;
  }

  /// An order of a day on which the exchange is open until 1000.
  OrderReport checked_today(std::optional<double> limit) {
    messages::TradeOrder order = order_of(1, Side::sell, "AAA.DE", 10);
    order.limit = limit;
    DeskView today = view({order});
    today.past = false;
    today.session = [](const std::string& exchange) {
      return planner::trading::SessionFact{exchange, true, {}, 1000};
    };
    return TradingDesk(std::move(today)).check(order);
  }

  static std::vector<std::string> failed(const OrderReport& report) {
    std::vector<std::string> out;
    for (const auto& check : report.checks) {
      if (!check.passed) out.push_back(check.name);
    }
    EXPECT_EQ(out.empty(), report.state == OrderState::checked);
    return out;
  }

  using Names = std::vector<std::string>;
  messages::UniverseSnapshot market_ = small_market();
  messages::PortfolioSnapshot books_ = small_books();
};

TEST_F(TradingDeskTest, AnOrderIsForTheDayAndHasALimit) {
  EXPECT_EQ(checked_today({}).until_ms, 1000);
  EXPECT_EQ(checked_today({}).limit, 49.5) << "1 % below the last price of 50";
  EXPECT_EQ(checked_today(51.0).limit, 51.0);
  const auto refused = failed(checked_today(std::nan("")));
  EXPECT_EQ(refused, std::vector<std::string>{"input"});
}

TEST_F(TradingDeskTest, ASoundOrderPassesEveryCheckAtTheLastPrice) {
  const auto order = order_of(1, Side::buy, "CCC", 1);
  TradingDesk desk(view({order}));
  const auto report = desk.check(order);
  EXPECT_TRUE(failed(report).empty());
  EXPECT_EQ(report.checks.size(), 27U);
  EXPECT_EQ(report.price, 110.0);
  EXPECT_EQ(report.currency, "USD");
  EXPECT_EQ(report.value, planner::Money::from_units(100.0));
  const auto fill = desk.fill_of(report);
  EXPECT_EQ(fill.rate, 1.1);
  EXPECT_EQ(fill.fee, 2.0);
  EXPECT_EQ(fill.executed, day(2026, 1, 5));
}

constexpr std::int64_t noon_ms = 1'767'700'800'000;  // 2026-01-06

TEST_F(TradingDeskTest, AFreshQuoteIsTradedOnAndTheOrderSaysSo) {
  const auto checked_with = [&](const planner::BestQuote& quote) {
    const auto order = order_of(1, Side::buy, "CCC", 1);
    DeskView quoted = view({order});
    quoted.past = false;
    quoted.now_ms = noon_ms;
    quoted.listings.listings[2].quote = quote;
    quoted.listings.listings[2].tick = 0.05;
    TradingDesk desk(std::move(quoted));
    const auto report = desk.check(order);
    return std::pair(report, desk.fill_of(report));
  };
  const auto [report, fill] = checked_with({109.9, 110.2, 50.0, 40.0, noon_ms - 1000});
  EXPECT_EQ(report.price, 110.2);
  EXPECT_EQ(report.quoted_ms, noon_ms - 1000);
  EXPECT_EQ(report.value, planner::Money::from_units(110.2 / 1.1));
  EXPECT_EQ(report.limit, 111.15) << "1 % above 110.05 is 111.1505";
  EXPECT_EQ(fill.price, 110.2);
  EXPECT_EQ(fill.executed, day(2026, 1, 6));
  for (const planner::BestQuote& none : {planner::BestQuote{110.3, 110.2, {}, {}, noon_ms},
                                         {109.9, 110.2, {}, {}, noon_ms - 61'000},
                                         {109.9, 110.2, {}, {}, noon_ms + 60'000},
                                         {0.0, 110.2, {}, {}, noon_ms},
                                         {109.9, std::nan(""), {}, {}, noon_ms},
                                         {1e-12, 110.2, {}, {}, noon_ms}}) {
    const auto [at_last, filled] = checked_with(none);
    EXPECT_EQ(at_last.price, 110.0);
    EXPECT_EQ(at_last.quoted_ms, std::nullopt);
    EXPECT_EQ(filled.executed, day(2026, 1, 5));
  }
}

TEST_F(TradingDeskTest, EveryVerdictIsGivenAndNotTheFirstOnly) {
  EXPECT_EQ(failed(order_of(1, Side::sell, "ZZZ", 1)),
            (Names{"security", "permission", "price", "rate", "price_move", "min_hold", "lots",
                   "position", "order_size", "day_size"}));
}

TEST_F(TradingDeskTest, BadNumbersFailTheInput) {
  for (const double bad : {0.0, -1.0, std::nan(""), HUGE_VAL, 1e13}) {
    EXPECT_EQ(failed(order_of(1, Side::buy, "AAA.DE", bad)).front(), "input") << bad;
  }
  market_.securities[0].quote->price = 1e300;
  EXPECT_EQ(failed(order_of(1, Side::buy, "AAA.DE", 1)).front(), "price");
  market_.securities[0].quote->price = 1e9;
  EXPECT_EQ(failed(order_of(1, Side::buy, "AAA.DE", 1e9)).front(), "input");
}

TEST_F(TradingDeskTest, WhatIsNotAllowedNotPricedOrNotActiveIsRefused) {
  market_.securities[0].allow_buy = false;
  EXPECT_EQ(failed(order_of(1, Side::buy, "AAA.DE", 1)), Names{"permission"});
  EXPECT_EQ(failed(order_of(1, Side::sell, "AAA.DE", 1)), Names{});
  market_.securities[0].quote.reset();
  EXPECT_EQ(failed(order_of(1, Side::sell, "AAA.DE", 1)),
            (Names{"price", "price_move", "order_size", "day_size"}));
  market_.securities[2].active = false;
  market_.rates.clear();
  EXPECT_EQ(failed(order_of(1, Side::buy, "CCC", 1)),
            (Names{"security", "rate", "cash", "order_size", "day_size", "concentration"}));
}

TEST_F(TradingDeskTest, LotsArePartOfAPositionOrAllOfIt) {
  EXPECT_EQ(failed(order_of(1, Side::sell, "BBB.HK", 50)), Names{"lots"});
  EXPECT_EQ(failed(order_of(1, Side::sell, "BBB.HK", 100)), Names{});
  EXPECT_EQ(failed(order_of(1, Side::sell, "BBB.HK", 150)), Names{});
  EXPECT_EQ(failed(order_of(1, Side::sell, "BBB.HK", 200)), Names{"position"});
}

TEST_F(TradingDeskTest, CashMustCoverPriceAndFee) {
  EXPECT_EQ(failed(order_of(1, Side::buy, "AAA.DE", 1)), Names{}) << "52 of 100 are needed";
  EXPECT_EQ(failed(order_of(1, Side::buy, "AAA.DE", 2)), Names{"cash"}) << "102 of 100 are needed";
  EXPECT_EQ(failed(order_of(1, Side::buy, "CCC", 1)), Names{}) << "112.20 dollars, of 110 and 100 "
                                                                  "euros";
}

TEST_F(TradingDeskTest, ASaleMakesRoomForThePurchaseAfterIt) {
  const auto plan = small_plan().orders;
  TradingDesk desk(view(plan));
  EXPECT_EQ(failed(desk.check(plan[1])), (Names{"step_order", "cash"}));
  EXPECT_EQ(failed(desk.check(plan[0])), Names{});
  EXPECT_EQ(failed(desk.check(plan[1])), Names{});
  EXPECT_EQ(failed(desk.check(plan[1])), (Names{"not_executed", "cash"}));
}

}  // namespace
}  // namespace ballast::actors
