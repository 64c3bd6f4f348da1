// The imports of the universe, each inside an open transaction. They check everything that came
// from outside, also what a reader checked before. `fetch` is the act that rows are marked with:
// see new_fetch.
#pragma once

#include <optional>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/imports/import_tally.hpp"
#include "messages/market.hpp"

namespace ballast::actors {

using planner::Result;

[[nodiscard]] Result<void> import_securities(SQLite::Database& database,
                                             const messages::ImportSecurities& import,
                                             ImportTally& tally);
[[nodiscard]] Result<void> import_prices(SQLite::Database& database,
                                         const messages::ImportPrices& import, std::int64_t fetch,
                                         ImportTally& tally);
[[nodiscard]] Result<void> import_rates(SQLite::Database& database,
                                        const messages::ImportRates& import, std::int64_t fetch,
                                        ImportTally& tally);
[[nodiscard]] Result<void> import_dividends(SQLite::Database& database,
                                            const messages::ImportDividends& import,
                                            std::int64_t fetch, ImportTally& tally);
[[nodiscard]] Result<void> import_fundamentals(SQLite::Database& database,
                                               const messages::ImportFundamentals& import,
                                               ImportTally& tally);

/// Whether a text may be a security's symbol: up to 32 capitals, digits and signs.
[[nodiscard]] bool is_symbol(const std::string& text);

/// Returns the id of a symbol.
[[nodiscard]] std::optional<std::int64_t> find_security(SQLite::Database& database,
                                                        const std::string& symbol);

/// Whether a day lies between 1900 and 2200; others are mistakes.
[[nodiscard]] constexpr bool is_plausible_day(std::int64_t day) {
  constexpr std::int64_t first = -25'567;
  constexpr std::int64_t last = 84'006;
  return day >= first && day <= last;
}

inline constexpr const char* plausible_days = "a day from 1900 to 2200";

[[nodiscard]] constexpr std::int64_t number_of(planner::Date day) {
  return day.time_since_epoch().count();
}
[[nodiscard]] constexpr planner::Date day_of(std::int64_t number) {
  return planner::Date{std::chrono::days{static_cast<int>(number)}};
}

}  // namespace ballast::actors
