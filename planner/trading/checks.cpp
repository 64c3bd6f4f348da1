#include "planner/trading/checks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "planner/trading/offer.hpp"

namespace ballast::planner::trading {
namespace {

constexpr std::array<Check, 27> every_check = {{{"mode", check_mode},
                                                {"state", check_state},
                                                {"input", check_input},
                                                {"not_executed", check_not_executed},
                                                {"step_order", check_step_order},
                                                {"security", check_security},
                                                {"permission", check_permission},
                                                {"breaker", check_breaker},
                                                {"frequency", check_frequency},
                                                {"books", check_books},
                                                {"market", check_market},
                                                {"price", check_price},
                                                {"rate", check_rate},
                                                {"year_high", check_year_high},
                                                {"price_move", check_price_move},
                                                {"price_band", check_price_band},
                                                {"depth", check_depth},
                                                {"buy_cooldown", check_buy_cooldown},
                                                {"sell_cooldown", check_sell_cooldown},
                                                {"min_hold", check_min_hold},
                                                {"lots", check_lots},
                                                {"position", check_position},
                                                {"pending", check_pending},
                                                {"cash", check_cash},
                                                {"order_size", check_order_size},
                                                {"day_size", check_day_size},
                                                {"concentration", check_concentration}}};

constexpr double millionths = 1e6;

}  // namespace

std::span<const Check> all_checks() {
  return every_check;
}

std::vector<Asked> ask_all(const CheckFacts& facts) {
  std::vector<Asked> out;
  out.reserve(every_check.size());
  for (const Check& check : every_check) out.push_back({check.name, check.ask(facts)});
  return out;
}

bool all_passed(std::span<const Asked> asked) {
  return std::all_of(asked.begin(), asked.end(),
                     [](const Asked& one) { return one.verdict.passed; });
}

std::optional<std::int64_t> may_go_ms(std::span<const Asked> asked, std::int64_t now_ms) {
  std::int64_t out = now_ms;
  for (const Asked& one : asked) {
    if (one.verdict.passed) continue;
    if (!one.verdict.from_ms) return std::nullopt;
    out = std::max(out, *one.verdict.from_ms);
  }
  return out;
}

Money part_of(Money amount, double fraction) {
  const auto parts = static_cast<std::int64_t>(std::llround(fraction * millionths));
  const Money size = amount < Money{} ? -amount : amount;
  const auto part = ledger::scaled_down(size.micros(), parts, Money::micros_per_unit);
  const Money out = Money::from_micros(part.value_or(size.micros()));
  return amount < Money{} ? -out : out;
}

std::optional<Money> value_of_order(const CheckFacts& facts) {
  const auto price = price_offered(facts);
  if (!facts.order.quantity || !price) return std::nullopt;
  return ledger::value_of(*facts.order.quantity, *price);
}

std::optional<Money> base_value_of_order(const CheckFacts& facts) {
  const auto value = value_of_order(facts);
  if (!value || !facts.market.rate) return std::nullopt;
  return ledger::to_base(*value, *facts.market.rate);
}

}  // namespace ballast::planner::trading
