// Small imports for tests of the universe.
#pragma once

#include <string>

#include "messages/market.hpp"

namespace ballast::actors {

[[nodiscard]] inline planner::Date day(int year, unsigned month, unsigned of_month) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

[[nodiscard]] inline messages::SecurityRow security_row(const std::string& symbol,
                                                        const std::string& currency,
                                                        std::uint32_t line) {
  messages::SecurityRow row;
  row.line = line;
  row.symbol = symbol;
  row.name = "Company " + symbol;
  row.country = "Germany";
  row.industry = "Banks, Software";
  row.currency = currency;
  row.product_type = "equity";
  return row;
}

[[nodiscard]] inline messages::ImportSecurities two_securities() {
  messages::ImportSecurities out;
  out.source = "securities.csv";
  out.rows = {security_row("AAA.DE", "EUR", 2), security_row("BBB.L", "GBX", 3)};
  return out;
}

/// Closes of one symbol on consecutive days from `first`.
[[nodiscard]] inline messages::ImportPrices prices_of(const std::string& symbol,
                                                      planner::Date first,
                                                      const std::vector<double>& closes) {
  messages::ImportPrices out;
  out.source = "prices.csv";
  out.symbols = {symbol};
  for (std::size_t place = 0; place < closes.size(); ++place) {
    out.symbol.push_back(0);
    out.day.push_back(static_cast<std::int32_t>(first.time_since_epoch().count()) +
                      static_cast<std::int32_t>(place));
    out.close.push_back(closes[place]);
    out.volume.push_back(-1.0);
    out.line.push_back(static_cast<std::uint32_t>(place + 2));
  }
  return out;
}

[[nodiscard]] inline messages::FundamentalsRow fundamentals_row(
    planner::Date date, const std::string& symbol = "BBB.L") {
  messages::FundamentalsRow row;
  row.line = 2;
  row.symbol = symbol;
  row.date = date;
  return row;
}

[[nodiscard]] inline messages::ImportFundamentals fundamentals_of(
    const std::vector<messages::FundamentalsRow>& rows) {
  messages::ImportFundamentals out;
  out.source = "fundamentals.csv";
  out.rows = rows;
  return out;
}

[[nodiscard]] inline messages::ImportRates two_rates() {
  messages::ImportRates out;
  out.source = "fx.csv";
  out.base_currency = "EUR";
  out.currencies = {"USD", "GBP"};
  out.currency = {0, 1, 0};
  out.day = {20'000, 20'000, 20'001};
  out.per_base = {1.10, 0.85, 1.20};
  out.line = {2, 2, 3};
  return out;
}

}  // namespace ballast::actors
