// A small market, its books and a plan of three steps, for tests of trading.
#pragma once

#include <string>

#include "actors/trading/trading_desk.hpp"
#include "messages/books.hpp"
#include "messages/market.hpp"
#include "messages/trading.hpp"

namespace ballast::actors {

using planner::Side;

[[nodiscard]] inline planner::Date day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

[[nodiscard]] inline planner::Security security_of(std::int64_t id, const std::string& symbol,
                                                   const std::string& currency, double price,
                                                   int lot) {
  planner::Security out;
  out.id.value = id;
  out.symbol = symbol;
  out.currency = currency;
  out.quotation_unit = currency;
  out.min_lot = lot;
  out.quote = planner::Quote{price, day(2026, 1, 5)};
  return out;
}

[[nodiscard]] inline messages::UniverseSnapshot small_market() {
  messages::UniverseSnapshot out;
  out.base_currency = "EUR";
  out.securities = {security_of(1, "AAA.DE", "EUR", 50.0, 1),
                    security_of(2, "BBB.HK", "HKD", 20.0, 100),
                    security_of(3, "CCC", "USD", 110.0, 1)};
  out.rates = {{"HKD", 8.0, day(2026, 1, 5)}, {"USD", 1.1, day(2026, 1, 5)}};
  out.newest_price = day(2026, 1, 5);
  return out;
}

[[nodiscard]] inline messages::PortfolioSnapshot small_books() {
  messages::PortfolioSnapshot out;
  out.positions = {{{1}, 20.0, 40.0, day(2025, 1, 2)}, {{2}, 150.0, 18.0, day(2025, 1, 2)}};
  out.cash = {{"EUR", 100.0}, {"USD", 110.0}};
  return out;
}

[[nodiscard]] inline messages::TradeOrder order_of(std::uint32_t step, Side side,
                                                   const std::string& symbol, double quantity) {
  messages::TradeOrder out;
  out.step = step;
  out.side = side;
  out.symbol = symbol;
  out.quantity = quantity;
  const auto market = small_market();
  for (const auto& security : market.securities) {
    if (security.symbol != symbol) continue;
    out.price = security.quote->price;
    out.currency = security.currency;
  }
  out.fee = planner::Money::from_units(2.0);
  return out;
}

[[nodiscard]] inline messages::Listings small_listings() {
  return {
      {{{1}, "AAA.DE", "XETR", 90.0}, {{2}, "BBB.HK", "XHKG", 40.0}, {{3}, "CCC", "XNYS", 200.0}}};
}

/// Nothing but the order itself stands in its way: no limits of how often and how much.
[[nodiscard]] inline planner::trading::TradingSettings generous_limits() {
  planner::trading::TradingSettings out;
  out.min_minutes_between_trades = 0;
  out.min_minutes_between_same = 0;
  out.max_trades_per_day = 1000;
  out.max_trades_per_week = 1000;
  out.max_order_share = 1.0;
  out.max_day_share = 10.0;
  out.max_position_share = 1.0;
  out.max_country_share = 1.0;
  out.cash_margin = 0.0;
  out.conversion_margin = 0.0;
  out.currency_reserve = 0.0;
  return out;
}

[[nodiscard]] inline planner::Settings patient_planner() {
  planner::Settings out;
  out.min_cash_reserve = 0.0;
  return out;
}

/// Sells 10 of AAA.DE for 500, then buys 6 of CCC for 600.
[[nodiscard]] inline messages::ExecutePlan small_plan() {
  messages::ExecutePlan out;
  out.plan_id = "plan-1";
  out.all = true;
  out.orders = {order_of(1, Side::sell, "AAA.DE", 10), order_of(2, Side::buy, "CCC", 6)};
  return out;
}

}  // namespace ballast::actors
