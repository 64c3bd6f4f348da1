#include "planner/trading/order_life.hpp"

#include <algorithm>

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;
using S = OrderState;
using C = Cause;

struct Rule {
  OrderState from;
  Cause cause;
  OrderState to;
};

constexpr std::array<Rule, 73> life_rules = {{
    {S::proposed, C::checks_passed, S::checked},
    {S::proposed, C::check_failed, S::blocked},

    {S::checked, C::check_failed, S::blocked},
    {S::checked, C::journalled, S::journalled},

    {S::journalled, C::check_failed, S::blocked},
    {S::journalled, C::sent, S::sent},
    {S::journalled, C::cancelled, S::cancelled},

    {S::sent, C::interrupted, S::unknown},
    {S::sent, C::timed_out, S::unknown},
    {S::sent, C::found, S::acknowledged},
    {S::sent, C::acknowledged, S::acknowledged},
    {S::sent, C::part_fill, S::partly_filled},
    {S::sent, C::last_fill, S::filled},
    {S::sent, C::cancelled, S::cancelled},
    {S::sent, C::rejected, S::rejected},
    {S::sent, C::expired, S::expired},

    {S::unknown, C::sent, S::sent},
    {S::unknown, C::interrupted, S::unknown},
    {S::unknown, C::timed_out, S::unknown},
    {S::unknown, C::not_found, S::unknown},
    {S::unknown, C::found, S::acknowledged},
    {S::unknown, C::acknowledged, S::acknowledged},
    {S::unknown, C::part_fill, S::partly_filled},
    {S::unknown, C::last_fill, S::filled},
    {S::unknown, C::cancelled, S::cancelled},
    {S::unknown, C::rejected, S::rejected},
    {S::unknown, C::expired, S::expired},
    {S::unknown, C::never_arrived, S::failed},

    {S::acknowledged, C::not_found, S::unknown},
    {S::acknowledged, C::found, S::acknowledged},
    {S::acknowledged, C::acknowledged, S::acknowledged},
    {S::acknowledged, C::part_fill, S::partly_filled},
    {S::acknowledged, C::last_fill, S::filled},
    {S::acknowledged, C::cancel_requested, S::acknowledged},
    {S::acknowledged, C::cancel_refused, S::acknowledged},
    {S::acknowledged, C::cancelled, S::cancelled},
    {S::acknowledged, C::rejected, S::rejected},
    {S::acknowledged, C::expired, S::expired},

    {S::partly_filled, C::found, S::partly_filled},
    {S::partly_filled, C::acknowledged, S::partly_filled},
    {S::partly_filled, C::part_fill, S::partly_filled},
    {S::partly_filled, C::last_fill, S::filled},
    {S::partly_filled, C::cancel_requested, S::partly_filled},
    {S::partly_filled, C::cancel_refused, S::partly_filled},
    {S::partly_filled, C::cancelled, S::cancelled},
    {S::partly_filled, C::expired, S::expired},

    {S::filled, C::found, S::filled},
    {S::filled, C::acknowledged, S::filled},
    {S::filled, C::cancel_refused, S::filled},

    // Fills may be told after the end: the broker's news come in any order.
    {S::cancelled, C::found, S::cancelled},
    {S::cancelled, C::acknowledged, S::cancelled},
    {S::cancelled, C::part_fill, S::cancelled},
    {S::cancelled, C::last_fill, S::filled},
    {S::cancelled, C::cancel_refused, S::cancelled},
    {S::cancelled, C::cancelled, S::cancelled},

    {S::expired, C::found, S::expired},
    {S::expired, C::acknowledged, S::expired},
    {S::expired, C::part_fill, S::expired},
    {S::expired, C::last_fill, S::filled},
    {S::expired, C::cancel_refused, S::expired},
    {S::expired, C::expired, S::expired},

    {S::rejected, C::found, S::rejected},
    {S::rejected, C::acknowledged, S::rejected},
    {S::rejected, C::cancel_refused, S::rejected},
    {S::rejected, C::rejected, S::rejected},

    // That it never arrived was our belief: the broker knows better.
    {S::failed, C::not_found, S::failed},
    {S::failed, C::found, S::acknowledged},
    {S::failed, C::acknowledged, S::acknowledged},
    {S::failed, C::part_fill, S::partly_filled},
    {S::failed, C::last_fill, S::filled},
    {S::failed, C::cancelled, S::cancelled},
    {S::failed, C::rejected, S::rejected},
    {S::failed, C::expired, S::expired},
}};

