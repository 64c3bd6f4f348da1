// Bid and ask as sources tell them, held against what a quote is before anything is stored.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "actors/universe/sources/bar.hpp"
#include "planner/model/best_quote.hpp"

namespace ballast::actors {

/// By symbol of the source; prices in the unit of quotation.
struct QuotesTold {
  std::map<std::string, planner::BestQuote> quotes;  // without fault
  std::map<std::string, std::string> flags;          // why one is none, or what is odd about it

  bool operator==(const QuotesTold&) const = default;
};

/// Takes what is told of a symbol: a price of 0 is no quote, one with a fault is none and flagged,
/// one with a very wide spread is flagged. Of several the newest stays.
void take_quote(QuotesTold& told, const std::string& symbol, const planner::BestQuote& quote,
                std::int64_t now_ms);

/// Returns what Alpaca's service (version 2) tells of the newest quotes. Sizes of before 2025-11-03
/// are round lots of 100 shares.
[[nodiscard]] planner::Result<QuotesTold> read_alpaca_quotes(std::string_view payload,
                                                             std::int64_t now_ms,
                                                             const Expected& expected);

/// Returns the best bid and ask of Binance's order book; it tells no time, so it is of when it was
/// asked for.
[[nodiscard]] planner::Result<QuotesTold> read_book_ticker(std::string_view payload,
                                                           const std::string& symbol,
                                                           std::int64_t asked_ms,
                                                           const Expected& expected);

/// Returns the quotes of a text with the columns time (RFC 3339), symbol, bid and ask, and where
/// there are such columns bid_size and ask_size.
[[nodiscard]] planner::Result<QuotesTold> read_quotes_file(std::string_view text,
                                                           std::int64_t now_ms,
                                                           const std::string& name);

}  // namespace ballast::actors
