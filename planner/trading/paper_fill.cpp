#include "planner/trading/paper_fill.hpp"

#include <cmath>

#include "planner/numeric/philox.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::int64_t parts_of_one = 1'000'000;

std::int64_t millionths_of(double fraction) {
  return static_cast<std::int64_t>(std::llround(fraction * static_cast<double>(parts_of_one)));
}

/// FNV-1a: orders differ, and so do their fills.
std::uint64_t stream_of(std::string_view id) {
  std::uint64_t out = 14'695'981'039'346'656'037U;
  for (const char letter : id)
    out = (out ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
  return out;
}

/// A price that is worse by the slippage, but not beyond the limit.
std::optional<ledger::Price> price_of(const PaperOrder& order, double slippage) {
  const bool buys = order.side == Side::buy;
  const auto worse = [&](ledger::Price a, ledger::Price b) { return buys ? a > b : a < b; };
  if (order.limit && worse(order.price, *order.limit)) return std::nullopt;
  const auto slip = ledger::scaled(order.price.count(), millionths_of(slippage), parts_of_one);
  const auto by = ledger::Price::of(slip.value_or(0));
  const ledger::Price slipped = buys ? order.price + by : order.price - by;
  if (order.limit && worse(slipped, *order.limit)) return order.limit;
  return slipped;
}

}  // namespace

std::optional<PaperFill> next_paper_fill(const PaperOrder& order, const PaperRules& rules) {
  const auto price = price_of(order, rules.slippage);
  if (!price || price->count() <= 0) return std::nullopt;
  const auto seed = static_cast<std::uint64_t>(rules.seed);
  const std::uint64_t stream = stream_of(order.id);
  const auto place = static_cast<std::uint64_t>(order.fills) * 2;
  const std::int64_t whole = order.rest.count() / ledger::billion;
  const bool is_last = order.fills + 1 >= paper_fills_max || whole < 2;
  if (is_last || uniform_draw(seed, stream, place) >= rules.partial_share) {
    return PaperFill{order.rest, *price};
  }
  const double draw = uniform_draw(seed, stream, place + 1);
  const auto part = 1 + static_cast<std::int64_t>(draw * static_cast<double>(whole - 1));
  return PaperFill{ledger::Quantity::whole(part), *price};
}

}  // namespace ballast::planner::trading
