// The quantile of the standard normal distribution (Wichura's algorithm AS 241, PPND16).
#pragma once

namespace ballast::planner {

/// Returns z with P(Z <= z) = p, about 1e-16 relative. Infinite at p = 0 and 1, NaN outside.
[[nodiscard]] double normal_quantile(double p);

}  // namespace ballast::planner
