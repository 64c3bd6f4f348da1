// What is to be fetched, what came of it last time, and how stale what is known is: the tables
// around fetching.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/universe.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// The subject that stands for all exchange rates.
inline constexpr const char* rates_subject = "rates";
/// Rates older than this are stale: a weekend and two holidays.
inline constexpr std::int64_t rates_stale_days = 4;

/// A security that a source is to be asked for.
struct SyncSubject {
  std::int64_t security = 0;
  std::string symbol;
  std::string source;
  std::string data_symbol;  // as that source knows it
  std::string currency;     // whole units
  std::string unit;         // as it is quoted
  std::int32_t newest_day = 0;
  bool whole = false;  // nothing is known yet, or it came from elsewhere
  std::int64_t synced_ms = 0;
};

/// Returns the securities to ask for: of those symbols, or all active ones with a source when there
/// are none. Failure: a symbol that is unknown or has no source.
[[nodiscard]] planner::Result<std::vector<SyncSubject>> find_subjects(
    SQLite::Database& database, const std::vector<std::string>& symbols);

/// Returns those of the symbols that a source is named for and whose newest quote is older, or that
/// have none.
[[nodiscard]] std::vector<SyncSubject> find_unquoted(SQLite::Database& database,
                                                     const std::vector<std::string>& symbols,
                                                     std::int64_t before_ms);

/// Returns a symbol as a source knows it: "AAPL.US" is AAPL for Alpaca, "BTC-EUR" is BTCEUR for
/// Binance.
[[nodiscard]] std::string symbol_at(std::string_view source, const std::string& symbol);

/// Notes how fetching ended; an empty failure: well.
void note_sync(SQLite::Database& database, const std::string& subject, std::int64_t at_ms,
               const std::string& failure);

/// When a subject was last fetched, in milliseconds since 1970; 0: never.
[[nodiscard]] std::int64_t synced_ms_of(SQLite::Database& database, const std::string& subject);

/// Returns what is known, without the sources. What was synced before `stale_ms` is stale, and what
/// has a source and never was; rates older than rates_stale_days on `today`.
[[nodiscard]] planner::Result<messages::SecurityList> list_securities(
    SQLite::Database& database, const messages::ListSecurities& wish, std::int64_t stale_ms,
    std::int32_t today);

}  // namespace ballast::actors
