// Each check by itself: what it lets pass, what it forbids and in which words, and that what is not
// known forbids.
#include "planner/trading/checks.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "tests/unit/planner/trading/sound_order.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Price;
using ledger::Quantity;
using ledger::Rate;
using Names = std::vector<std::string>;
using Spoil = std::function<void(CheckFacts&)>;

Names failed(const CheckFacts& facts) {
  Names out;
  for (const Asked& one : ask_all(facts)) {
    if (one.verdict.passed) continue;
    EXPECT_FALSE(one.verdict.text.empty()) << one.name;
    out.emplace_back(one.name);
  }
  return out;
}

Names failed_purchase(const Spoil& spoil) {
  CheckFacts facts = sound_order();
  spoil(facts);
  return failed(facts);
}

Names failed_sale(const Spoil& spoil) {
  CheckFacts facts = sound_sale();
  spoil(facts);
  return failed(facts);
}

std::string text_of(const CheckFacts& facts, std::string_view name) {
  for (const Asked& one : ask_all(facts)) {
    if (one.name == name) return one.verdict.text;
  }
  return "no such check";
}

PastTrade traded(std::int64_t minutes_ago, const std::string& symbol = "BBB") {
  return {symbol, Side::buy, monday_ten_ms - minutes_ago * minute_ms, Money::from_units(50)};
}

TEST(OrderChecks, ASoundOrderPassesAndMayGoNow) {
  EXPECT_EQ(failed(sound_order()), Names{});
  EXPECT_EQ(failed(sound_sale()), Names{});
  EXPECT_EQ(may_go_ms(ask_all(sound_order()), 5), 5);
}

TEST(OrderChecks, WhatIsNotKnownForbids) {
  const std::vector<std::pair<Spoil, Names>> unknown = {
      {[](auto& f) { f.risk.mode.reset(); }, {"mode"}},
      {[](auto& f) { f.risk.state.reset(); }, {"state"}},
      {[](auto& f) { f.order.quantity.reset(); },
       {"input", "lots", "cash", "order_size", "day_size", "concentration"}},
      {[](auto& f) { f.order.planned.reset(); }, {"price_move"}},
      {[](auto& f) { f.market.security.reset(); }, {"security", "permission", "lots"}},
      {[](auto& f) { f.market.session.reset(); }, {"market"}},
      {[](auto& f) { f.market.year_high.reset(); }, {"year_high"}},
      {[](auto& f) { f.market.rate.reset(); },
       {"rate", "cash", "order_size", "day_size", "concentration"}},
      {[](auto& f) { f.market.price.reset(); },
       {"price", "year_high", "price_move", "cash", "order_size", "day_size", "concentration"}},
      {[](auto& f) { f.market.priced.reset(); }, {"price"}},
      {[](auto& f) { f.books.age_ms.reset(); }, {"books"}},
      {[](auto& f) { f.books.total.reset(); }, {"order_size", "day_size", "concentration"}},
      {[](auto& f) { f.books.in_country.reset(); }, {"concentration"}},
      {[](auto& f) { f.history.broker_open.reset(); }, {"pending"}},
  };
  for (std::size_t place = 0; place < unknown.size(); ++place) {
    auto names = failed_purchase(unknown[place].first);
    if (names.size() == unknown[place].second.size() + 1) std::erase(names, "cash");
    EXPECT_EQ(names, unknown[place].second) << place;
  }
  EXPECT_EQ(failed_sale([](auto& f) { f.books.held_since.reset(); }), Names{"min_hold"});
}

TEST(OrderChecks, TheStateOfTradingIsObeyed) {
  const auto reduce = [](auto& f) { f.risk.state = TradingState::reduce; };
  const auto halt = [](auto& f) { f.risk.state = TradingState::halt; };
  EXPECT_EQ(failed_purchase(reduce), Names{"state"});
  EXPECT_EQ(failed_sale(reduce), Names{});
  EXPECT_EQ(failed_purchase(halt), Names{"state"});
  EXPECT_EQ(failed_sale(halt), Names{"state"});
}

