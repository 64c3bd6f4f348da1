// Exchange rates of days that are past, for what was booked then.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/rates.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Returns the rates of days: each of that day, else of up to a week before; none where there is
/// none. That of the base currency is 1. Failure: invalid for a list that is no pairs.
[[nodiscard]] planner::Result<messages::RatesTold> rates_of_days(SQLite::Database& database,
                                                                 const messages::GetRates& asked);

}  // namespace ballast::actors
