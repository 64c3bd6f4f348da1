// How paper trading fills an order: how much of it now, and at which price. The same seed and order
// give the same fills on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "planner/ledger/billionths.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::planner::trading {

struct PaperRules {
  double slippage = 0.0;       // fraction by which a fill is worse than what is offered
  double partial_share = 0.0;  // how many of the fills take a part of the rest only
  std::int64_t seed = 0;

  bool operator==(const PaperRules&) const = default;
};

/// What is left of an order, and how often it was filled before.
struct PaperOrder {
  std::string_view id;
  Side side = Side::buy;
  ledger::Quantity rest;               // above 0
  ledger::Price price;                 // that is offered, above 0: see offer.hpp
  std::optional<ledger::Price> limit;  // no fill is worse; empty: market order
  int fills = 0;

  bool operator==(const PaperOrder&) const = default;
};

struct PaperFill {
  ledger::Quantity quantity;
  ledger::Price price;

  bool operator==(const PaperFill&) const = default;
};

/// An order is filled in at most so many parts.
inline constexpr int paper_fills_max = 5;

/// Returns the next fill; nothing where the limit forbids it. Parts are whole shares.
[[nodiscard]] std::optional<PaperFill> next_paper_fill(const PaperOrder& order,
                                                       const PaperRules& rules);

}  // namespace ballast::planner::trading
