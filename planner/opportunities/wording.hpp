// Numbers as they stand in sentences: the same text on every machine, whatever its locale.
#pragma once

#include <string>
#include <vector>

#include "planner/model/money.hpp"

namespace ballast::planner {

/// Returns x with this many decimals, rounded from its exact value, ties to even: "-3.50". Never
/// "-0.00". REQUIRES: x is finite, 0 <= decimals <= 17.
[[nodiscard]] std::string decimal_text(double x, int decimals);

/// Returns a fraction as "4.5 %".
[[nodiscard]] std::string percent_text(double fraction, int decimals);

/// Returns an amount rounded to whole units: "1200".
[[nodiscard]] std::string whole_text(Money amount);

/// Returns a number of shares in its shortest exact form: "7", "2.5".
[[nodiscard]] std::string shares_text(double quantity);

/// Returns "7 shares", "1 share".
[[nodiscard]] std::string count_of_shares(double quantity);

/// Returns "1 day", "90 days".
[[nodiscard]] std::string count_of_days(long days);

/// Returns "A", "A and B" or "A, B and C".
[[nodiscard]] std::string list_of(const std::vector<std::string>& names);

}  // namespace ballast::planner