constexpr std::array<std::string_view, cause_names.size()> phrases = {
    "pass its checks",
    "fail a check",
    "be written down",
    "be sent",
    "be interrupted while it is sent",
    "be left without an answer",
    "be missing at the broker",
    "be found at the broker",
    "be acknowledged",
    "be filled in part",
    "be filled",
    "be asked to be cancelled",
    "have its cancelling refused",
    "be cancelled",
    "be rejected",
    "expire",
    "be given up as never arrived",
    "be taken over from an older store"};

template <class Name, class Names>
std::optional<Name> named(const Names& names, std::string_view name) {
  const auto* const at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<Name>(at - names.begin());
}

Failure forbidden(OrderState from, Cause cause) {
  std::string allowed;
  for (const Cause other : allowed_causes(from)) {
    if (!allowed.empty()) allowed += ", ";
    allowed += name_of(other);
  }
  return {FailureKind::conflict,
          "an order that is " + std::string(name_of(from)) + " cannot " +
              std::string(phrases.at(static_cast<std::size_t>(cause))),
          "", allowed.empty() ? "nothing more" : allowed};
}

}  // namespace

std::optional<OrderState> order_state(std::string_view name) {
  return named<OrderState>(order_state_names, name);
}

std::optional<Cause> cause(std::string_view name) {
  return named<Cause>(cause_names, name);
}

bool is_open(OrderState state) {
  return state == S::journalled || is_in_flight(state);
}

bool is_in_flight(OrderState state) {
  return state == S::sent || state == S::unknown || state == S::acknowledged ||
         state == S::partly_filled;
}

bool is_over(OrderState state) {
  return state != S::proposed && state != S::checked && !is_open(state);
}

std::optional<OrderState> next_state(OrderState from, Cause cause) {
  const auto* const rule = std::find_if(life_rules.begin(), life_rules.end(), [&](const Rule& one) {
    return one.from == from && one.cause == cause;
  });
  if (rule == life_rules.end()) return std::nullopt;
  return rule->to;
}

std::vector<Cause> allowed_causes(OrderState from) {
  std::vector<Cause> out;
  for (const Rule& rule : life_rules) {
    if (rule.from == from) out.push_back(rule.cause);
  }
  return out;
}

bool is_news(const Transition& transition) {
  if (transition.from != transition.to || transition.filled > Quantity{}) return true;
  return transition.cause != C::found && transition.cause != C::acknowledged &&
         transition.cause != C::cancelled && transition.cause != C::expired &&
         transition.cause != C::rejected;
}

OrderLife OrderLife::of(OrderState state, Quantity quantity, Quantity filled) {
  OrderLife out(quantity);
  out.state_ = state;
  out.filled_ = state == S::filled ? quantity : filled;
  return out;
}

Result<Transition> OrderLife::move(Cause cause) {
  if (cause == C::part_fill || cause == C::last_fill) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "a fill needs its shares", "", "a number above 0"});
  }
  return take(cause, {});
}

Result<Transition> OrderLife::fill(Quantity shares) {
  if (shares <= Quantity{}) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "a fill of " + format(shares) + " shares", "", "above 0"});
  }
  if (shares > open()) {
    return tl::unexpected(
        Failure{FailureKind::conflict,
                "a fill of " + format(shares) + " shares is more than the order has left", "",
                "at most " + format(open())});
  }
  return take(shares == open() ? C::last_fill : C::part_fill, shares);
}

Result<Transition> OrderLife::take(Cause cause, Quantity shares) {
  const auto to = next_state(state_, cause);
  if (!to) return tl::unexpected(forbidden(state_, cause));
  const Transition out{state_, cause, *to, shares};
  state_ = *to;
  filled_ += shares;
  return out;
}

Result<OrderLife> life_of(Quantity quantity, std::span<const Transition> transitions) {
  OrderLife life(quantity);
  for (const Transition& one : transitions) {
    if (one.cause == C::taken_over && life == OrderLife(quantity)) {
      life = OrderLife::of(one.to, quantity, one.filled);
      continue;
    }
    const auto moved = one.filled > Quantity{} ? life.fill(one.filled) : life.move(one.cause);
    if (!moved) return tl::unexpected(moved.error());
    if (*moved == one) continue;
    return tl::unexpected(Failure{
        FailureKind::conflict,
        "a transition from " + std::string(name_of(one.from)) + " to " +
            std::string(name_of(one.to)) + " does not follow",
        "",
        "from " + std::string(name_of(moved->from)) + " to " + std::string(name_of(moved->to))});
  }
  return life;
}

}  // namespace ballast::planner::trading
