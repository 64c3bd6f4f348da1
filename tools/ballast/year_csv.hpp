// What a year brought as comma-separated values, a line for each lot that was sold, each income and
// each cost.
#pragma once

#include <string>

#include "messages/ledger.hpp"

namespace ballast::tools {

/// Returns the lines with a heading. Amounts are in `currency` and, where the rate of that day is
/// known, in the base currency; a field that is not known is empty. The last lines are the sums of
/// each kind in the base currency; a kind with an amount whose rate is not known has no sum.
[[nodiscard]] std::string year_csv(const messages::YearReport& year,
                                   const std::string& base_currency);

}  // namespace ballast::tools
