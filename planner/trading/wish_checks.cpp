// Checks of what is asked for by itself: its numbers, its place in the plan, its security.
#include <algorithm>

#include "planner/trading/checks.hpp"

namespace ballast::planner::trading {

Verdict check_input(const CheckFacts& facts) {
  const OrderWish& order = facts.order;
  const bool sound = order.step > 0 && !order.symbol.empty() && order.quantity &&
                     *order.quantity > ledger::Quantity{} &&
                     *order.quantity <= ledger::quantity_max && order.fee && *order.fee >= Money{};
  if (!sound) return no("the step needs a symbol, a quantity above 0 and a fee from 0");
  if (order.limit && *order.limit <= ledger::Price{}) return no("the limit is no price above 0");
  if (facts.market.price && !base_value_of_order(facts) && facts.market.rate) {
    return no("the value of the step is too large");
  }
  return yes();
}

Verdict check_not_executed(const CheckFacts& facts) {
  const auto same = [&](const OtherStep& other) {
    return other.step == facts.order.step && other.executed;
  };
  if (std::none_of(facts.plan.begin(), facts.plan.end(), same)) return yes();
  return no("step " + std::to_string(facts.order.step) + " was executed before");
}

Verdict check_step_order(const CheckFacts& facts) {
  if (facts.order.side == Side::sell) return yes();
  for (const OtherStep& other : facts.plan) {
    if (other.step >= facts.order.step || other.side == Side::buy || other.executed) continue;
    return no("step " + std::to_string(other.step) + " of the plan, the sale of " + other.symbol +
              ", comes first");
  }
  return yes();
}

Verdict check_security(const CheckFacts& facts) {
  const auto& security = facts.market.security;
  if (!security) return no(facts.order.symbol + " is no known security");
  if (!security->active) return no(facts.order.symbol + " is no active security");
  return yes();
}

Verdict check_permission(const CheckFacts& facts) {
  const bool buys = facts.order.side == Side::buy;
  const auto& security = facts.market.security;
  if (security && (buys ? security->allow_buy : security->allow_sell)) return yes();
  return no(std::string(buys ? "buying " : "selling ") + facts.order.symbol + " is not allowed");
}

}  // namespace ballast::planner::trading
