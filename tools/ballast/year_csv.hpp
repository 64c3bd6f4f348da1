// What a year brought as comma-separated values, a line for each lot that was sold, each income and
// each cost.
#pragma once

#include <string>

#include "tools/ballast/year_table.hpp"

namespace ballast::tools {

/// Returns the lines with a heading; a field that is not known is empty. The last lines are the
/// sums of each kind in the base currency.
[[nodiscard]] std::string year_csv(const YearTable& year);

}  // namespace ballast::tools
