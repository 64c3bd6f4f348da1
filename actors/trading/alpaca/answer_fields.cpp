#include "actors/trading/alpaca/answer_fields.hpp"

#include <utility>

#include <fmt/format.h>

#include "messages/utf8.hpp"
#include "planner/ledger/decimal.hpp"

namespace ballast::actors::alpaca {
namespace {

constexpr int billionth_digits = 9;
constexpr int micro_digits = 6;
constexpr std::int64_t money_micros_max = 1'000'000'000'000'000'000;
constexpr std::size_t shown_bytes_max = 40;

std::string shown(const Json& value) {
  std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > shown_bytes_max) text = text.substr(0, shown_bytes_max) + "...";
  return text;
}

}  // namespace

AnswerFields::AnswerFields(const Json& json, std::string where)
    : json_(json), where_(std::move(where)) {
  if (!json_.is_object()) {
    fault_ =
        Failure{planner::FailureKind::invalid, shown(json_) + " is no object", where_, "{...}"};
  }
}

void AnswerFields::reject(std::string_view name, std::string what, std::string allowed) {
  if (fault_) return;
  fault_ = Failure{planner::FailureKind::invalid, std::move(what),
                   fmt::format("{}.{}", where_, name), std::move(allowed)};
}

void AnswerFields::require(bool holds, std::string_view name, std::string_view what,
                           std::string_view allowed) {
  if (!holds) reject(name, std::string(what), std::string(allowed));
}

const Json* AnswerFields::find(std::string_view name, bool may_be_absent) {
  if (fault_) return nullptr;
  const auto at = json_.find(std::string(name));
  if (at != json_.end() && !at->is_null()) return &*at;
  if (!may_be_absent) reject(name, "it is missing", "a value");
  return nullptr;
}

std::optional<std::string> AnswerFields::read_text(std::string_view name, bool may_be_absent) {
  const Json* const value = find(name, may_be_absent);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    reject(name, shown(*value) + " is no text", "a text");
    return std::nullopt;
  }
  std::string text = value->get<std::string>();
  if (text.size() > field_text_bytes_max || !messages::is_utf8(text)) {
    reject(name, "the text is too long or no UTF-8",
           fmt::format("up to {} bytes", field_text_bytes_max));
    return std::nullopt;
  }
  return text;
}

std::string AnswerFields::text(std::string_view name) {
  auto read = read_text(name, false);
  if (read && read->empty()) reject(name, "it is empty", "a text");
  return read.value_or("");
}

std::string AnswerFields::optional_text(std::string_view name) {
  return read_text(name, true).value_or("");
}

bool AnswerFields::boolean(std::string_view name) {
  const Json* const value = find(name, false);
  if (value == nullptr) return false;
  if (!value->is_boolean()) reject(name, shown(*value) + " is neither", "true or false");
  return value->is_boolean() && value->get<bool>();
}

Instant AnswerFields::instant(std::string_view name) {
  const auto read = optional_instant(name);
  if (!read) reject(name, "it is missing", "2026-11-22T14:30:00Z");
  return read.value_or(0);
}

std::optional<Instant> AnswerFields::optional_instant(std::string_view name) {
  const auto read = read_text(name, true);
  if (!read || read->empty()) return std::nullopt;
  const auto instant = parse_instant(*read);
  if (!instant) reject(name, fmt::format("'{}' is no time", *read), "2026-11-22T14:30:00Z");
  return instant;
}

planner::Date AnswerFields::date(std::string_view name) {
  const std::string read = text(name);
  const auto day = planner::parse_date(read);
  if (!day) reject(name, fmt::format("'{}' is no day", read), "2026-11-22");
  return day.value_or(planner::Date{});
}

std::optional<std::int64_t> AnswerFields::read_number(std::string_view name, int digits, bool exact,
                                                      bool may_be_absent) {
  const Json* const value = find(name, may_be_absent);
  if (value == nullptr) return std::nullopt;
  // A number with a fraction has been through a double: only whole ones are what was sent.
  const bool whole = value->is_number_integer();
  const auto text = whole ? std::optional(value->dump()) : read_text(name, may_be_absent);
  if (!text) return std::nullopt;
  const auto number = planner::ledger::parse_decimal(*text, digits);
  if (number && (number->exact || !exact)) return number->count;
  reject(name, shown(*value) + (number ? " has too many decimals" : " is no number"),
         fmt::format("a decimal text of up to {} decimals and 9e9", digits));
  return std::nullopt;
}

std::int64_t AnswerFields::exact_billionths(std::string_view name) {
  return read_number(name, billionth_digits, true, false).value_or(0);
}

std::int64_t AnswerFields::billionths(std::string_view name) {
  return read_number(name, billionth_digits, false, false).value_or(0);
}

std::optional<std::int64_t> AnswerFields::optional_billionths(std::string_view name) {
  return read_number(name, billionth_digits, false, true);
}

planner::Money AnswerFields::exact_money(std::string_view name) {
  const std::int64_t micros = read_number(name, micro_digits, true, false).value_or(0);
  require(micros <= money_micros_max && micros >= -money_micros_max, name, "it is too large",
          "up to 1e12");
  return planner::Money::from_micros(micros);
}

planner::Money AnswerFields::money(std::string_view name) {
  const std::int64_t micros = read_number(name, micro_digits, false, false).value_or(0);
  require(micros <= money_micros_max && micros >= -money_micros_max, name, "it is too large",
          "up to 1e12");
  return planner::Money::from_micros(micros);
}

}  // namespace ballast::actors::alpaca
