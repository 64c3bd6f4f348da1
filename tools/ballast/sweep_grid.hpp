// What a sweep varies: settings with several values each, as they are written on the command line.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "planner/model/failure.hpp"
#include "tools/report/sweep.hpp"

namespace ballast::tools {

/// More would take the memory of a small board, and no one reads so many rows.
inline constexpr std::size_t sweep_plans_max = 200;

struct SweepGrid {
  std::vector<SweepAxis> axes;      // settings with two values or more
  std::vector<std::string> others;  // "key=value" with a single one, in the order given
};

/// Reads the words of --set: "key=a,b,c". The values of a setting that is itself a list stand
/// between semicolons. Refuses values that the setting does not take, a value or a setting that is
/// given twice, nothing to vary, and more than sweep_plans_max combinations.
[[nodiscard]] planner::Result<SweepGrid> read_grid(const std::vector<std::string>& words);

/// Returns the words of --set for every combination, in the order of counting: the last setting
/// changes fastest.
[[nodiscard]] std::vector<std::vector<std::string>> combinations(const SweepGrid& grid);

}  // namespace ballast::tools
