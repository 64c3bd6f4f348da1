// What the market offers for an order: the other side of a fresh quote, else the last price; and
// the limit that follows from it.
#pragma once

#include <cmath>
#include <optional>

#include "planner/model/best_quote.hpp"
#include "planner/trading/facts.hpp"

namespace ballast::planner::trading {

/// Returns a quote as the checks read it; nothing for one with a fault, or whose prices are too
/// large or too small to be counted.
[[nodiscard]] std::optional<QuoteFact> quote_fact(const BestQuote& quote, std::int64_t now_ms);

/// Returns the quote that is traded on: sound, not of a past day, and no older than the settings
/// say; else null. It lives as long as the facts.
[[nodiscard]] const QuoteFact* fresh_quote(const CheckFacts& facts);

/// Returns what a share costs a purchase, or brings a sale: ask or bid of a fresh quote, else the
/// last price.
[[nodiscard]] std::optional<ledger::Price> price_offered(const CheckFacts& facts);

/// The middle of bid and ask; half a billionth goes to the side of the order.
[[nodiscard]] ledger::Price midpoint(const QuoteFact& quote, Side side);

/// Returns a price in whole ticks: of a purchase rounded down, of a sale up. One below a tick stays
/// as it is. REQUIRES: a price above 0.
[[nodiscard]] ledger::Price in_ticks(ledger::Price price, std::optional<ledger::Price> tick,
                                     Side side);

/// Returns a number times a factor from 0, which counts to the millionth; nothing where that leaves
/// 64 bits.
template <class Of>
[[nodiscard]] std::optional<ledger::Billionths<Of>> times(ledger::Billionths<Of> number,
                                                          double factor) {
  constexpr std::int64_t million = 1'000'000;
  const auto parts = static_cast<std::int64_t>(std::llround(factor * 1e6));
  const auto count = ledger::scaled(number.count(), parts, million);
  return count ? std::optional(ledger::Billionths<Of>::of(*count)) : std::nullopt;
}

}  // namespace ballast::planner::trading
