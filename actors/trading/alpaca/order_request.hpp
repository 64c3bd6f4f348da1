// An order as Alpaca wants it: its body, its tick, and the text of a client order id in an address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "planner/ledger/billionths.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"

namespace ballast::actors::alpaca {

inline constexpr std::size_t client_order_id_bytes_max = 128;

enum class Validity : std::uint8_t { day, until_cancelled };

struct OrderRequest {
  std::string client_order_id;  // the same for every repeat, for ever
  std::string symbol;
  planner::Side side = planner::Side::buy;
  planner::ledger::Quantity quantity;
  std::optional<planner::ledger::Price> limit;  // empty: at the market
  Validity validity = Validity::day;
};

/// Returns the limit at a price that the exchange takes: two decimals from 1 on, four below. A
/// purchase is rounded down and a sale up, so that neither pays more than was asked for. 0 where a
/// purchase has no such price.
[[nodiscard]] planner::ledger::Price at_tick(planner::Side side, planner::ledger::Price limit);

/// Returns the JSON. Failure: invalid for an id, a symbol, a quantity or a limit that cannot be
/// sent, and for parts of shares in an order that outlives the day.
[[nodiscard]] planner::Result<std::string> order_body(const OrderRequest& order);

/// Returns a text as a part of an address, everything but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace ballast::actors::alpaca
