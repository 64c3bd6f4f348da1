// The ledger of portfolio.db: its rows are the truth, the books in memory follow from them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/ledger/ledger.hpp"

namespace ballast::actors {

class KeptLedger {
 public:
  /// Reads the rows unless they are those that are known: a transaction that was undone leaves more
  /// in memory than there is. Failure: invalid where the rows are no ledger.
  [[nodiscard]] planner::Result<void> refresh(SQLite::Database& database);

  /// Books an entry and writes its row. Failure: as planner::ledger::Ledger::append. REQUIRES: an
  /// open transaction, and refresh() in it or since the last one.
  [[nodiscard]] planner::Result<planner::ledger::Booked> append(
      SQLite::Database& database, planner::ledger::Entry entry,
      std::optional<planner::Date> today = std::nullopt);

  [[nodiscard]] const planner::ledger::Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const planner::ledger::Books& books() const { return ledger_.books(); }
  /// Returns what is held of a security in the main account, or null.
  [[nodiscard]] const planner::ledger::Holding* held(planner::SecurityId security) const;
  /// Returns an id for an entry that has none of its own: "opening-17".
  [[nodiscard]] std::string next_id(std::string_view kind) const;

 private:
  planner::ledger::Ledger ledger_;
};

}  // namespace ballast::actors
