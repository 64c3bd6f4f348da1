// Dividends and fundamentals: a row replaces what was known of its security and day.
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "planner/model/currency.hpp"
#include "planner/model/recommendation.hpp"

namespace ballast::actors {
namespace {

using messages::DividendRow;
using messages::FundamentalsRow;

using Figures = std::array<std::optional<double>, 13>;

Figures figures_of(const FundamentalsRow& row) {
  return {row.price,
          row.pe,
          row.net_margin,
          row.operating_margin,
          row.current_ratio,
          row.liabilities_to_equity,
          row.debt_to_equity_pct,
          row.return_on_equity,
          row.payout_ratio,
          row.dividend_yield,
          row.avg_dividend_yield,
          row.avg_dividend_yield_months,
          row.target_price};
}

/// As it is stored; empty for none.
std::string recommendation_in(const FundamentalsRow& row) {
  const auto known = planner::recommendation_of(row.recommendation.value_or(""));
  return known ? std::string(known->name) : "";
}

/// What both kinds of row must keep: a known security, a plausible day, no day twice.
class RowGuard {
 public:
  RowGuard(SQLite::Database& database, const std::string& source)
      : database_(database), source_(source) {}

  Result<std::int64_t> security(const std::string& symbol, planner::Date day, std::uint32_t line) {
    const auto id = find_security(database_, symbol);
    if (!id) {
      return wrong_row(source_, line, fmt::format("{} is no known security", symbol),
                       "import its security first");
    }
    if (!is_plausible_day(number_of(day))) {
      return wrong_row(source_, line, fmt::format("{}: the day is out of range", symbol),
                       plausible_days);
    }
    if (!seen_.emplace(symbol, day).second) {
      return wrong_row(source_, line,
                       fmt::format("{} stands twice on {}", symbol, planner::format_date(day)),
                       "each day once");
    }
    return *id;
  }

 private:
  SQLite::Database& database_;
  const std::string& source_;
  std::set<std::pair<std::string, planner::Date>> seen_;
};

Result<void> check(const DividendRow& row, const std::string& source) {
  if (!std::isfinite(row.amount) || row.amount <= 0.0) {
    return wrong_row(source, row.line,
                     fmt::format("{}: the dividend is not above zero", row.symbol),
                     "a finite number above 0");
  }
  if (!planner::quotation_of(row.currency)) {
    return wrong_row(source, row.line,
                     fmt::format("{}: '{}' is no currency", row.symbol, row.currency),
                     "a currency such as EUR, or GBX, ILA, ZAC");
  }
  return {};
}

Result<void> check(const FundamentalsRow& row, const std::string& source) {
  for (const auto& figure : figures_of(row)) {
    if (!figure || std::isfinite(*figure)) continue;
    return wrong_row(source, row.line, fmt::format("{}: a figure is no number", row.symbol),
                     "finite numbers");
  }
  if (row.target_price && !(*row.target_price > 0.0)) {
    return wrong_row(source, row.line,
                     fmt::format("{}: the target price is not above zero", row.symbol),
                     "a finite number above 0");
  }
  if (row.recommendation && recommendation_in(row).empty()) {
    return wrong_row(source, row.line,
                     fmt::format("{}: '{}' is no recommendation", row.symbol, *row.recommendation),
                     std::string(planner::recommendation_spellings));
  }
  return {};
}

void put(SQLite::Database& database, std::int64_t security, const DividendRow& row,
         std::int64_t fetch, ImportTally& tally) {
  SQLite::Statement find(database,
                         "SELECT amount, unit FROM dividend WHERE security = ? AND day = ?");
  find.bind(1, security);
  find.bind(2, number_of(row.ex_date));
  const bool known = find.executeStep();
  if (known && find.getColumn(0).getDouble() == row.amount &&
      find.getColumn(1).getString() == row.currency) {
    tally.unchanged();
    return;
  }
  SQLite::Statement insert(database, "INSERT OR REPLACE INTO dividend VALUES (?, ?, ?, ?, ?)");
  insert.bind(1, security);
  insert.bind(2, number_of(row.ex_date));
  insert.bind(3, row.amount);
  insert.bind(4, row.currency);
  insert.bind(5, fetch);
  insert.exec();
  const std::string change = fmt::format(
      "{} {}: {} {}", row.symbol, planner::format_date(row.ex_date), row.amount, row.currency);
  known ? tally.changed(change) : tally.added(change);
}

bool same(SQLite::Statement& stored, const FundamentalsRow& row) {
  if (stored.getColumn(2).getInt() != row.fiscal_year) return false;
  int place = 3;
  for (const auto& figure : figures_of(row)) {
    const SQLite::Column column = stored.getColumn(place++);
    if (column.isNull() == figure.has_value()) return false;
    if (figure && column.getDouble() != *figure) return false;
  }
  return stored.getColumn(place).getString() == recommendation_in(row);
}

void put(SQLite::Database& database, std::int64_t security, const FundamentalsRow& row,
         std::int64_t /*fetch*/, ImportTally& tally) {
  SQLite::Statement find(database, "SELECT * FROM fundamentals WHERE security = ? AND day = ?");
  find.bind(1, security);
  find.bind(2, number_of(row.date));
  const bool known = find.executeStep();
  if (known && same(find, row)) {
    tally.unchanged();
    return;
  }
  SQLite::Statement insert(
      database, "INSERT OR REPLACE INTO fundamentals VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  insert.bind(1, security);
  insert.bind(2, number_of(row.date));
  insert.bind(3, row.fiscal_year);
  int place = 4;
  for (const auto& figure : figures_of(row)) {
    if (figure) insert.bind(place, *figure);
    ++place;
  }
  if (row.recommendation) insert.bind(place, recommendation_in(row));
  insert.exec();
  const std::string change = fmt::format("{} {}", row.symbol, planner::format_date(row.date));
  known ? tally.changed(change + " changed") : tally.added(change + " added");
}

template <class Import, class DayOf>
Result<void> import_rows(SQLite::Database& database, const Import& import, std::int64_t fetch,
                         ImportTally& tally, DayOf day_of_row) {
  RowGuard guard(database, import.source);
  for (const auto& row : import.rows) {
    if (auto sound = check(row, import.source); !sound) return sound;
    const auto security = guard.security(row.symbol, day_of_row(row), row.line);
    if (!security) return tl::unexpected(security.error());
    put(database, *security, row, fetch, tally);
  }
  return {};
}

}  // namespace

Result<void> import_dividends(SQLite::Database& database, const messages::ImportDividends& import,
                              std::int64_t fetch, ImportTally& tally) {
  return import_rows(database, import, fetch, tally,
                     [](const DividendRow& row) { return row.ex_date; });
}

Result<void> import_fundamentals(SQLite::Database& database,
                                 const messages::ImportFundamentals& import, ImportTally& tally) {
  return import_rows(database, import, 0, tally,
                     [](const FundamentalsRow& row) { return row.date; });
}

}  // namespace ballast::actors
