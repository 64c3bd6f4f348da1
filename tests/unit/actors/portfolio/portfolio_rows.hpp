// Small portfolios and fills for tests.
#pragma once

#include <string>
#include <vector>

#include "messages/books.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

[[nodiscard]] inline planner::Date day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

[[nodiscard]] inline planner::Security known_security(std::int64_t id, const std::string& symbol,
                                                      const std::string& currency,
                                                      const std::string& unit) {
  planner::Security out;
  out.id.value = id;
  out.symbol = symbol;
  out.currency = currency;
  out.quotation_unit = unit;
  return out;
}

[[nodiscard]] inline std::vector<planner::Security> known_securities() {
  return {known_security(1, "AAA.DE", "EUR", "EUR"), known_security(2, "BBB.L", "GBP", "GBX"),
          known_security(3, "CCC", "USD", "USD")};
}

[[nodiscard]] inline messages::ImportPositions two_positions() {
  messages::ImportPositions out;
  out.source = "positions.csv";
  out.rows = {{2, "AAA.DE", 10.0, 50.0, "", day(2025, 1, 2)},
              {3, "BBB.L", 100.0, 250.0, "", std::nullopt}};
  return out;
}

[[nodiscard]] inline messages::ImportCash two_balances() {
  messages::ImportCash out;
  out.source = "cash.csv";
  out.rows = {{2, "EUR", 1000.0}, {3, "USD", 200.0}};
  return out;
}

[[nodiscard]] inline messages::ApplyFill fill_of(const std::string& id, std::int64_t security,
                                                 planner::Side side, double quantity, double price,
                                                 const std::string& currency, double rate,
                                                 double fee) {
  messages::ApplyFill out;
  out.fill_id = id;
  out.order_id = id;
  out.security.value = security;
  out.symbol = "S" + std::to_string(security);
  out.side = side;
  out.quantity = quantity;
  out.price = price;
  out.currency = currency;
  out.rate = rate;
  out.fee = fee;
  out.base_currency = "EUR";
  out.executed = day(2026, 1, 5);
  return out;
}

}  // namespace ballast::actors
