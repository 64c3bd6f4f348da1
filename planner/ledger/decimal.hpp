// Decimal numbers as texts, the way brokers and files write exact amounts, without a double
// between.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ballast::planner::ledger {

struct Decimal {
  std::int64_t count = 0;  // of the unit that was asked for
  bool exact = true;       // no digit beyond that unit was other than 0

  bool operator==(const Decimal&) const = default;
};

/// Returns a number such as "-12.5" in whole units of 10^-digits: to the nearest, ties to even.
/// Nothing for another text ("+1", "1e3", ".5", "5.", ""), one above 64 bytes, or a number above
/// 9e18 such units. REQUIRES: digits from 0 to 9.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text, int digits);

}  // namespace ballast::planner::ledger
