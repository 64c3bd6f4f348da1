// Fills of orders that are not ours: by another hand, or of ours before the broker's id was known.
#pragma once

#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/trading/broker_adapter.hpp"

namespace ballast::actors {

/// Returns those that are not booked, in the order in which they were told; of one order of the
/// broker unless its id is empty.
[[nodiscard]] std::vector<BrokerFill> unbooked_external_fills(SQLite::Database& database,
                                                              const std::string& broker_order_id);

/// Forgets a fill that turned out to be ours. REQUIRES: an open transaction that takes it as such.
void forget_external_fill(SQLite::Database& database, const std::string& fill_id);

/// The portfolio has it. REQUIRES: an open transaction.
void mark_external_fill_booked(SQLite::Database& database, const std::string& fill_id);

}  // namespace ballast::actors
