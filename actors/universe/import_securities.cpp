// Master data: a row is the whole truth of its security. A known ISIN under a new symbol is a
// change of symbol, not a new security.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/isin.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using messages::SecurityRow;

constexpr std::size_t symbol_bytes_max = 32;
constexpr std::uint32_t lot_max = 1'000'000;
constexpr const char* columns =
    "symbol, isin, name, product_type, country, industry, sector, exchange, unit, lot, active, "
    "allow_buy, allow_sell, multiplier";

bool is_product(const std::string& text) {
  static const std::set<std::string> known = {"unknown", "equity", "etf", "etc", "mutual_fund"};
  return known.contains(text);
}

Result<void> check(const SecurityRow& row, const std::string& source) {
  const auto wrong = [&](std::string what, std::string allowed) -> Result<void> {
    return wrong_row(source, row.line, std::move(what), std::move(allowed));
  };
  if (!is_symbol(row.symbol)) {
    return wrong(fmt::format("'{}' is no symbol", row.symbol), "up to 32 capitals, digits, signs");
  }
  if (!row.isin.empty() && !is_isin(row.isin)) {
    return wrong(fmt::format("{}: '{}' is no ISIN", row.symbol, row.isin),
                 "two letters, nine letters or digits, the right check digit");
  }
  if (!planner::quotation_of(row.currency)) {
    return wrong(fmt::format("{}: '{}' is no currency", row.symbol, row.currency),
                 "a currency such as EUR, or GBX, ILA, ZAC");
  }
  if (row.lot < 1 || row.lot > lot_max) {
    return wrong(fmt::format("{}: lot {} is no board lot", row.symbol, row.lot), "1 to 1000000");
  }
  if (!row.product_type.empty() && !is_product(row.product_type)) {
    return wrong(fmt::format("{}: '{}' is no type of product", row.symbol, row.product_type),
                 "equity, etf, etc, mutual_fund or unknown");
  }
  if (!std::isfinite(row.priority_multiplier) || row.priority_multiplier <= 0.0) {
    return wrong(fmt::format("{}: the multiplier is not above zero", row.symbol),
                 "a number above 0");
  }
  return {};
}

Result<void> check_all(const messages::ImportSecurities& import) {
  std::set<std::string> symbols;
  std::set<std::string> isins;
  for (const SecurityRow& row : import.rows) {
    if (auto sound = check(row, import.source); !sound) return sound;
    if (!symbols.insert(row.symbol).second) {
      return wrong_row(import.source, row.line, fmt::format("{} stands twice", row.symbol),
                       "each symbol once");
    }
    if (!row.isin.empty() && !isins.insert(row.isin).second) {
      return wrong_row(import.source, row.line, fmt::format("{} stands twice", row.isin),
                       "each ISIN once");
    }
  }
  return {};
}

void bind(SQLite::Statement& statement, const SecurityRow& row) {
  int place = 0;
  for (const std::string* text :
       {&row.symbol, &row.isin, &row.name, &row.product_type, &row.country, &row.industry,
        &row.sector, &row.exchange, &row.currency}) {
    statement.bind(++place, *text);
  }
  statement.bind(++place, row.lot);
  statement.bind(++place, static_cast<int>(row.active));
  statement.bind(++place, static_cast<int>(row.allow_buy));
  statement.bind(++place, static_cast<int>(row.allow_sell));
  statement.bind(++place, row.priority_multiplier);
}

SecurityRow stored_row(SQLite::Database& database, std::int64_t id) {
  SQLite::Statement query(database, fmt::format("SELECT {} FROM security WHERE id = ?", columns));
  query.bind(1, id);
  SecurityRow row;
  if (!query.executeStep()) return row;
  int place = 0;
  for (std::string* text : {&row.symbol, &row.isin, &row.name, &row.product_type, &row.country,
                            &row.industry, &row.sector, &row.exchange, &row.currency}) {
    *text = query.getColumn(place++).getString();
  }
  row.lot = query.getColumn(place++).getUInt();
  row.active = query.getColumn(place++).getInt() != 0;
  row.allow_buy = query.getColumn(place++).getInt() != 0;
  row.allow_sell = query.getColumn(place++).getInt() != 0;
  row.priority_multiplier = query.getColumn(place++).getDouble();
  return row;
}

