// Whether an order may be sent: one list of checks in one order for every path. Each gives a
// verdict that a person can read; what cannot be answered is a no.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planner/trading/facts.hpp"

namespace ballast::planner::trading {

struct Verdict {
  bool passed = false;
  std::string text;                     // one sentence; of what passed often empty
  std::optional<std::int64_t> from_ms;  // when it may pass, where that is known

  bool operator==(const Verdict&) const = default;
};

[[nodiscard]] inline Verdict yes(std::string text = "") {
  return {true, std::move(text), {}};
}
[[nodiscard]] inline Verdict no(std::string text, std::optional<std::int64_t> from_ms = {}) {
  return {false, std::move(text), from_ms};
}

struct Check {
  std::string_view name;
  Verdict (*ask)(const CheckFacts& facts);
};

/// All checks, in the order in which they are asked and told.
[[nodiscard]] std::span<const Check> all_checks();

struct Asked {
  std::string_view name;
  Verdict verdict;

  bool operator==(const Asked&) const = default;
};

/// Returns the verdict of every check.
[[nodiscard]] std::vector<Asked> ask_all(const CheckFacts& facts);

[[nodiscard]] bool all_passed(std::span<const Asked> asked);

/// Returns when an order may go: now where everything passed; the latest time where each check that
/// failed tells one; nothing where one does not.
[[nodiscard]] std::optional<std::int64_t> may_go_ms(std::span<const Asked> asked,
                                                    std::int64_t now_ms);

// Of the account.
[[nodiscard]] Verdict check_mode(const CheckFacts& facts);
[[nodiscard]] Verdict check_state(const CheckFacts& facts);
[[nodiscard]] Verdict check_breaker(const CheckFacts& facts);
[[nodiscard]] Verdict check_frequency(const CheckFacts& facts);
[[nodiscard]] Verdict check_books(const CheckFacts& facts);

// Of the order by itself.
[[nodiscard]] Verdict check_input(const CheckFacts& facts);
[[nodiscard]] Verdict check_not_executed(const CheckFacts& facts);
[[nodiscard]] Verdict check_step_order(const CheckFacts& facts);
[[nodiscard]] Verdict check_security(const CheckFacts& facts);
[[nodiscard]] Verdict check_permission(const CheckFacts& facts);

// Of the market.
[[nodiscard]] Verdict check_market(const CheckFacts& facts);
[[nodiscard]] Verdict check_price(const CheckFacts& facts);
[[nodiscard]] Verdict check_rate(const CheckFacts& facts);
[[nodiscard]] Verdict check_year_high(const CheckFacts& facts);
[[nodiscard]] Verdict check_price_move(const CheckFacts& facts);
[[nodiscard]] Verdict check_price_band(const CheckFacts& facts);
[[nodiscard]] Verdict check_depth(const CheckFacts& facts);

// Of what was traded before.
[[nodiscard]] Verdict check_buy_cooldown(const CheckFacts& facts);
[[nodiscard]] Verdict check_sell_cooldown(const CheckFacts& facts);
[[nodiscard]] Verdict check_min_hold(const CheckFacts& facts);
[[nodiscard]] Verdict check_pending(const CheckFacts& facts);

// Of what is owned.
[[nodiscard]] Verdict check_lots(const CheckFacts& facts);
[[nodiscard]] Verdict check_position(const CheckFacts& facts);
[[nodiscard]] Verdict check_cash(const CheckFacts& facts);
[[nodiscard]] Verdict check_order_size(const CheckFacts& facts);
[[nodiscard]] Verdict check_day_size(const CheckFacts& facts);
[[nodiscard]] Verdict check_concentration(const CheckFacts& facts);

/// Returns what the order is worth at the price that is offered (offer.hpp) in the security's
/// currency, and in the base currency; nothing where that is not known.
[[nodiscard]] std::optional<Money> value_of_order(const CheckFacts& facts);
[[nodiscard]] std::optional<Money> base_value_of_order(const CheckFacts& facts);

/// Returns the worst price at which an order may be filled: a person's limit, else so much worse
/// than the middle of a fresh bid and ask, or else the last price, as the settings say: whole
/// ticks, and rather too strict. Nothing for a market order, and where that is no price.
[[nodiscard]] std::optional<ledger::Price> limit_of_order(const CheckFacts& facts);

/// Returns the part of an amount that a fraction is, to the millionth, rounded down in size.
[[nodiscard]] Money part_of(Money amount, double fraction);

}  // namespace ballast::planner::trading
