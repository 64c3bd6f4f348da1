#include "actors/universe/field_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/isin.hpp"
#include "planner/model/currency.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::actors {
namespace {

using messages::FieldWish;
using planner::Failure;
using planner::FailureKind;
using Kind = FieldKind;

constexpr std::size_t field_bytes_max = 200;

constexpr std::array<SecurityField, 20> all_fields{{
    {"isin", "isin", Kind::word},
    {"name", "name", Kind::text},
    {"type", "product_type", Kind::word},
    {"country", "country", Kind::text},
    {"industry", "industry", Kind::text},
    {"sector", "sector", Kind::text},
    {"exchange", "exchange", Kind::word},
    {"currency", "unit", Kind::word, 0, 0, false},
    {"lot", "lot", Kind::whole, 1, 1'000'000, false},
    {"active", "active", Kind::flag, 0, 0, false},
    {"allow_buy", "allow_buy", Kind::flag, 0, 0, false},
    {"allow_sell", "allow_sell", Kind::flag, 0, 0, false},
    {"multiplier", "multiplier", Kind::number, 0.1, 3.0, false},
    {"source", "source", Kind::word},
    {"data_symbol", "data_symbol", Kind::word},
    {"min_target_pct", "min_target_pct", Kind::number, 0.0, 20.0},
    {"max_target_pct", "max_target_pct", Kind::number, 0.0, 30.0},
    {"tick", "tick", Kind::number, 1e-9, 1e6},
    {"tradable_since", "tradable_since", Kind::day},
    {"delisted_on", "delisted_on", Kind::day},
}};

tl::unexpected<Failure> wrong_field(const FieldWish& wish, std::string what, std::string allowed) {
  return tl::unexpected(
      Failure{FailureKind::invalid, std::move(what), wish.name, std::move(allowed)});
}

planner::Result<StoredValue> read_number(const SecurityField& field, const FieldWish& wish) {
  double value = 0.0;
  const char* const end = wish.value.data() + wish.value.size();
  const auto [stopped, error] = std::from_chars(wish.value.data(), end, value);
  const bool whole = field.kind != Kind::whole || value == std::floor(value);
  if (error != std::errc{} || stopped != end || !whole || !(value >= field.lowest) ||
      !(value <= field.highest)) {
    return wrong_field(wish, fmt::format("'{}' is no such number", wish.value),
                       fmt::format("{}{} to {}", field.kind == Kind::whole ? "whole, " : "",
                                   field.lowest, field.highest));
  }
  if (field.kind == Kind::whole) return static_cast<std::int64_t>(value);
  return value;
}

planner::Result<StoredValue> read_text(const SecurityField& field, const FieldWish& wish) {
  const auto plain = [&](char c) {
    return static_cast<unsigned char>(c) >= ' ' && c != '\x7f' &&
           (field.kind == Kind::text || (c > ' ' && c <= '~'));
  };
  if (wish.value.size() > field_bytes_max ||
      !std::all_of(wish.value.begin(), wish.value.end(), plain)) {
    return wrong_field(wish, "this text cannot be kept",
                       field.kind == Kind::text ? "up to 200 bytes without control characters"
                                                : "up to 200 letters, digits and signs");
  }
  return wish.value;
}

planner::Result<StoredValue> read_kind(const SecurityField& field, const FieldWish& wish) {
  if (wish.value.empty()) {
    if (!field.may_be_cleared) return wrong_field(wish, "this is needed", "a value");
    if (field.kind == Kind::text || field.kind == Kind::word) return std::string();
    return StoredValue{};
  }
  switch (field.kind) {
    case Kind::text:
    case Kind::word:
      return read_text(field, wish);
    case Kind::flag:
      if (wish.value == "true" || wish.value == "yes") return std::int64_t{1};
      if (wish.value == "false" || wish.value == "no") return std::int64_t{0};
      return wrong_field(wish, fmt::format("'{}' is neither true nor false", wish.value),
                         "true or false");
    case Kind::whole:
    case Kind::number:
      return read_number(field, wish);
    case Kind::day:
      break;
  }
  const auto day = planner::parse_date(wish.value);
  if (!day || !is_plausible_day(number_of(*day))) {
    return wrong_field(wish, fmt::format("'{}' is no day", wish.value), "such as 2026-01-31");
  }
  return number_of(*day);
}

/// What only one field knows.
std::optional<Failure> find_wrong_meaning(const FieldWish& wish,
                                          const std::vector<std::string>& source_names) {
  const auto wrong = [&](std::string what, std::string allowed) {
    return wrong_field(wish, std::move(what), std::move(allowed)).value();
  };
  const std::string& value = wish.value;
  if (wish.name == "isin" && !value.empty() && !is_isin(value)) {
    return wrong(fmt::format("'{}' is no ISIN", value),
                 "two letters, nine letters or digits, the right check digit");
  }
  if (wish.name == "currency" && !planner::quotation_of(value)) {
    return wrong(fmt::format("'{}' is no currency", value),
                 "a currency such as EUR, or GBX, ILA, ZAC");
  }
  if (wish.name == "data_symbol" && is_isin(value)) {
    return wrong("this is an ISIN, which no source of prices knows", "the source's own symbol");
  }
  static const std::vector<std::string> types = {"equity",      "etf",     "etc",
                                                 "mutual_fund", "unknown", ""};
  if (wish.name == "type" && std::find(types.begin(), types.end(), value) == types.end()) {
    return wrong(fmt::format("'{}' is no type of product", value),
                 "equity, etf, etc, mutual_fund or unknown");
  }
  if (wish.name == "source" && !value.empty() &&
      std::find(source_names.begin(), source_names.end(), value) == source_names.end()) {
    return wrong(fmt::format("there is no source '{}'", value),
                 source_names.empty() ? "one that [sources] in planner.toml names"
                                      : fmt::format("{}", fmt::join(source_names, ", ")));
  }
  return std::nullopt;
}

}  // namespace

std::span<const SecurityField> security_fields() {
  return all_fields;
}

planner::Result<const SecurityField*> find_field(const FieldWish& wish) {
  std::vector<std::string> names;
  for (const SecurityField& field : all_fields) {
    if (wish.name == field.name) return &field;
    names.emplace_back(field.name);
  }
  const std::string nearest = planner::nearest_name(wish.name, names);
  return wrong_field(wish, "a security has no such field",
                     nearest.empty() ? fmt::format("{}", fmt::join(names, ", "))
                                     : fmt::format("did you mean {}?", nearest));
}

planner::Result<StoredValue> read_value(const SecurityField& field, const FieldWish& wish,
                                        const std::vector<std::string>& source_names) {
  auto value = read_kind(field, wish);
  if (!value) return value;
  if (auto wrong = find_wrong_meaning(wish, source_names)) return tl::unexpected(*wrong);
  return value;
}

std::string text_of(const SecurityField& field, const SQLite::Column& column) {
  if (column.isNull()) return "";
  if (field.kind == Kind::flag) return column.getInt() != 0 ? "true" : "false";
  if (field.kind == Kind::day) return planner::format_date(day_of(column.getInt64()));
  if (field.kind == Kind::number) return fmt::format("{}", column.getDouble());
  return column.getString();
}

}  // namespace ballast::actors