std::optional<std::int64_t> find_isin(SQLite::Database& database, const std::string& isin) {
  if (isin.empty()) return std::nullopt;
  SQLite::Statement query(database, "SELECT id FROM security WHERE isin = ?");
  query.bind(1, isin);
  if (!query.executeStep()) return std::nullopt;
  return query.getColumn(0).getInt64();
}

void add(SQLite::Database& database, const SecurityRow& row, ImportTally& tally) {
  SQLite::Statement insert(
      database,
      fmt::format("INSERT INTO security ({}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", columns));
  bind(insert, row);
  insert.exec();
  tally.added(fmt::format("{} ({}) added", row.symbol, row.name));
}

void change(SQLite::Database& database, std::int64_t id, const SecurityRow& before,
            const SecurityRow& row, ImportTally& tally) {
  SQLite::Statement update(database,
                           fmt::format("UPDATE security SET ({}) = (?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
                                       "WHERE id = {}",
                                       columns, id));
  bind(update, row);
  update.exec();
  if (before.symbol != row.symbol) {
    tally.changed(fmt::format("{} is now {}", before.symbol, row.symbol));
  } else {
    tally.changed(fmt::format("{} changed", row.symbol));
  }
  if (before.currency != row.currency) {
    tally.warn(fmt::format("{} was quoted in {} and is now in {}: its stored prices are read anew",
                           row.symbol, before.currency, row.currency));
  }
}

bool known(SQLite::Database& database, const SecurityRow& row) {
  return find_security(database, row.symbol) || find_isin(database, row.isin);
}

Result<void> import_row(SQLite::Database& database, SecurityRow row, const std::string& source,
                        ImportTally& tally) {
  if (row.product_type.empty()) row.product_type = "unknown";
  const auto by_symbol = find_security(database, row.symbol);
  const auto by_isin = find_isin(database, row.isin);
  if (by_symbol && by_isin && *by_symbol != *by_isin) {
    return wrong_row(source, row.line,
                     fmt::format("{} belongs to {}, not to {}", row.isin,
                                 stored_row(database, *by_isin).symbol, row.symbol),
                     "one ISIN for each security");
  }
  const auto id = by_symbol ? by_symbol : by_isin;
  if (!id) {
    add(database, row, tally);
    return {};
  }
  SecurityRow before = stored_row(database, *id);
  before.line = row.line;
  if (before == row) {
    tally.unchanged();
  } else {
    change(database, *id, before, row, tally);
  }
  return {};
}

}  // namespace

bool is_symbol(const std::string& text) {
  return !text.empty() && text.size() <= symbol_bytes_max &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c > ' ' && c < '\x7f' && !(c >= 'a' && c <= 'z'); });
}

std::optional<std::int64_t> find_security(SQLite::Database& database, const std::string& symbol) {
  SQLite::Statement query(database, "SELECT id FROM security WHERE symbol = ?");
  query.bind(1, symbol);
  if (!query.executeStep()) return std::nullopt;
  return query.getColumn(0).getInt64();
}

Result<void> import_securities(SQLite::Database& database, const messages::ImportSecurities& import,
                               ImportTally& tally) {
  if (auto sound = check_all(import); !sound) return sound;
  std::vector<const SecurityRow*> unknown;
  for (const SecurityRow& row : import.rows) {
    if (!known(database, row)) {
      unknown.push_back(&row);
    } else if (auto done = import_row(database, row, import.source, tally); !done) {
      return done;
    }
  }
  // Ids rise with symbols, whatever the order of rows: plans break ties by them.
  std::sort(unknown.begin(), unknown.end(),
            [](const SecurityRow* a, const SecurityRow* b) { return a->symbol < b->symbol; });
  for (const SecurityRow* row : unknown) {
    if (auto done = import_row(database, *row, import.source, tally); !done) return done;
  }
  return {};
}

}  // namespace ballast::actors