TEST(OrderChecks, LossesStopSalesThenEverything) {
  const auto lost = [](std::int64_t ppm) {
    return [ppm](auto& f) { f.risk.day_return_ppm = -ppm; };
  };
  EXPECT_EQ(failed_sale(lost(19'999)), Names{});
  EXPECT_EQ(failed_sale(lost(20'000)), Names{"breaker"});
  EXPECT_EQ(failed_purchase(lost(49'999)), Names{});
  EXPECT_EQ(failed_purchase(lost(50'000)), Names{"breaker"});
  EXPECT_EQ(failed_purchase([](auto& f) { f.risk.day_return_ppm.reset(); }), Names{});
  EXPECT_EQ(failed_sale([](auto& f) { f.risk.drawdown_ppm = 150'000; }), Names{"breaker"});
  EXPECT_EQ(failed_sale([](auto& f) { f.risk.tripped = "lost too much"; }), Names{"breaker"});
}

TEST(OrderChecks, TradesKeepTheirDistanceAndSayWhenTheNextMayGo) {
  CheckFacts facts = sound_order();
  facts.history.week = {traded(59)};
  EXPECT_EQ(failed(facts), Names{"frequency"});
  EXPECT_EQ(may_go_ms(ask_all(facts), facts.now_ms), monday_ten_ms + minute_ms);
  facts.history.week = {traded(60)};
  EXPECT_EQ(failed(facts), Names{});
  facts.history.week = {traded(200), traded(300), traded(400), traded(500)};
  EXPECT_EQ(failed(facts), Names{"frequency"});
  EXPECT_EQ(may_go_ms(ask_all(facts), facts.now_ms), monday_ten_ms + (24 * 60 - 500) * minute_ms);
  facts.history.week.clear();
  for (int day = 1; day <= 5; ++day) {
    facts.history.week.push_back(traded(day * 1440 + 5));
    facts.history.week.push_back(traded(day * 1440 + 70));
  }
  EXPECT_EQ(failed(facts), Names{"frequency"}) << "ten in seven days";
  facts.history.week.pop_back();
  EXPECT_EQ(failed(facts), Names{});
}

TEST(OrderChecks, ClosedExchangesSayWhenTheyOpen) {
  CheckFacts facts = sound_order();
  facts.market.session = SessionFact{"XNYS", false, monday_ten_ms + 270 * minute_ms};
  EXPECT_EQ(failed(facts), Names{"market"});
  EXPECT_EQ(text_of(facts, "market"), "XNYS is closed; it opens 2026-01-05 14:30 UTC");
  EXPECT_EQ(may_go_ms(ask_all(facts), facts.now_ms), monday_ten_ms + 270 * minute_ms);
  facts.risk.state = TradingState::halt;
  EXPECT_EQ(may_go_ms(ask_all(facts), facts.now_ms), std::nullopt) << "only a person knows";
}

TEST(OrderChecks, OldPricesAndBadOnesAreNotTradedOn) {
  const auto priced = [](int days) {
    return [days](auto& f) { f.market.priced = monday - std::chrono::days(days); };
  };
  EXPECT_EQ(failed_purchase(priced(4)), Names{}) << "Thursday's: Friday and ten hours old";
  EXPECT_EQ(failed_purchase(priced(5)), Names{"price"});
  EXPECT_EQ(failed_purchase(priced(500)), Names{"price"});
  EXPECT_EQ(failed_purchase(priced(-3)), Names{"price"});
  EXPECT_EQ(failed_purchase([](auto& f) { f.market.year_high = Price::of(21'052'631'579); }),
            Names{"year_high"});
  EXPECT_EQ(failed_purchase([](auto& f) { f.market.year_high = Price::of(21'052'700'000); }),
            Names{});
  EXPECT_EQ(failed_purchase([](auto& f) { f.order.planned = Price::of(18'100'000'000); }),
            Names{"price_move"});
  EXPECT_EQ(failed_sale([](auto& f) { f.order.planned = Price::of(18'100'000'000); }), Names{});
  EXPECT_EQ(failed_sale([](auto& f) { f.order.planned = Price::of(23'000'000'000); }),
            Names{"price_move"});
}

TEST(OrderChecks, WaitingTimesHoldAndEnd) {
  const auto days = [](int count) { return monday - std::chrono::days(count); };
  EXPECT_EQ(failed_purchase([&](auto& f) { f.history.last_bought = days(29); }),
            Names{"buy_cooldown"});
  EXPECT_EQ(failed_purchase([&](auto& f) { f.history.last_bought = days(30); }), Names{});
  EXPECT_EQ(failed_sale([&](auto& f) { f.history.last_sold = days(179); }), Names{"sell_cooldown"});
  EXPECT_EQ(failed_sale([&](auto& f) { f.history.last_bought = days(89); }), Names{"min_hold"});
  EXPECT_EQ(failed_sale([&](auto& f) { f.books.held_since = days(90); }), Names{});
}

TEST(OrderChecks, OpenOrdersOfOursOrOfTheBrokerForbidAnother) {
  const OpenOrder open{"CCC", Side::sell, Quantity::whole(1), "USD", Money{}};
  EXPECT_EQ(failed_purchase([&](auto& f) { f.history.own_open = {open}; }), Names{"pending"});
  EXPECT_EQ(failed_purchase([&](auto& f) { f.history.broker_open = {{open}}; }), Names{"pending"});
  EXPECT_EQ(failed_purchase([](auto& f) {
              f.settings.min_minutes_between_trades = 0;
              f.history.week = {traded(4, "CCC")};
            }),
            Names{"pending"});
}

TEST(OrderChecks, SalesTakeWhatIsHeldAndFree) {
  const auto sells = [](int shares) {
    return [shares](auto& f) { f.order.quantity = Quantity::whole(shares); };
  };
  EXPECT_EQ(failed_sale(sells(7)), Names{}) << "all of it, odd lots too";
  EXPECT_EQ(failed_sale(sells(6)), Names{"lots"});
  EXPECT_EQ(failed_sale(sells(10)), Names{"position"});
  EXPECT_EQ(failed_sale([](auto& f) {
              f.history.own_open = {{"CCC", Side::sell, Quantity::whole(3), "USD", Money{}}};
            }),
            (Names{"position", "pending"}));
}

TEST(OrderChecks, CashCoversPriceFeeMarginAndReserve) {
  const auto cash = [](double euros, double dollars) {
    return [=](auto& f) {
      f.books.cash = {{"EUR", Money::from_units(euros)}, {"USD", Money::from_units(dollars)}};
    };
  };
  // 204 dollars and 1 % are needed, 5 stay: 211.04; the reserve of 100 euros counts everything.
  EXPECT_EQ(failed_purchase(cash(150, 211.04)), Names{});
  EXPECT_EQ(failed_purchase(cash(5, 211.03)), Names{"cash"});
  // 206.04 dollars in euros with 2 %: 105.0804, and 5 stay.
  EXPECT_EQ(failed_purchase(cash(199, 5)), Names{"cash"}) << "the reserve";
  EXPECT_EQ(failed_purchase(cash(210, 5)), Names{});
  EXPECT_EQ(failed_purchase(cash(500, -1)), Names{"cash"}) << "below zero already";
  EXPECT_EQ(failed_purchase([](auto& f) { f.books.rates.clear(); }), Names{"cash"});
  // Nothing is exchanged for the base currency, which would go below zero.
  const auto in_euros = [](double euros) {
    return [=](auto& f) {
      f.market.security->currency = "EUR";
      f.market.rate = Rate::whole(1);
      f.books.cash = {{"EUR", Money::from_units(euros)}, {"USD", Money::from_units(5000)}};
    };
  };
  EXPECT_EQ(failed_purchase(in_euros(209.04)), Names{}) << "202 and 1 %, and 5 stay";
  EXPECT_EQ(failed_purchase(in_euros(209.01)), Names{"cash"});
  EXPECT_EQ(failed_purchase([](auto& f) {
              f.history.own_open = {
                  {"AAA", Side::buy, Quantity::whole(1), "EUR", Money::from_units(390)},
                  {"BBB", Side::buy, Quantity::whole(1), "USD", Money::from_units(100)}};
            }),
            Names{"cash"});
}

TEST(OrderChecks, NoOrderMovesTooMuch) {
  const auto total = [](double euros) {
    return [=](auto& f) { f.books.total = Money::from_units(euros); };
  };
  EXPECT_EQ(failed_sale(total(200)), Names{});
  EXPECT_EQ(failed_sale(total(199.99)), Names{"order_size"});
  EXPECT_EQ(failed_purchase([](auto& f) {
              f.history.week = {traded(70), traded(140)};
              f.settings.max_day_share = 0.099;
            }),
            Names{"day_size"});
  EXPECT_EQ(failed_purchase([](auto& f) { f.settings.max_position_share = 0.08; }),
            Names{"concentration"})
      << "170 of 2000 euros";
  EXPECT_EQ(failed_purchase([](auto& f) { f.settings.max_country_share = 0.19; }),
            Names{"concentration"})
      << "400 of 2000 euros";
}

TEST(OrderChecks, ThePlanComesInOrderAndEachStepOnce) {
  EXPECT_EQ(failed_purchase([](auto& f) { f.plan[0].executed = false; }), Names{"step_order"});
  EXPECT_EQ(failed_purchase([](auto& f) { f.plan[1].executed = true; }), Names{"not_executed"});
  EXPECT_EQ(text_of(
                [] {
                  CheckFacts facts = sound_order();
                  facts.plan[0].executed = false;
                  return facts;
                }(),
                "step_order"),
            "step 1 of the plan, the sale of AAA, comes first");
}

TEST(OrderChecks, ALimitIsAPersonsOrFollowsFromTheLastPrice) {
  CheckFacts facts = sound_order();
  EXPECT_EQ(limit_of_order(facts), Price::of(20'200'000'000)) << "20 and 1 %";
  facts.order.side = Side::sell;
  EXPECT_EQ(limit_of_order(facts), Price::of(19'800'000'000));
  facts.settings.limit_distance = 0.0;
  EXPECT_EQ(limit_of_order(facts), std::nullopt) << "a market order";
  facts.order.limit = Price::whole(19);
  EXPECT_EQ(limit_of_order(facts), Price::whole(19));
  EXPECT_EQ(failed_purchase([](auto& f) { f.order.limit = Price{}; }), Names{"input"});
}

TEST(OrderChecks, ALimitAboveThePriceMustBePaidFor) {
  // 10 at 20 dollars and the fee are there; at 120 dollars they are not.
  EXPECT_EQ(failed_purchase([](auto& f) { f.order.limit = Price::whole(21); }), Names{});
  EXPECT_EQ(failed_purchase([](auto& f) { f.order.limit = Price::whole(120); }), Names{"cash"});
}

TEST(OrderChecks, EveryNameIsThereOnceAndEverySettingIsListed) {
  Names names;
  for (const Check& check : all_checks()) names.emplace_back(check.name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  TradingSettings settings;
  for (const SettingEntry& entry : list_trading_settings(settings)) {
    EXPECT_TRUE(set_trading_setting(settings, entry.name, entry.value)) << entry.name;
    EXPECT_FALSE(set_trading_setting(settings, entry.name, "-5")) << entry.name;
  }
  EXPECT_EQ(settings, TradingSettings{});
  EXPECT_EQ(set_trading_setting(settings, "cash_margn", "0").error().allowed,
            "did you mean cash_margin?");
}

}  // namespace
}  // namespace ballast::planner::trading
