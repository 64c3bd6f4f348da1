// Rounding for display: decisions are never made on rounded numbers.
#pragma once

namespace ballast::planner {

/// Returns the exact binary value of x rounded to `decimals` places, ties to even, as printing with
/// that many places would. REQUIRES: 0 <= decimals <= 17. Infinities and NaN come back unchanged.
[[nodiscard]] double round_to(double x, int decimals);

}  // namespace ballast::planner
