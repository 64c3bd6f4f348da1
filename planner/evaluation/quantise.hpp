// The only places where doubles become integers of a plan context. Nearest, ties to even. `what`
// begins the sentence of the std::invalid_argument that is thrown for a number out of range.
#pragma once

#include <cstdint>
#include <string>

namespace ballast::planner {

/// Returns a score term in units of 2^-50. At most 8 in size.
[[nodiscard]] std::int64_t to_ticks(double value, const std::string& what);

/// Returns an amount in millionths. At most 1e11 in size.
[[nodiscard]] std::int64_t to_micros(double units, const std::string& what);

/// Returns a priority in units of 2^-30. At most 2^20 in size.
[[nodiscard]] std::int64_t to_priority(double priority, const std::string& what);

}  // namespace ballast::planner
