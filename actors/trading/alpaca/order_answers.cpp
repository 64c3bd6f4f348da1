#include <algorithm>
#include <array>

#include "actors/trading/alpaca/answer_rows.hpp"
#include "actors/trading/alpaca/answers.hpp"

namespace ballast::actors::alpaca {
namespace {

struct StatusName {
  std::string_view name;
  OrderStanding standing;
};

constexpr std::array<StatusName, 18> statuses{{
    {"accepted", OrderStanding::open},
    {"pending_new", OrderStanding::open},
    {"new", OrderStanding::open},
    {"partially_filled", OrderStanding::open},
    {"filled", OrderStanding::filled},
    {"done_for_day", OrderStanding::open},
    {"canceled", OrderStanding::cancelled},
    {"expired", OrderStanding::expired},
    {"replaced", OrderStanding::replaced},
    {"pending_cancel", OrderStanding::open},
    {"pending_replace", OrderStanding::open},
    {"pending_review", OrderStanding::open},
    {"rejected", OrderStanding::rejected},
    {"suspended", OrderStanding::open},
    {"stopped", OrderStanding::open},
    {"accepted_for_bidding", OrderStanding::open},
    {"calculated", OrderStanding::open},
    {"held", OrderStanding::open},
}};

void read_status(AnswerFields& fields, OrderAnswer& out) {
  out.status = fields.text("status");
  const auto* const at =
      std::find_if(statuses.begin(), statuses.end(),
                   [&](const StatusName& status) { return status.name == out.status; });
  out.status_known = at != statuses.end();
  out.standing = out.status_known ? at->standing : OrderStanding::open;
}

void check_amounts(AnswerFields& fields, const OrderAnswer& out) {
  constexpr ledger::Quantity none;
  fields.require(out.quantity >= none, "qty", "it is negative", "from 0");
  fields.require(out.filled >= none, "filled_qty", "it is negative", "from 0");
  fields.require(out.quantity == none || out.filled <= out.quantity, "filled_qty",
                 "more was filled than was ordered", "up to qty");
  fields.require(out.average_fill >= ledger::Price{}, "filled_avg_price", "it is negative",
                 "from 0");
  fields.require((out.filled == none) == (out.average_fill == ledger::Price{}), "filled_avg_price",
                 "price and quantity of what was filled contradict each other", "both or neither");
  fields.require(
      out.standing != OrderStanding::filled || out.quantity == none || out.filled == out.quantity,
      "status", "it is filled without all of its shares", "filled_qty as qty");
  fields.require(out.standing != OrderStanding::filled || out.filled > none, "status",
                 "it is filled without a share", "filled_qty above 0");
}

Result<OrderAnswer> order_of(const Json& json, std::string where, const AnswerContext& context) {
  AnswerFields fields(json, std::move(where));
  OrderAnswer out;
  out.id = fields.text("id");
  out.client_order_id = fields.text("client_order_id");
  out.symbol = fields.text("symbol");
  const std::string side = fields.text("side");
  fields.require(side == "buy" || side == "sell", "side", "'" + side + "' is no side",
                 "buy or sell");
  out.side = side == "sell" ? planner::Side::sell : planner::Side::buy;
  const auto quantity = fields.optional_billionths("qty");
  out.quantity = ledger::Quantity::of(quantity.value_or(0));
  fields.require(!quantity || *quantity > 0, "qty", "it is not above zero", "above 0");
  out.filled = ledger::Quantity::of(fields.exact_billionths("filled_qty"));
  out.average_fill = ledger::Price::of(fields.optional_billionths("filled_avg_price").value_or(0));
  out.replaced_by = fields.optional_text("replaced_by");
  out.created = fields.instant("created_at");
  fields.require(out.created <= context.now + context.skew, "created_at", "it is in the future",
                 "a time that was");
  read_status(fields, out);
  check_amounts(fields, out);
  return finished(std::move(out), fields);
}

}  // namespace

Result<OrderAnswer> read_order(std::string_view body, const AnswerContext& context) {
  const auto json = parse_answer(body, "order");
  if (!json) return tl::unexpected(json.error());
  return order_of(*json, "order", context);
}

Result<std::vector<OrderAnswer>> read_orders(std::string_view body, const AnswerContext& context) {
  return read_rows<OrderAnswer>(body, "order", [&](const Json& json, std::string where) {
    return order_of(json, std::move(where), context);
  });
}

}  // namespace ballast::actors::alpaca
