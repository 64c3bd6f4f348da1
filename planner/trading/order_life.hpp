// The life of an order: its states, what moves it from one to the next, and what may not. One table
// says it all; whoever writes an order down moves it through here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planner/ledger/billionths.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner::trading {

enum class OrderState : std::uint8_t {
  proposed,       // asked for, not checked yet
  checked,        // every check passed; nothing was written down
  blocked,        // a check failed; nothing was sent
  journalled,     // written down, not sent yet
  sent,           // leaves now, or left; no answer yet
  unknown,        // whether it arrived is doubtful: only looking it up settles that
  acknowledged,   // the broker has it
  partly_filled,  // and has filled some of it
  filled,
  cancelled,  // with what was filled before
  expired,    // likewise
  rejected,   // the broker said no
  failed,     // it never arrived at the broker, and will not be sent again
};
inline constexpr std::array<std::string_view, 13> order_state_names = {
    "proposed",      "checked", "blocked",   "journalled", "sent",     "unknown", "acknowledged",
    "partly_filled", "filled",  "cancelled", "expired",    "rejected", "failed"};

enum class Cause : std::uint8_t {
  checks_passed,
  check_failed,  // of ours, at any time before it is sent
  journalled,
  sent,         // written down before the request leaves; from unknown: again, under the same id
  interrupted,  // we stopped between sending and the answer
  timed_out,    // no answer, or one that tells nothing
  not_found,    // a look-up found no such order
  found,        // a look-up found it
  acknowledged,
  part_fill,
  last_fill,  // with it everything is filled
  cancel_requested,
  cancel_refused,
  cancelled,
  rejected,
  expired,
  never_arrived,  // looked up in vain, and given up
  taken_over,     // by a newer version, from a store that kept no causes
};
inline constexpr std::array<std::string_view, 18> cause_names = {
    "checks_passed", "check_failed",     "journalled",     "sent",         "interrupted",
    "timed_out",     "not_found",        "found",          "acknowledged", "part_fill",
    "last_fill",     "cancel_requested", "cancel_refused", "cancelled",    "rejected",
    "expired",       "never_arrived",    "taken_over"};

[[nodiscard]] constexpr std::string_view name_of(OrderState state) {
  return order_state_names.at(static_cast<std::size_t>(state));
}
[[nodiscard]] constexpr std::string_view name_of(Cause cause) {
  return cause_names.at(static_cast<std::size_t>(cause));
}
[[nodiscard]] std::optional<OrderState> order_state(std::string_view name);
[[nodiscard]] std::optional<Cause> cause(std::string_view name);

/// Written down, and the broker has it, may have it or shall have it.
[[nodiscard]] bool is_open(OrderState state);
/// Nothing more is expected; late news of the broker may still come.
[[nodiscard]] bool is_over(OrderState state);
/// Sent, and what became of it is not known or not final: the broker is to be asked.
[[nodiscard]] bool is_in_flight(OrderState state);

/// Returns where a cause leads, nothing where it is forbidden.
[[nodiscard]] std::optional<OrderState> next_state(OrderState from, Cause cause);

/// Returns the causes that a state allows, in the order of the enumeration.
[[nodiscard]] std::vector<Cause> allowed_causes(OrderState from);

struct Transition {
  OrderState from = OrderState::proposed;
  Cause cause = Cause::checks_passed;
  OrderState to = OrderState::proposed;
  ledger::Quantity filled;  // by this one; above 0 of fills only

  bool operator==(const Transition&) const = default;
};

/// Whether a transition says something that was not known: news that is told twice says nothing.
[[nodiscard]] bool is_news(const Transition& transition);

class OrderLife {
 public:
  /// A proposed order. REQUIRES: a quantity above 0.
  explicit OrderLife(ledger::Quantity quantity) : quantity_(quantity) {}

  /// An order as it was written down. What is filled of a filled order is all of it.
  [[nodiscard]] static OrderLife of(OrderState state, ledger::Quantity quantity,
                                    ledger::Quantity filled);

  /// Moves on by anything but a fill. Failure, with nothing changed: conflict where the table
  /// forbids it; the sentence names what is allowed.
  [[nodiscard]] Result<Transition> move(Cause cause);

  /// Takes a fill, which must be new. Failure, with nothing changed: invalid where it is not above
  /// zero, conflict where more would be filled than ordered or the table forbids it.
  [[nodiscard]] Result<Transition> fill(ledger::Quantity shares);

  [[nodiscard]] OrderState state() const { return state_; }
  [[nodiscard]] ledger::Quantity quantity() const { return quantity_; }
  [[nodiscard]] ledger::Quantity filled() const { return filled_; }
  [[nodiscard]] ledger::Quantity open() const { return quantity_ - filled_; }

  bool operator==(const OrderLife&) const = default;

 private:
  Result<Transition> take(Cause cause, ledger::Quantity shares);

  OrderState state_ = OrderState::proposed;
  ledger::Quantity quantity_;
  ledger::Quantity filled_;
};

/// Returns the life that transitions tell, the first from proposed. Failure: conflict where one
/// does not follow from those before it.
[[nodiscard]] Result<OrderLife> life_of(ledger::Quantity quantity,
                                        std::span<const Transition> transitions);

}  // namespace ballast::planner::trading
