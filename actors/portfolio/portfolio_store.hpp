// The portfolio's own file: the ledger, and every fill as it was told. Positions and cash follow
// from the ledger, which is only ever added to.
//
// A fill moves cash of the security's currency: a purchase takes price and fee from it, a sale adds
// the proceeds less the fee; the fee is converted at the fill's rate. Where that balance would go
// below zero, what is missing is taken from the base currency at the same rate.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "actors/portfolio/import_entries.hpp"
#include "actors/portfolio/kept_ledger.hpp"
#include "broker/store.hpp"
#include "messages/books.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

class PortfolioStore {
 public:
  /// Opens portfolio.db at `file`; see broker::Store::open for the failures.
  [[nodiscard]] static planner::Result<PortfolioStore> open(const std::filesystem::path& file,
                                                            bool read_only = false);

  /// A file of positions is the whole truth: positions that it does not name are removed, and the
  /// report says so. Where the file has no date, its entries are of the day `today`. `known` are
  /// the securities of its symbols; a row whose symbol is not among them is refused by line. Like
  /// all that follows, it writes: run it inside transactions().write or handle_once. A dry run
  /// reports and keeps nothing.
  [[nodiscard]] planner::Result<messages::ImportReport> import(
      const messages::ImportPositions& positions, const std::vector<planner::Security>& known,
      planner::Date today);

  /// A file of cash is the whole truth too.
  [[nodiscard]] planner::Result<messages::ImportReport> import(const messages::ImportCash& cash,
                                                               planner::Date today);

  /// Books entries that a person tells; see import_entries.
  [[nodiscard]] planner::Result<messages::ImportReport> import(
      const messages::ImportEntries& entries, const EntrySurroundings& known, planner::Date today);

  /// Applies a fill once; a repeat of its id changes nothing and says so. Failure: conflict when
  /// more would be sold than is held, invalid for numbers that make no fill.
  [[nodiscard]] planner::Result<messages::FillApplied> apply(const messages::ApplyFill& fill);

  [[nodiscard]] planner::Result<messages::PortfolioSnapshot> snapshot();

  /// Rises with every change.
  [[nodiscard]] std::uint64_t version();

  /// All that was booked, as it is in the file now.
  [[nodiscard]] planner::Result<const planner::ledger::Ledger*> ledger();

  [[nodiscard]] broker::Store& transactions() { return store_; }

 private:
  explicit PortfolioStore(broker::Store store) : store_(std::move(store)) {}

  broker::Store store_;
  KeptLedger kept_;
};

}  // namespace ballast::actors
