// Checks of bid and ask: whether their middle is near the last price, and whether enough is
// offered.
#include "planner/model/best_quote.hpp"
#include "planner/trading/checks.hpp"
#include "planner/trading/offer.hpp"
#include "planner/trading/wording.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;

std::string currency_of(const CheckFacts& facts) {
  return facts.market.security ? " " + facts.market.security->currency : "";
}

/// "the middle of bid 99 and ask 101, 100 USD"
std::string middle_text(const CheckFacts& facts, const QuoteFact& quote) {
  return "the middle of bid " + format(quote.bid) + " and ask " + format(quote.ask) + ", " +
         format(midpoint(quote, facts.order.side)) + currency_of(facts);
}

std::string why_no_quote(const CheckFacts& facts) {
  const std::string& symbol = facts.order.symbol;
  if (!facts.market.quote) return symbol + " has no quote";
  const std::string told =
      "the quote of " + symbol + " from " + time_text(facts.market.quote->at_ms);
  if (facts.market.quote->at_ms > facts.now_ms) return told + " is of a time to come";
  return told + " is older than " + std::to_string(facts.settings.max_quote_age_seconds) +
         " seconds";
}

/// ", a very wide spread of 12.0 %"; empty: it is not.
std::string spread_note(const QuoteFact& quote) {
  const double spread = spread_of({quote.bid.units(), quote.ask.units(), {}, {}, quote.at_ms});
  return spread > wide_spread_min ? ", a very wide spread of " + percent_text(spread) : "";
}

}  // namespace

Verdict check_price_band(const CheckFacts& facts) {
  const auto& last = facts.market.price;
  if (facts.market.past) return yes();
  const QuoteFact* const quote = fresh_quote(facts);
  if (quote == nullptr) return yes(why_no_quote(facts) + ": the last price is taken");
  const std::string told = middle_text(facts, *quote) + spread_note(*quote);
  if (!last) return yes(told + ", with no last price beside it");
  const bool buys = facts.order.side == Side::buy;
  const ledger::Price middle = midpoint(*quote, facts.order.side);
  const double most = facts.settings.max_quote_distance;
  const auto room = times(*last, most).value_or(ledger::Price{});
  if ((buys ? middle - *last : *last - middle) <= room) return yes(told);
  return no(told + ", is more than " + percent_text(most) + (buys ? " above" : " below") +
            " the last price of " + format(*last));
}

Verdict check_depth(const CheckFacts& facts) {
  const QuoteFact* const quote = fresh_quote(facts);
  const double least = facts.settings.min_depth;
  if (quote == nullptr || least <= 0.0 || !facts.order.quantity) return yes();
  const bool buys = facts.order.side == Side::buy;
  const auto& size = buys ? quote->ask_size : quote->bid_size;
  const std::string side = buys ? "ask " + format(quote->ask) : "bid " + format(quote->bid);
  if (!size) return no("how many shares stand at the " + side + " is not known");
  const auto wanted = times(*facts.order.quantity, least);
  const bool single = *size == Quantity::whole(1);
  const std::string told =
      format(*size) + (single ? " share stands" : " shares stand") + " at the " + side;
  if (wanted && *size >= *wanted) return yes(told);
  return no(told + ", less than " + format(*times(Quantity::whole(1), least)) +
            " times the order; what stands behind the best price is not known");
}

}  // namespace ballast::planner::trading
