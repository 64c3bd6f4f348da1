// The universe's own file: securities, prices, exchange rates, dividends, fundamentals. All imports
// are idempotent: a row that says what is known already changes nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "broker/store.hpp"
#include "messages/listings.hpp"
#include "messages/market.hpp"
#include "messages/rates.hpp"
#include "messages/scoring.hpp"

namespace ballast::actors {

class UniverseStore {
 public:
  /// Opens universe.db at `file`; see broker::Store::open for the failures.
  [[nodiscard]] static planner::Result<UniverseStore> open(const std::filesystem::path& file,
                                                           bool read_only = false);

  /// Each import checks every row first; a failure names source and line and nothing is kept. They
  /// write: run them inside transactions().write or handle_once. A dry run reports and keeps
  /// nothing.
  /// `at_ms`: when, in milliseconds since 1970; rows are marked with it.
  [[nodiscard]] planner::Result<messages::ImportReport> import(const messages::ImportSecurities&,
                                                               std::int64_t at_ms = 0);
  [[nodiscard]] planner::Result<messages::ImportReport> import(const messages::ImportPrices&,
                                                               std::int64_t at_ms = 0);
  [[nodiscard]] planner::Result<messages::ImportReport> import(const messages::ImportRates&,
                                                               std::int64_t at_ms = 0);
  [[nodiscard]] planner::Result<messages::ImportReport> import(const messages::ImportDividends&,
                                                               std::int64_t at_ms = 0);
  [[nodiscard]] planner::Result<messages::ImportReport> import(const messages::ImportFundamentals&,
                                                               std::int64_t at_ms = 0);

  /// Returns what was known on a day: quotes and metrics from prices up to it, rates at or before
  /// it; by default everything. `target_annual_return` shapes the quality scores.
  [[nodiscard]] planner::Result<messages::UniverseSnapshot> snapshot(
      std::optional<planner::Date> as_of, double target_annual_return);

  /// Returns the pairs of securities that may be bought whose prices up to a day move together more
  /// than the threshold; see find_correlations.
  [[nodiscard]] planner::Result<std::vector<planner::Correlation>> correlations(
      std::optional<planner::Date> as_of, double threshold);

  /// Returns the master data of these symbols, without quotes and metrics.
  [[nodiscard]] planner::Result<messages::SymbolsResolved> resolve(
      const std::vector<std::string>& symbols);

  /// See rates_of_days.
  [[nodiscard]] planner::Result<messages::RatesTold> rates(const messages::GetRates& asked);
  /// Returns where securities are listed and how high they were; see find_listings.
  [[nodiscard]] planner::Result<messages::Listings> listings(
      const std::vector<std::string>& symbols, std::optional<planner::Date> as_of);

  /// Returns prices and books of securities; see find_score_inputs.
  [[nodiscard]] planner::Result<messages::ScoreInputs> score_inputs(
      const messages::GetScoreInputs& asked);

  /// Rises with every change.
  [[nodiscard]] std::uint64_t version();

  [[nodiscard]] broker::Store& transactions() { return store_; }

 private:
  explicit UniverseStore(broker::Store store) : store_(std::move(store)) {}

  template <class Import, class Apply>
  planner::Result<messages::ImportReport> run(const Import& import, std::string_view kind,
                                              Apply apply);
  template <class Import, class Apply>
  planner::Result<messages::ImportReport> run_marked(const Import& import, std::string_view kind,
                                                     std::int64_t at_ms, Apply apply);

  broker::Store store_;
};

}  // namespace ballast::actors
