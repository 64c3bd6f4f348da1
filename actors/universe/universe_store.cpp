#include "actors/universe/universe_store.hpp"

#include <utility>

#include "actors/imports/import_tally.hpp"
#include "actors/universe/correlations.hpp"
#include "actors/universe/imports.hpp"
#include "actors/universe/listings.hpp"
#include "actors/universe/price_book.hpp"
#include "actors/universe/rates_of_days.hpp"
#include "actors/universe/schema.hpp"
#include "actors/universe/score_inputs.hpp"
#include "actors/universe/snapshot.hpp"

namespace ballast::actors {

using messages::ImportReport;

planner::Result<UniverseStore> UniverseStore::open(const std::filesystem::path& file,
                                                   bool read_only) {
  auto store = broker::Store::open({file, universe_migrations(), read_only});
  if (!store) return tl::unexpected(store.error());
  return UniverseStore(std::move(*store));
}

template <class Import, class Apply>
planner::Result<ImportReport> UniverseStore::run(const Import& import, std::string_view kind,
                                                 Apply apply) {
  ImportTally tally(kind, import.source, import.dry_run);
  Trial trial(store_.database());
  if (auto done = apply(store_.database(), import, tally); !done) {
    return tl::unexpected(done.error());
  }
  if (!import.dry_run) {
    if (tally.differs()) raise_version(store_.database());
    trial.keep();
  }
  return tally.report();
}

template <class Import, class Apply>
planner::Result<ImportReport> UniverseStore::run_marked(const Import& import, std::string_view kind,
                                                        std::int64_t at_ms, Apply apply) {
  return run(import, kind, [&](SQLite::Database& database, const Import& rows, ImportTally& tally) {
    const std::int64_t fetch = new_fetch(database, "import", at_ms);
    auto done = apply(database, rows, fetch, tally);
    if (!tally.differs()) database.exec("DELETE FROM fetch WHERE id = " + std::to_string(fetch));
    return done;
  });
}

planner::Result<ImportReport> UniverseStore::import(const messages::ImportSecurities& import,
                                                    std::int64_t /*at_ms*/) {
  return run(import, "securities", import_securities);
}

planner::Result<ImportReport> UniverseStore::import(const messages::ImportPrices& import,
                                                    std::int64_t at_ms) {
  return run_marked(import, "prices", at_ms, import_prices);
}

planner::Result<ImportReport> UniverseStore::import(const messages::ImportRates& import,
                                                    std::int64_t at_ms) {
  return run_marked(import, "fx", at_ms, import_rates);
}

planner::Result<ImportReport> UniverseStore::import(const messages::ImportDividends& import,
                                                    std::int64_t at_ms) {
  return run_marked(import, "dividends", at_ms, import_dividends);
}

planner::Result<ImportReport> UniverseStore::import(const messages::ImportFundamentals& import,
                                                    std::int64_t /*at_ms*/) {
  return run(import, "fundamentals", import_fundamentals);
}

planner::Result<messages::UniverseSnapshot> UniverseStore::snapshot(
    std::optional<planner::Date> as_of, double target_annual_return) {
  messages::UniverseSnapshot out;
  const auto done = store_.read([&]() -> planner::Result<void> {
    out = make_snapshot(store_.database(), as_of, target_annual_return);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

planner::Result<std::vector<planner::Correlation>> UniverseStore::correlations(
    std::optional<planner::Date> as_of, double threshold) {
  std::vector<planner::Correlation> out;
  const auto done = store_.read([&]() -> planner::Result<void> {
    auto found = find_correlations(store_.database(), as_of, threshold);
    if (!found) return tl::unexpected(found.error());
    out = std::move(*found);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

planner::Result<messages::SymbolsResolved> UniverseStore::resolve(
    const std::vector<std::string>& symbols) {
  messages::SymbolsResolved out;
  const auto done = store_.read([&]() -> planner::Result<void> {
    for (const std::string& symbol : symbols) {
      if (auto security = find_master_data(store_.database(), symbol)) {
        out.securities.push_back(std::move(*security));
      } else {
        out.unknown.push_back(symbol);
      }
    }
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

planner::Result<messages::RatesTold> UniverseStore::rates(const messages::GetRates& asked) {
  messages::RatesTold out;
  const auto done = store_.read([&]() -> planner::Result<void> {
    auto told = rates_of_days(store_.database(), asked);
    if (!told) return tl::unexpected(told.error());
    out = std::move(*told);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

planner::Result<messages::Listings> UniverseStore::listings(const std::vector<std::string>& symbols,
                                                            std::optional<planner::Date> as_of) {
  messages::Listings out;
  const auto done = store_.read([&]() -> planner::Result<void> {
    out.listings = find_listings(store_.database(), symbols, as_of);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

planner::Result<messages::ScoreInputs> UniverseStore::score_inputs(
    const messages::GetScoreInputs& asked) {
  if (asked.symbols.size() > score_inputs_at_once) {
    return tl::unexpected(planner::Failure{planner::FailureKind::invalid,
                                           "too many symbols are asked for at once", "symbols",
                                           std::to_string(score_inputs_at_once) + " or fewer"});
  }
  messages::ScoreInputs out;
  const auto done = store_.read([&]() -> planner::Result<void> {
    out = find_score_inputs(store_.database(), asked);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return out;
}

std::uint64_t UniverseStore::version() {
  return version_of(store_.database());
}

}  // namespace ballast::actors
