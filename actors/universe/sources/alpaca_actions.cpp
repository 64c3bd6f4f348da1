#include "actors/universe/sources/alpaca_actions.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/sources/json_payload.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr std::array kinds = {"cash_dividends", "forward_splits", "reverse_splits"};

bool is_amount(const std::optional<double>& value) {
  return value && std::isfinite(*value) && *value > 0.0;
}

std::optional<std::int32_t> ex_day_of(const Json& row) {
  const auto text = text_member(row, "ex_date");
  const auto day = text ? planner::parse_date(*text) : std::nullopt;
  if (!day || !is_plausible_day(number_of(*day))) return std::nullopt;
  return static_cast<std::int32_t>(number_of(*day));
}

/// Returns whether the row is one of its kind; adds it when it is of that symbol and has been.
bool take_action(const Json& row, bool dividend, const std::string& symbol,
                 const Expected& expected, AlpacaActions& out) {
  const auto day = ex_day_of(row);
  const auto of = text_member(row, "symbol");
  if (!day || !of) return false;
  const bool wanted = *of == symbol && *day <= expected.last_day;
  if (dividend) {
    const auto rate = number_member(row, "rate");
    if (!is_amount(rate)) return false;
    if (wanted) out.dividends.push_back({*day, *rate});
    return true;
  }
  const auto before = number_member(row, "old_rate");
  const auto after = number_member(row, "new_rate");
  if (!is_amount(before) || !is_amount(after) || !is_amount(*after / *before)) return false;
  if (wanted) out.splits.push_back({*day, *after / *before});
  return true;
}

}  // namespace

Result<AlpacaActions> read_alpaca_actions(std::string_view payload, const std::string& symbol,
                                          const Expected& expected) {
  const auto json = read_payload(payload, expected);
  if (!json) return tl::unexpected(json.error());
  const Json* const actions = member(*json, "corporate_actions");
  const Json* const token = member(*json, "next_page_token");
  if (actions == nullptr || !actions->is_object() || token == nullptr ||
      !(token->is_string() || token->is_null())) {
    return bad_payload(expected, "this is no page of corporate actions",
                       "\"corporate_actions\" and \"next_page_token\"");
  }
  AlpacaActions out;
  if (token->is_string()) out.next_page_token = token->get<std::string>();
  for (const char* kind : kinds) {
    const Json* const rows = member(*actions, kind);
    if (rows == nullptr) continue;
    const bool dividend = kind == kinds.front();
    for (const Json& row : *rows) {
      if (rows->is_array() && take_action(row, dividend, symbol, expected, out)) continue;
      return bad_payload(expected, fmt::format("one of its {} is not whole", kind),
                         dividend ? "symbol, ex_date and a rate above 0"
                                  : "symbol, ex_date, old_rate and new_rate above 0");
    }
  }
  return out;
}

}  // namespace ballast::actors
