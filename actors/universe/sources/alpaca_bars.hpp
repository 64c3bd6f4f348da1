// Daily bars as Alpaca's market data service (version 2) writes them.
#pragma once

#include <string>
#include <string_view>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

struct AlpacaPage {
  BarsBySymbol bars;            // their close is in `close`, whatever adjustment was asked for
  std::string next_page_token;  // empty: this is the last page
};

/// Returns the bars of one page. A daily bar is stamped at midnight in New York, 04:00 or 05:00
/// UTC, so its day is that of the stamp; another hour is refused.
[[nodiscard]] planner::Result<AlpacaPage> read_alpaca_bars(std::string_view payload,
                                                           const Expected& expected);

/// Appends what a further page says. Fails when a symbol's days do not go on.
[[nodiscard]] planner::Result<void> add_page(BarsBySymbol& bars, const AlpacaPage& page,
                                             const Expected& expected);

/// Returns the bars of `raw`, each with the adjusted close of the same day; a day that only one of
/// them has is refused: two pages that were read at different times are no history.
[[nodiscard]] planner::Result<std::vector<Bar>> join_series(std::vector<Bar> raw,
                                                            const std::vector<Bar>& adjusted,
                                                            const Expected& expected);

}  // namespace ballast::actors
