// Falls from a high, as fractions at most 0. The capital at the start counts as a high.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace ballast::planner::performance {

/// Returns how far below its high the capital stands after each return.
[[nodiscard]] std::vector<double> drawdowns(std::span<const double> returns);

/// Returns the deepest; missing without returns.
[[nodiscard]] std::optional<double> max_drawdown(std::span<const double> returns);

/// Returns sqrt(mean(drawdown^2)) over the returns; missing without any.
[[nodiscard]] std::optional<double> ulcer_index(std::span<const double> returns);

}  // namespace ballast::planner::performance
