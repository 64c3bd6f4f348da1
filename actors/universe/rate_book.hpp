// Exchange rates of a source into the table of rates: one base, each row with the act that brought
// it, and jumps held until the next day confirms them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

/// A rate that is further from the one before it waits for the next day's.
inline constexpr double rate_jump_max = 0.2;

struct RatesStored {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t aside = 0;
  std::vector<std::string> flags;
};

/// All rates are per one base: keeps the first one told. Failure: invalid for another.
[[nodiscard]] planner::Result<void> keep_base_currency(SQLite::Database& database,
                                                       const std::string& base,
                                                       const std::string& where);

/// Stores rates per one `base` that find_nonsense has passed. Failure: invalid when the rates known
/// so far are per another base; nothing is stored then. REQUIRES: an open transaction.
[[nodiscard]] planner::Result<RatesStored> store_rates(SQLite::Database& database,
                                                       const std::string& base,
                                                       std::vector<RateRow> rates,
                                                       std::int64_t fetch);

}  // namespace ballast::actors
