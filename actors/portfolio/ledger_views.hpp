// The books as planning takes them: one position for each security, one balance for each currency.
#pragma once

#include <optional>
#include <vector>

#include "actors/portfolio/kept_ledger.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::actors {

/// Returns the position of a holding; its average price is 0 where a lot's cost is unknown.
[[nodiscard]] planner::Position position_of(planner::SecurityId security,
                                            const planner::ledger::Holding& holding);

/// Returns the positions of all accounts by ascending id.
[[nodiscard]] std::vector<planner::Position> positions_of(const planner::ledger::Books& books);

/// Returns the cash of all accounts by currency, in currencies that are not zero.
[[nodiscard]] std::vector<planner::CashBalance> cash_of(const planner::ledger::Books& books);

/// Returns what came from outside less what left, of all accounts by currency: deposits, and what
/// is there without a known cause.
[[nodiscard]] std::vector<planner::CashBalance> put_in(const planner::ledger::Books& books);

/// Gives a holding whose cost was told without a currency the one in which it trades: its opening
/// is reversed and booked anew. REQUIRES: an open transaction.
[[nodiscard]] planner::Result<void> name_currency(SQLite::Database& database, KeptLedger& ledger,
                                                  planner::SecurityId security,
                                                  const std::string& currency);

}  // namespace ballast::actors
