#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "actors/trading/alpaca/answer_rows.hpp"
#include "actors/trading/alpaca/answers.hpp"

namespace ballast::actors::alpaca {
namespace {

/// Rows that move cash alone.
constexpr std::array<std::string_view, 22> cash_kinds = {
    "CSD",    "CSW",   "JNLC",    "TRANS",  "INT",    "INTNRA", "INTTW", "FEE",
    "CFEE",   "PTC",   "DIV",     "DIVCGL", "DIVCGS", "DIVFEE", "DIVFT", "DIVNRA",
    "DIVROC", "DIVTW", "DIVTXEX", "DIVWH",  "PTR",    "OPCASH"};

bool is_cash(std::string_view kind) {
  return std::find(cash_kinds.begin(), cash_kinds.end(), kind) != cash_kinds.end();
}

void require_past(AnswerFields& fields, std::string_view name, Instant at,
                  const AnswerContext& context) {
  fields.require(at <= context.now + context.skew, name, "it is in the future", "a time that was");
}

FillActivity fill_of(AnswerFields& fields, const AnswerContext& context) {
  FillActivity out;
  out.id = fields.text("id");
  out.order_id = fields.text("order_id");
  out.symbol = fields.text("symbol");
  const std::string side = fields.text("side");
  fields.require(side == "buy" || side == "sell" || side == "sell_short", "side",
                 "'" + side + "' is no side", "buy or sell");
  out.side = side == "buy" ? planner::Side::buy : planner::Side::sell;
  out.quantity = ledger::Quantity::of(fields.exact_billionths("qty"));
  out.price = ledger::Price::of(fields.exact_billionths("price"));
  out.filled_by_now = ledger::Quantity::of(fields.exact_billionths("cum_qty"));
  out.at = fields.instant("transaction_time");
  fields.require(out.quantity > ledger::Quantity{}, "qty", "it is not above zero", "above 0");
  fields.require(out.price > ledger::Price{}, "price", "it is not above zero", "above 0");
  fields.require(out.filled_by_now >= out.quantity, "cum_qty", "it is below the fill",
                 "from qty on");
  require_past(fields, "transaction_time", out.at, context);
  return out;
}

RowStatus row_status(AnswerFields& fields) {
  const std::string status = fields.optional_text("status");
  if (status.empty() || status == "executed") return RowStatus::executed;
  if (status == "correct") return RowStatus::corrects;
  if (status == "canceled") return RowStatus::cancels;
  fields.reject("status", fmt::format("'{}' is no status", status),
                "executed, correct or canceled");
  return RowStatus::executed;
}

CashActivity cash_of(AnswerFields& fields, const AnswerContext& context, std::string kind) {
  CashActivity out;
  out.kind = std::move(kind);
  out.id = fields.text("id");
  out.group = fields.optional_text("group_id");
  out.day = fields.date("date");
  out.amount = fields.exact_money("net_amount");
  out.symbol = fields.optional_text("symbol");
  out.status = row_status(fields);
  const std::string currency = fields.optional_text("currency");
  fields.require(currency.empty() || currency == context.currency, "currency",
                 fmt::format("'{}' is not what the account counts in", currency), context.currency);
  // In days: those of a date far away are more nanoseconds than there are numbers.
  const auto day = out.day.time_since_epoch().count();
  fields.require(day >= 0 && day <= (context.now + context.skew) / ns_per_day, "date",
                 "no account had a row on that day", "a day from 1970 to today");
  return out;
}

/// What cannot be read of a row that nobody books unseen is passed over: a person looks at it.
template <class Value>
Value as_far(const Json& json, const std::string& where,
             Value (AnswerFields::*read)(std::string_view), std::string_view name,
             const Value& otherwise) {
  AnswerFields fields(json, where);
  Value out = (fields.*read)(name);
  return fields.fault() ? otherwise : out;
}

OtherActivity other_of(const Json& json, const std::string& where, std::string id, std::string kind,
                       const AnswerContext& context) {
  const auto text = [&](std::string_view name) {
    return as_far(json, where, &AnswerFields::optional_text, name, std::string());
  };
  OtherActivity out{std::move(id), std::move(kind), text("symbol"), text("group_id")};
  out.status = text("status");
  AnswerFields day(json, where);
  const planner::Date told = day.date("date");
  const auto days = told.time_since_epoch().count();
  const bool was = days >= 0 && days <= (context.now + context.skew) / ns_per_day;
  if (!day.fault() && was) out.day = told;
  AnswerFields shares(json, where);
  const std::int64_t quantity = shares.exact_billionths("qty");
  if (!shares.fault()) out.shares = ledger::Quantity::of(quantity);
  const auto price = as_far(json, where, &AnswerFields::optional_billionths, "price", {});
  out.price = ledger::Price::of(price.value_or(0));
  out.amount = as_far(json, where, &AnswerFields::exact_money, "net_amount", planner::Money{});
  return out;
}

Result<void> read_row(const Json& json, std::string where, const AnswerContext& context,
                      ActivityPage& page) {
  AnswerFields fields(json, std::move(where));
  const std::string kind = fields.text("activity_type");
  page.last_id = fields.text("id");
  if (fields.fault()) return tl::unexpected(*fields.fault());
  if (kind == "FILL") {
    page.fills.push_back(fill_of(fields, context));
  } else if (is_cash(kind)) {
    page.cash.push_back(cash_of(fields, context, kind));
  } else {
    page.others.push_back(other_of(json, "activity", page.last_id, kind, context));
  }
  if (fields.fault()) return tl::unexpected(*fields.fault());
  return {};
}

}  // namespace

Result<ActivityPage> read_activities(std::string_view body, const AnswerContext& context) {
  ActivityPage page;
  const auto rows = read_rows<bool>(body, "activity", [&](const Json& json, std::string where) {
    return read_row(json, std::move(where), context, page).map([] { return true; });
  });
  if (!rows) return tl::unexpected(rows.error());
  page.rows = rows->size();
  return page;
}

}  // namespace ballast::actors::alpaca
