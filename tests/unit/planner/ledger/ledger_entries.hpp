// Entries for tests, in few words.
#pragma once

#include <string>

#include "planner/ledger/entry.hpp"

namespace ballast::planner::ledger::test {

[[nodiscard]] inline Date on(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

inline const Date first_day = on(2025, 1, 2);

[[nodiscard]] inline Money euros(double units) {
  return Money::from_units(units);
}

[[nodiscard]] inline Entry cash_entry(const std::string& id, EntryKind kind, double units,
                                      const std::string& currency = "EUR") {
  Entry out;
  out.id = id;
  out.kind = kind;
  out.day = first_day;
  out.amount = {currency, Money::from_units(units)};
  return out;
}

/// Shares of one security, whose symbol is S and its id.
[[nodiscard]] inline Entry shares_entry(const std::string& id, EntryKind kind,
                                        std::int64_t security, double quantity, double amount,
                                        const std::string& currency = "EUR") {
  Entry out = cash_entry(id, kind, amount, currency);
  out.security = {security};
  out.symbol = "S" + std::to_string(security);
  out.quantity = *Quantity::nearest(quantity);
  return out;
}

[[nodiscard]] inline Entry split_entry(const std::string& id, std::int64_t security,
                                       std::int64_t become, std::int64_t held) {
  Entry out = shares_entry(id, EntryKind::split, security, 0.0, 0.0);
  out.split = {become, held};
  return out;
}

[[nodiscard]] inline Entry method_entry(const std::string& id, LotMethod method) {
  Entry out = cash_entry(id, EntryKind::method, 0.0);
  out.method = method;
  return out;
}

[[nodiscard]] inline Entry reversal_of(const std::string& id, const std::string& reverses) {
  Entry out = cash_entry(id, EntryKind::reversal, 0.0);
  out.reverses = reverses;
  return out;
}

}  // namespace ballast::planner::ledger::test
