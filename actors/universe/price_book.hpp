// Bars of a source into the table of prices: checked, compared with what is known, set aside where
// they cannot be believed. What is kept is told; nothing is dropped in silence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

/// A close is taken to be that of another day's series when it lies so far off.
inline constexpr double ratio_tolerance = 5e-4;
/// A close that moves by more in a session, with no split known, waits for a second sync.
inline constexpr double jump_max = 0.6;
/// A close may lie outside of the session's range by this share of it: rounding.
inline constexpr double outside_range_max = 1e-3;
/// More days than this without a bar are told as a gap.
inline constexpr std::int64_t longest_gap_days = 7;

struct BarsFrom {
  std::string_view source;  // "alpaca"
  std::int64_t fetch = 0;   // of new_fetch with this source
  bool whole = false;       // all there is: replaces what was known
};

struct BarsStored {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t aside = 0;
  std::vector<std::string> flags;  // a sentence each: gaps, bars set aside, corrections
  /// The adjusted series is another one than before (a dividend, a split, another source): nothing
  /// was stored, and the whole history is to be fetched.
  bool whole_needed = false;
};

/// Stores bars that find_nonsense has passed. REQUIRES: an open transaction; days that rise.
[[nodiscard]] BarsStored store_bars(SQLite::Database& database, std::int64_t security,
                                    const std::vector<Bar>& bars, const BarsFrom& from);

/// Returns why a bar cannot be right by itself, or nothing.
[[nodiscard]] std::string find_inner_fault(const Bar& bar);

/// Returns the id of a new act of fetching or importing, for the rows that it brings.
[[nodiscard]] std::int64_t new_fetch(SQLite::Database& database, std::string_view source,
                                     std::int64_t at_ms);

/// Drops prices before a day, of every security. Returns how many. REQUIRES: an open transaction.
std::uint64_t drop_prices_before(SQLite::Database& database, std::int64_t day);

/// The gaps of a security between two days: "2026-01-02 and 2026-03-01, ..."; empty if there are
/// none.
[[nodiscard]] std::string describe_gaps(SQLite::Database& database, std::int64_t security,
                                        std::int64_t first, std::int64_t last);

}  // namespace ballast::actors
