#include "planner/opportunities/planning_state.hpp"

#include <cmath>
#include <map>

#include "planner/opportunities/pending_orders.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::planner {
namespace {

constexpr double millionths = 1e6;
constexpr double largest = 9e12;  // in units: as millionths it is still an integer

/// In parts of a unit, ties away from zero; what is no number or too large is told apart from all
/// that is.
std::string parts(double value, double per_unit) {
  if (!std::isfinite(value) || std::abs(value) > largest) return "?";
  return std::to_string(std::llround(value * per_unit));
}

/// To three digits: "110e4" of 1.1 in millionths.
std::string three_digits(double value) {
  if (!std::isfinite(value) || value < 0.0 || value > largest) return "?";
  constexpr std::int64_t ten = 10;
  constexpr std::int64_t too_long = 1000;
  std::int64_t digits = std::llround(value * millionths);
  int tens = 0;
  while (digits >= too_long) {
    digits = (digits + ten / 2) / ten;
    ++tens;
  }
  return std::to_string(digits) + "e" + std::to_string(tens);
}

std::string flag(bool set) {
  return set ? "1" : "0";
}

std::string day_of(const std::optional<Date>& day) {
  return day ? format_date(*day) : "-";
}

class Text {
 public:
  /// One line; no part holds the sign between parts unless it is the last.
  template <class... Parts>
  void line(const Parts&... parts) {
    ((text_ += parts, text_ += '\t'), ...);
    text_.back() = '\n';
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_security(Text& text, const Security& one, double held) {
  std::string industries;
  for (const std::string& industry : one.industries) industries += industry + ";";
  text.line(std::string("security"), one.symbol, parts(held, millionths), flag(one.active),
            flag(one.allow_buy), flag(one.allow_sell), std::to_string(one.min_lot),
            parts(one.priority_multiplier, 100.0), one.currency,
            one.quote ? three_digits(one.quote->price) : "-",
            one.quality ? parts(*one.quality, 100.0) : "-", one.country, industries);
}

void add_cash(Text& text, const std::vector<CashBalance>& cash) {
  constexpr double tenths = 0.1;
  std::map<std::string, double> sums;
  for (const CashBalance& balance : cash) sums[balance.currency] += balance.amount;
  for (const auto& [currency, amount] : sums) {
    const bool below = amount < 0.0;
    text.line(std::string("cash"), currency, std::string(below ? "below" : "tens"),
              parts(amount, below ? 1.0 : tenths));
  }
}

void add_targets(Text& text, const PlanInputs& inputs) {
  constexpr double fourth_decimal = 1e4;
  for (const GroupTarget& target : inputs.country_targets) {
    text.line(std::string("country target"), target.group, parts(target.weight, fourth_decimal));
  }
  for (const GroupTarget& target : inputs.industry_targets) {
    text.line(std::string("industry target"), target.group, parts(target.weight, fourth_decimal));
  }
  for (const GroupMember& member : inputs.country_groups) {
    text.line(std::string("country"), member.member, member.group);
  }
  for (const GroupMember& member : inputs.industry_groups) {
    text.line(std::string("industry"), member.member, member.group);
  }
  for (const TargetWeight& target : inputs.target_weights) {
    text.line(std::string("weight"), std::to_string(target.security.value),
              parts(target.weight, fourth_decimal));
  }
}

}  // namespace

std::string planning_state(const Settings& settings, const PlanInputs& inputs) {
  Text text;
  text.line(std::string("day"), format_date(inputs.as_of), inputs.base_currency);
  const BooksAfter books = after_pending(inputs);
  for (std::size_t place = 0; place < inputs.securities.size(); ++place) {
    const auto held = books.shares.find(static_cast<std::uint32_t>(place));
    add_security(text, inputs.securities[place],
                 held == books.shares.end() ? 0.0 : held->second.quantity);
  }
  add_cash(text, books.cash);
  for (const ExchangeRate& rate : inputs.rates) {
    text.line(std::string("rate"), rate.currency, three_digits(rate.per_base));
  }
  for (const TradeHistory& one : inputs.history) {
    text.line(std::string("traded"), std::to_string(one.security.value), day_of(one.last_bought),
              day_of(one.last_sold));
  }
  add_targets(text, inputs);
  for (const SettingEntry& entry : list_settings(settings)) {
    text.line(std::string("setting"), entry.name, entry.value);
  }
  return text.take();
}

}  // namespace ballast::planner
