#include "actors/universe/security_fields.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "actors/universe/field_values.hpp"
#include "actors/universe/imports.hpp"

namespace ballast::actors {
namespace {

using messages::ChangeSecurity;
using messages::FieldWish;
using planner::Failure;
using planner::FailureKind;

std::string current_text(SQLite::Database& database, std::int64_t security,
                         const SecurityField& field) {
  SQLite::Statement query(database,
                          fmt::format("SELECT {} FROM security WHERE id = ?", field.column));
  query.bind(1, security);
  return query.executeStep() ? text_of(field, query.getColumn(0)) : "";
}

void store_value(SQLite::Database& database, std::int64_t security, const SecurityField& field,
                 const StoredValue& value, std::int64_t at_ms) {
  SQLite::Statement update(
      database,
      fmt::format("UPDATE security SET {} = ?, updated_ms = ? WHERE id = ?", field.column));
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    update.bind(1, *whole);
  } else if (const auto* number = std::get_if<double>(&value)) {
    update.bind(1, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    update.bind(1, *text);
  }
  update.bind(2, at_ms);
  update.bind(3, security);
  update.exec();
}

planner::Result<std::int64_t> find_or_add(SQLite::Database& database, const ChangeSecurity& wish,
                                          std::int64_t at_ms) {
  const auto known = find_security(database, wish.symbol);
  if (known && !wish.add) return *known;
  if (!known && !wish.add) {
    return tl::unexpected(Failure{FailureKind::missing, "no such security is known", wish.symbol,
                                  "a symbol of `ballast universe show`"});
  }
  if (known) {
    return tl::unexpected(Failure{FailureKind::conflict, "this security is known already",
                                  wish.symbol, "`ballast universe set` changes it"});
  }
  if (!is_symbol(wish.symbol)) {
    return tl::unexpected(Failure{FailureKind::invalid, "this is no symbol", wish.symbol,
                                  "up to 32 capitals, digits and signs"});
  }
  const bool has_currency =
      std::any_of(wish.wishes.begin(), wish.wishes.end(),
                  [](const FieldWish& one) { return one.name == "currency"; });
  if (!has_currency) {
    return tl::unexpected(Failure{FailureKind::invalid, "its currency is not told", wish.symbol,
                                  "currency=EUR, or GBX for pence"});
  }
  SQLite::Statement insert(
      database,
      "INSERT INTO security (symbol, isin, name, product_type, country, industry, sector, "
      "exchange, unit, lot, active, allow_buy, allow_sell, multiplier, created_ms) "
      "VALUES (?, '', '', 'unknown', '', '', '', '', '', 1, 1, 1, 1, 1.0, ?)");
  insert.bind(1, wish.symbol);
  insert.bind(2, at_ms);
  insert.exec();
  return database.getLastInsertRowid();
}

/// Of two securities, only one may have this ISIN.
std::optional<Failure> find_twin(SQLite::Database& database, std::int64_t security,
                                 const FieldWish& wish) {
  if (wish.name != "isin" || wish.value.empty()) return std::nullopt;
  SQLite::Statement twin(database, "SELECT symbol FROM security WHERE isin = ? AND id <> ?");
  twin.bind(1, wish.value);
  twin.bind(2, security);
  if (!twin.executeStep()) return std::nullopt;
  return Failure{FailureKind::conflict,
                 fmt::format("this ISIN belongs to {}", twin.getColumn(0).getString()), "isin",
                 "one ISIN for each security"};
}

std::optional<Failure> find_crossed_targets(SQLite::Database& database, std::int64_t security) {
  SQLite::Statement targets(
      database, "SELECT 1 FROM security WHERE id = ? AND min_target_pct > max_target_pct");
  targets.bind(1, security);
  if (!targets.executeStep()) return std::nullopt;
  return Failure{FailureKind::invalid, "the lowest target lies above the highest", "min_target_pct",
                 "at most max_target_pct"};
}

std::string sentence_of(const std::string& name, const std::string& before,
                        const std::string& after) {
  if (before.empty()) return fmt::format("{} is {}", name, after);
  return fmt::format("{} was {} and is {}", name, before, after.empty() ? "unknown" : after);
}

}  // namespace

planner::Result<std::vector<std::string>> change_security(
    SQLite::Database& database, const ChangeSecurity& wish,
    const std::vector<std::string>& source_names, std::int64_t at_ms) {
  const auto security = find_or_add(database, wish, at_ms);
  if (!security) return tl::unexpected(security.error());
  std::vector<std::string> changes;
  if (wish.add) changes.push_back(fmt::format("{} added", wish.symbol));
  for (const FieldWish& one : wish.wishes) {
    const auto field = find_field(one);
    if (!field) return tl::unexpected(field.error());
    const auto value = read_value(**field, one, source_names);
    if (!value) return tl::unexpected(value.error());
    if (auto twin = find_twin(database, *security, one)) return tl::unexpected(*twin);
    const std::string before = current_text(database, *security, **field);
    store_value(database, *security, **field, *value, at_ms);
    const std::string after = current_text(database, *security, **field);
    if (before != after) changes.push_back(sentence_of(one.name, before, after));
  }
  if (auto crossed = find_crossed_targets(database, *security)) return tl::unexpected(*crossed);
  return changes;
}

std::vector<FieldWish> known_fields(SQLite::Database& database, std::int64_t security) {
  std::string columns_of_all;
  for (const SecurityField& field : security_fields()) {
    columns_of_all += fmt::format("{}{}", columns_of_all.empty() ? "" : ", ", field.column);
  }
  SQLite::Statement query(database,
                          fmt::format("SELECT {} FROM security WHERE id = ?", columns_of_all));
  query.bind(1, security);
  std::vector<FieldWish> out;
  if (!query.executeStep()) return out;
  int place = 0;
  for (const SecurityField& field : security_fields()) {
    std::string text = text_of(field, query.getColumn(place++));
    if (!text.empty()) out.push_back({field.name, std::move(text)});
  }
  return out;
}

std::vector<std::string> missing_of(SQLite::Database& database, std::int64_t security) {
  SQLite::Statement query(
      database,
      "SELECT isin = '', product_type IN ('', 'unknown'), country = '', NOT EXISTS "
      "(SELECT 1 FROM price WHERE security = id) FROM security WHERE id = ?");
  query.bind(1, security);
  std::vector<std::string> out;
  if (!query.executeStep()) return out;
  int place = 0;
  for (const char* name : {"isin", "type", "country", "prices"}) {
    if (query.getColumn(place++).getInt() != 0) out.emplace_back(name);
  }
  return out;
}

}  // namespace ballast::actors
