// The numbers behind a score as a plain program computes them: every line whole, in the words of a
// textbook, with the library's powers. Those that scores are made of must agree with it.
#pragma once

#include "planner/metrics/history.hpp"
#include "planner/scoring/security/raw_values.hpp"

namespace ballast::tools {

/// Returns what a history of at least 200 closes in 61 months gives.
[[nodiscard]] planner::scoring::RawValues plain_values(const planner::PriceHistory& history);

}  // namespace ballast::tools
