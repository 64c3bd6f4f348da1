// How far a series stands below its highest point so far, period by period.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ballast::planner {

/// Returns the highest sum of returns so far (0 at the start) less the sum, for each period.
[[nodiscard]] std::vector<double> drawdowns(std::span<const double> returns);

/// Returns for each period how many returns had been summed when the sum was highest, the first of
/// equals.
[[nodiscard]] std::vector<std::size_t> high_places(std::span<const double> returns);

/// Returns 1 - value / highest value so far (1 at the start), with returns compounded.
[[nodiscard]] std::vector<double> compounded_drawdowns(std::span<const double> returns);

}  // namespace ballast::planner
