// The one accessor of stored closes: the oldest first, and all of one series. Raw and adjusted
// closes stand side by side in the table and are never in one history.
#pragma once

#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/metrics/metrics.hpp"
#include "planner/model/security.hpp"

namespace ballast::actors {

struct Closes {
  /// Adjusted closes if as many days have one as have a raw one, else raw ones; only days that have
  /// one of that series.
  planner::PriceHistory history;
  /// What a share costs: the raw close of the newest day, or the adjusted one where only that is
  /// known. In the unit of quotation.
  std::optional<planner::Quote> quote;
};

/// For read_closes: by security, up to a day, at most so many.
inline constexpr const char* select_closes =
    "SELECT day, close, adjusted FROM price WHERE security = ? AND day <= ? "
    "ORDER BY day DESC LIMIT ?";

/// `statement` is of select_closes and may be used again.
[[nodiscard]] Closes read_closes(SQLite::Statement& statement, std::int64_t security,
                                 std::int64_t last_day, int most);

}  // namespace ballast::actors
