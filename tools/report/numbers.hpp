// Numbers as people read them: grouped thousands, a sign where it matters, no locale.
#pragma once

#include <cstdint>
#include <string>

#include "planner/model/money.hpp"
#include "planner/model/score.hpp"

namespace ballast::tools {

/// Returns "1,234,567".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// Returns "-1,234.50".
[[nodiscard]] std::string grouped(planner::Money amount);

/// Returns a score of 0..1 as points of 100 with three decimals: "66.033".
[[nodiscard]] std::string points(planner::Score score);

/// Returns the same with a sign: "+4.701".
[[nodiscard]] std::string signed_points(planner::Score score);

/// Returns shares without needless decimals: "7", "0.125".
[[nodiscard]] std::string shares(double quantity);

/// Returns a price with two decimals, or as many as a small price needs: "71.23", "0.0845".
[[nodiscard]] std::string price(double price);

/// Returns "950 ms", "12.3 s" or "4 min 10 s".
[[nodiscard]] std::string duration(std::uint64_t milliseconds);

/// Returns the same in few columns: "42s", "3m05s", "2h07m" or "4d03h".
[[nodiscard]] std::string short_duration(std::uint64_t milliseconds);

/// Returns a rate a second, shortened: "12.4 M/s", "830 k/s", "95 /s".
[[nodiscard]] std::string rate(double per_second);

}  // namespace ballast::tools
