#include <fmt/format.h>

#include "actors/trading/alpaca/answer_rows.hpp"
#include "actors/trading/alpaca/answers.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors::alpaca {
namespace {

Result<PositionAnswer> position_of(const Json& json, std::string where) {
  AnswerFields fields(json, std::move(where));
  PositionAnswer out;
  out.symbol = fields.text("symbol");
  out.asset_id = fields.optional_text("asset_id");
  out.quantity = ledger::Quantity::of(fields.exact_billionths("qty"));
  out.average_entry = ledger::Price::of(fields.billionths("avg_entry_price"));
  const std::string side = fields.text("side");
  fields.require(side == "long" || side == "short", "side", "'" + side + "' is no side",
                 "long or short");
  fields.require(out.quantity != ledger::Quantity{}, "qty", "it is zero", "another number");
  fields.require(out.average_entry >= ledger::Price{}, "avg_entry_price", "it is negative",
                 "from 0");
  // Either sign is seen for what was sold short.
  if (side == "short" && out.quantity > ledger::Quantity{}) out.quantity = -out.quantity;
  fields.require(side != "long" || out.quantity >= ledger::Quantity{}, "qty", "it is negative",
                 "above 0");
  return finished(std::move(out), fields);
}

std::optional<int> minute_of(std::string_view text) {
  const auto at = parse_instant("2000-01-01T" + std::string(text) + ":00Z");
  if (!at || text.size() != 5) return std::nullopt;
  constexpr Instant start = 946'684'800'000'000'000;
  constexpr Instant ns_per_minute = 60'000'000'000;
  return static_cast<int>((*at - start) / ns_per_minute);
}

Result<SessionAnswer> session_of(const Json& json, std::string where) {
  AnswerFields fields(json, std::move(where));
  SessionAnswer out;
  out.day = fields.date("date");
  const auto open = minute_of(fields.text("open"));
  const auto close = minute_of(fields.text("close"));
  fields.require(open.has_value(), "open", "it is no time of day", "09:30");
  fields.require(close.has_value(), "close", "it is no time of day", "16:00");
  fields.require(!open || !close || *open < *close, "close", "it is not after the opening",
                 "a later time");
  out.open_minute = open.value_or(0);
  out.close_minute = close.value_or(0);
  return finished(out, fields);
}

}  // namespace

Result<AccountAnswer> read_account(std::string_view body, const AnswerContext& context) {
  const auto json = parse_answer(body, "account");
  if (!json) return tl::unexpected(json.error());
  AnswerFields fields(*json, "account");
  AccountAnswer out;
  out.number = fields.text("account_number");
  out.status = fields.text("status");
  out.currency = fields.text("currency");
  out.cash = fields.money("cash");
  out.equity = fields.money("equity");
  out.buying_power = fields.money("buying_power");
  const bool trading_blocked = fields.boolean("trading_blocked");
  out.blocked = fields.boolean("account_blocked") || trading_blocked;
  fields.require(out.currency == context.currency, "currency",
                 fmt::format("the account counts in '{}'", out.currency), context.currency);
  return finished(std::move(out), fields);
}

Result<std::vector<PositionAnswer>> read_positions(std::string_view body) {
  return read_rows<PositionAnswer>(body, "position", position_of);
}

Result<ClockAnswer> read_clock(std::string_view body) {
  const auto json = parse_answer(body, "clock");
  if (!json) return tl::unexpected(json.error());
  AnswerFields fields(*json, "clock");
  ClockAnswer out;
  out.now = fields.instant("timestamp");
  out.is_open = fields.boolean("is_open");
  out.next_open = fields.instant("next_open");
  out.next_close = fields.instant("next_close");
  fields.require(out.next_open > out.now, "next_open", "it is over", "after the timestamp");
  fields.require(out.next_close > out.now, "next_close", "it is over", "after the timestamp");
  return finished(out, fields);
}

Result<std::vector<SessionAnswer>> read_calendar(std::string_view body) {
  auto days = read_rows<SessionAnswer>(body, "calendar", session_of);
  if (!days) return days;
  for (std::size_t place = 1; place < days->size(); ++place) {
    if ((*days)[place - 1].day < (*days)[place].day) continue;
    return tl::unexpected(Failure{planner::FailureKind::invalid, "its days do not ascend",
                                  "calendar", "each day once, the earliest first"});
  }
  return days;
}

Result<ErrorAnswer> read_error(std::string_view body) {
  const auto json = parse_answer(body, "error");
  if (!json) return tl::unexpected(json.error());
  AnswerFields fields(*json, "error");
  ErrorAnswer out;
  out.message = fields.text("message");
  if (const auto code = json->find("code"); code != json->end() && code->is_number_integer()) {
    out.code = code->get<std::int64_t>();
  }
  return finished(std::move(out), fields);
}

}  // namespace ballast::actors::alpaca
