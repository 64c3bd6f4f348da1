#include "planner/trading/offer.hpp"

#include "planner/trading/checks.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t second_ms = 1000;

bool is_sound(const QuoteFact& quote) {
  return quote.bid > ledger::Price{} && quote.bid <= quote.ask && quote.at_ms > 0;
}

}  // namespace

std::optional<QuoteFact> quote_fact(const BestQuote& quote, std::int64_t now_ms) {
  if (!find_fault(quote, now_ms).empty()) return std::nullopt;
  const auto bid = ledger::Price::nearest(quote.bid);
  const auto ask = ledger::Price::nearest(quote.ask);
  if (!bid || !ask || *bid <= ledger::Price{}) return std::nullopt;
  QuoteFact out{*bid, *ask, {}, {}, quote.at_ms};
  if (quote.bid_size) out.bid_size = ledger::Quantity::nearest(*quote.bid_size);
  if (quote.ask_size) out.ask_size = ledger::Quantity::nearest(*quote.ask_size);
  return out;
}

const QuoteFact* fresh_quote(const CheckFacts& facts) {
  const auto& quote = facts.market.quote;
  if (facts.market.past || !quote || !is_sound(*quote)) return nullptr;
  const std::int64_t age = facts.now_ms - quote->at_ms;
  if (age < -quote_ahead_ms_max) return nullptr;
  return age <= facts.settings.max_quote_age_seconds * second_ms ? &*quote : nullptr;
}

std::optional<ledger::Price> price_offered(const CheckFacts& facts) {
  const QuoteFact* const quote = fresh_quote(facts);
  if (quote == nullptr) return facts.market.price;
  return facts.order.side == Side::buy ? quote->ask : quote->bid;
}

ledger::Price midpoint(const QuoteFact& quote, Side side) {
  const std::int64_t spread = quote.ask.count() - quote.bid.count();
  const std::int64_t odd = side == Side::sell ? spread % 2 : 0;
  return ledger::Price::of(quote.bid.count() + spread / 2 + odd);
}

ledger::Price in_ticks(ledger::Price price, std::optional<ledger::Price> tick, Side side) {
  if (!tick || *tick <= ledger::Price{} || price < *tick) return price;
  const std::int64_t rest = price.count() % tick->count();
  const auto down = ledger::Price::of(price.count() - rest);
  return side == Side::buy || rest == 0 ? down : down + *tick;
}

std::optional<ledger::Price> limit_of_order(const CheckFacts& facts) {
  if (facts.order.limit) return facts.order.limit;
  const Side side = facts.order.side;
  const QuoteFact* const quote = fresh_quote(facts);
  const auto middle = quote == nullptr ? facts.market.price : midpoint(*quote, side);
  if (!middle || facts.settings.limit_distance <= 0.0) return std::nullopt;
  const double worse = facts.settings.limit_distance;
  const auto limit = times(*middle, side == Side::buy ? 1.0 + worse : 1.0 - worse);
  if (!limit || *limit <= ledger::Price{}) return std::nullopt;
  return in_ticks(*limit, facts.market.tick, side);
}

}  // namespace ballast::planner::trading
