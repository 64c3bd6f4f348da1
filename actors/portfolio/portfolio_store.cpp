#include "actors/portfolio/portfolio_store.hpp"

#include <algorithm>
#include <utility>

#include "actors/imports/import_tally.hpp"
#include "actors/portfolio/fills.hpp"
#include "actors/portfolio/imports.hpp"
#include "actors/portfolio/ledger_views.hpp"
#include "actors/portfolio/schema.hpp"

namespace ballast::actors {
namespace {

using messages::ImportReport;
using planner::Date;
using planner::Result;

void note_day(SQLite::Database& database, Date day) {
  const auto number = static_cast<std::int64_t>(day.time_since_epoch().count());
  SQLite::Statement query(database, "SELECT max(value) FROM newest_day");
  if (query.executeStep() && !query.getColumn(0).isNull() &&
      query.getColumn(0).getInt64() >= number) {
    return;
  }
  query.reset();
  SQLite::Statement put(database, "INSERT INTO newest_day VALUES (?)");
  put.bind(1, number);
  put.exec();
}

std::optional<Date> newest_day(SQLite::Database& database) {
  SQLite::Statement query(database, "SELECT max(value) FROM newest_day");
  if (!query.executeStep() || query.getColumn(0).isNull()) return std::nullopt;
  return Date{std::chrono::days{query.getColumn(0).getInt()}};
}

template <class Import, class Apply>
Result<ImportReport> run(SQLite::Database& database, const Import& import, std::string_view kind,
                         std::optional<Date> newest, Apply apply) {
  ImportTally tally(kind, import.source, import.dry_run);
  Trial trial(database);
  if (auto done = apply(tally); !done) return tl::unexpected(done.error());
  if (!import.dry_run) {
    if (tally.differs()) raise_version(database);
    if (newest) note_day(database, *newest);
    trial.keep();
  }
  return tally.report();
}

}  // namespace

Result<PortfolioStore> PortfolioStore::open(const std::filesystem::path& file, bool read_only) {
  auto store = broker::Store::open({file, portfolio_migrations(), read_only});
  if (!store) return tl::unexpected(store.error());
  PortfolioStore out(std::move(*store));
  auto read = out.store_.read([&] { return out.kept_.refresh(out.store_.database()); });
  if (!read) {
    if (read.error().where.empty()) read.error().where = file.string();
    return tl::unexpected(read.error());
  }
  return out;
}

Result<ImportReport> PortfolioStore::import(const messages::ImportPositions& positions,
                                            const std::vector<planner::Security>& known,
                                            Date today) {
  SQLite::Database& database = store_.database();
  if (auto read = kept_.refresh(database); !read) return tl::unexpected(read.error());
  return run(database, positions, "positions", positions.as_of, [&](ImportTally& tally) {
    return import_positions(database, kept_, positions, known, positions.as_of.value_or(today),
                            tally);
  });
}

Result<ImportReport> PortfolioStore::import(const messages::ImportCash& cash, Date today) {
  SQLite::Database& database = store_.database();
  if (auto read = kept_.refresh(database); !read) return tl::unexpected(read.error());
  return run(database, cash, "cash", cash.as_of, [&](ImportTally& tally) {
    return import_cash(database, kept_, cash, cash.as_of.value_or(today), tally);
  });
}

Result<ImportReport> PortfolioStore::import(const messages::ImportEntries& entries,
                                            const EntrySurroundings& known, Date today) {
  SQLite::Database& database = store_.database();
  if (auto read = kept_.refresh(database); !read) return tl::unexpected(read.error());
  std::optional<Date> newest;
  for (const auto& row : entries.rows) newest = std::max(newest, std::optional(row.day));
  return run(database, entries, "ledger", newest, [&](ImportTally& tally) {
    return import_entries(database, kept_, entries, known, today, tally);
  });
}

Result<messages::FillApplied> PortfolioStore::apply(const messages::ApplyFill& fill) {
  SQLite::Database& database = store_.database();
  if (auto read = kept_.refresh(database); !read) return tl::unexpected(read.error());
  const auto fresh = apply_fill(database, kept_, fill);
  if (!fresh) return tl::unexpected(fresh.error());
  if (*fresh) {
    raise_version(database);
    note_day(database, fill.executed);
  }
  return messages::FillApplied{fill.fill_id, !*fresh, version(), quantity_of(kept_, fill.security)};
}

Result<messages::PortfolioSnapshot> PortfolioStore::snapshot() {
  messages::PortfolioSnapshot out;
  const auto done = store_.read([&]() -> Result<void> {
    if (auto read = kept_.refresh(store_.database()); !read) return read;
    out = {version(), positions_of(kept_.books()), cash_of(kept_.books()),
           newest_day(store_.database()), put_in(kept_.books())};
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

Result<const planner::ledger::Ledger*> PortfolioStore::ledger() {
  const auto done = store_.read([&] { return kept_.refresh(store_.database()); });
  if (!done) return tl::unexpected(done.error());
  return &kept_.ledger();
}

std::uint64_t PortfolioStore::version() {
  return version_of(store_.database());
}

}  // namespace ballast::actors
