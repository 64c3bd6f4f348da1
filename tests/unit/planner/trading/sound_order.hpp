// An order that passes every check, for tests that spoil one thing each.
#pragma once

#include "planner/trading/facts.hpp"

namespace ballast::planner::trading {

inline constexpr Date monday = std::chrono::sys_days(std::chrono::year(2026) / 1 / 5);
inline constexpr std::int64_t minute_ms = 60'000;
/// 10:00 UTC of that day.
inline constexpr std::int64_t monday_ten_ms =
    std::chrono::milliseconds(monday.time_since_epoch()).count() + 600 * minute_ms;

/// Buys 10 CCC at 20 dollars, for 200 dollars or 100 euros, in a portfolio of 2000 euros.
[[nodiscard]] inline CheckFacts sound_order() {
  using ledger::Price;
  using ledger::Quantity;
  using ledger::Rate;
  CheckFacts out;
  out.now_ms = monday_ten_ms;
  out.today = monday;
  out.order = {2, Side::buy, "CCC", Quantity::whole(10), Price::whole(20), Money::from_units(2)};
  out.plan = {{1, Side::sell, "AAA", true}, {2, Side::buy, "CCC", false}};
  Security security;
  security.symbol = "CCC";
  security.currency = "USD";
  security.min_lot = 5;
  out.market.security = security;
  out.market.price = Price::whole(20);
  out.market.priced = monday - std::chrono::days(3);
  out.market.rate = Rate::whole(2);
  out.market.year_high = Price::whole(30);
  out.market.session = SessionFact{"XNYS", true, {}};
  out.books.base_currency = "EUR";
  out.books.held = Quantity::whole(7);
  out.books.held_since = monday - std::chrono::days(100);
  out.books.cash = {{"EUR", Money::from_units(400)}, {"USD", Money::from_units(300)}};
  out.books.rates = {{"USD", Rate::whole(2)}};
  out.books.total = Money::from_units(2000);
  out.books.in_country = Money::from_units(300);
  out.books.age_ms = 10 * minute_ms;
  out.history.broker_open.emplace();
  out.risk.mode = TradingMode::paper;
  out.risk.state = TradingState::active;
  out.risk.day_return_ppm = 1000;
  out.risk.drawdown_ppm = 0;
  out.min_hold_days = 90;
  out.sell_cooldown_days = 180;
  out.buy_cooldown_days = 30;
  out.min_cash_reserve = Money::from_units(100);
  return out;
}

/// The same, selling 5 of the 7.
[[nodiscard]] inline CheckFacts sound_sale() {
  CheckFacts out = sound_order();
  out.order.side = Side::sell;
  out.order.quantity = ledger::Quantity::whole(5);
  return out;
}

}  // namespace ballast::planner::trading
