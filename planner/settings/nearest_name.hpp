// Finds what a person probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast::planner {

/// Returns the name among `known` that is nearest to `name` by edit distance, or nothing when none
/// is near enough to be a likely slip.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string>& known);

}  // namespace ballast::planner
