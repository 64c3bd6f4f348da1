// Dividends and splits as Alpaca's market data service tells them (corporate actions, version 1).
#pragma once

#include <string>
#include <string_view>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

struct AlpacaActions {
  std::vector<Dividend> dividends;
  std::vector<Split> splits;
  std::string next_page_token;  // empty: this is the last page
};

/// Returns what one page says of a symbol: cash dividends, forward and reverse splits. Those of
/// days after `expected.last_day` are announced and left out; other kinds are passed over.
[[nodiscard]] planner::Result<AlpacaActions> read_alpaca_actions(std::string_view payload,
                                                                 const std::string& symbol,
                                                                 const Expected& expected);

}  // namespace ballast::actors
