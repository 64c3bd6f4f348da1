#include "actors/portfolio/imports.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actors/portfolio/cash_book.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using messages::CashRow;
using messages::PositionRow;
using planner::Date;
using planner::Money;
using planner::Position;
using planner::Result;
using planner::Security;

constexpr double quantity_max = 1e12;

std::optional<Date> date_of(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return Date{std::chrono::days{column.getInt()}};
}

/// Returns the average price in whole units of the security's currency.
Result<double> average_price(const PositionRow& row, const Security& security,
                             const std::string& source) {
  const std::string& unit = row.currency.empty() ? security.quotation_unit : row.currency;
  const auto quotation = planner::quotation_of(unit);
  if (!quotation || quotation->currency != security.currency) {
    return wrong_row(source, row.line,
                     fmt::format("{}: an average price in {} cannot be used", row.symbol, unit),
                     fmt::format("{}, as the security trades", security.quotation_unit));
  }
  return row.average_price / quotation->units_per_whole;
}

Result<void> check(const PositionRow& row, const std::string& source) {
  if (!std::isfinite(row.quantity) || row.quantity <= 0.0 || row.quantity > quantity_max) {
    return wrong_row(source, row.line,
                     fmt::format("{}: the quantity is not above zero", row.symbol),
                     "a finite number above 0");
  }
  if (!std::isfinite(row.average_price) || row.average_price < 0.0) {
    return wrong_row(source, row.line, fmt::format("{}: the average price is negative", row.symbol),
                     "a number above 0, or nothing");
  }
  return {};
}

class PositionImport {
 public:
  PositionImport(SQLite::Database& database, const messages::ImportPositions& import,
                 const std::vector<Security>& known, ImportTally& tally)
      : database_(database), import_(import), tally_(tally) {
    for (const Security& security : known) known_.emplace(security.symbol, &security);
    for (const Position& position : positions(database)) {
      before_.emplace(position.security, position);
    }
  }

  Result<void> run() {
    for (const PositionRow& row : import_.rows) {
      if (auto done = take(row); !done) return done;
    }
    for (const auto& [security, position] : before_) {
      if (!seen_.contains(security)) remove(security);
    }
    return {};
  }

 private:
  Result<void> take(const PositionRow& row) {
    if (auto sound = check(row, import_.source); !sound) return sound;
    const auto security = known_.find(row.symbol);
    if (security == known_.end()) {
      return wrong_row(import_.source, row.line, fmt::format("{} is no known security", row.symbol),
                       "import its security first");
    }
    const auto price = average_price(row, *security->second, import_.source);
    if (!price) return tl::unexpected(price.error());
    const Position position{security->second->id, row.quantity, *price, row.first_bought};
    if (!seen_.insert(position.security).second) {
      return wrong_row(import_.source, row.line, fmt::format("{} stands twice", row.symbol),
                       "each security once");
    }
    const auto before = before_.find(position.security);
    if (before != before_.end() && before->second == position) {
      tally_.unchanged();
      return {};
    }
    put(position, row.symbol);
    const std::string change = fmt::format("{}: {:g}", row.symbol, row.quantity);
    if (before == before_.end()) {
      tally_.added(change + " added");
    } else {
      tally_.changed(fmt::format("{}, was {:g}", change, before->second.quantity));
    }
    return {};
  }

  void put(const Position& position, const std::string& symbol) {
    SQLite::Statement statement(database_, "INSERT OR REPLACE INTO position VALUES (?,?,?,?,?)");
    statement.bind(1, position.security.value);
    statement.bind(2, symbol);
    statement.bind(3, position.quantity);
    statement.bind(4, position.average_price);
    if (position.first_bought) {
      statement.bind(5,
                     static_cast<std::int64_t>(position.first_bought->time_since_epoch().count()));
    }
    statement.exec();
  }

  void remove(planner::SecurityId security) {
    SQLite::Statement name(database_, "SELECT symbol FROM position WHERE security = ?");
    name.bind(1, security.value);
    const std::string symbol = name.executeStep() ? name.getColumn(0).getString() : "";
    SQLite::Statement statement(database_, "DELETE FROM position WHERE security = ?");
    statement.bind(1, security.value);
    statement.exec();
    tally_.removed(fmt::format("{} removed: the file does not name it", symbol));
  }

  SQLite::Database& database_;
  const messages::ImportPositions& import_;
  ImportTally& tally_;
  std::map<std::string, const Security*> known_;
  std::map<planner::SecurityId, Position> before_;
  std::set<planner::SecurityId> seen_;
};

Result<void> check(const CashRow& row, const std::string& source) {
  if (!planner::is_currency(row.currency)) {
    return wrong_row(source, row.line, fmt::format("'{}' is no currency", row.currency),
                     "a currency such as EUR, in whole units");
  }
  if (!std::isfinite(row.amount) || std::abs(row.amount) > Money::max_units) {
    return wrong_row(source, row.line, fmt::format("{}: the amount is out of range", row.currency),
                     fmt::format("a finite number up to {:g}", Money::max_units));
  }
  return {};
}

}  // namespace

std::vector<Position> positions(SQLite::Database& database) {
  std::vector<Position> out;
  SQLite::Statement query(database,
                          "SELECT security, quantity, average_price, first_bought FROM position "
                          "ORDER BY security");
  while (query.executeStep()) {
    out.push_back({{query.getColumn(0).getInt64()},
                   query.getColumn(1).getDouble(),
                   query.getColumn(2).getDouble(),
                   date_of(query.getColumn(3))});
  }
  return out;
}

Result<void> import_positions(SQLite::Database& database, const messages::ImportPositions& import,
                              const std::vector<Security>& known, ImportTally& tally) {
  return PositionImport(database, import, known, tally).run();
}

Result<void> import_cash(SQLite::Database& database, const messages::ImportCash& import,
                         ImportTally& tally) {
  std::map<std::string, double> before;
  for (const auto& balance : balances(database)) before.emplace(balance.currency, balance.amount);
  std::set<std::string> seen;
  for (const CashRow& row : import.rows) {
    if (auto sound = check(row, import.source); !sound) return sound;
    if (!seen.insert(row.currency).second) {
      return wrong_row(import.source, row.line, fmt::format("{} stands twice", row.currency),
                       "each currency once");
    }
    const Money amount = Money::from_units(row.amount);
    const auto known = before.find(row.currency);
    if (known != before.end() && Money::from_units(known->second) == amount) {
      tally.unchanged();
      continue;
    }
    set_balance(database, row.currency, amount);
    const std::string change = fmt::format("{} {}", row.currency, planner::format_money(amount));
    known == before.end() ? tally.added(change + " added")
                          : tally.changed(fmt::format("{}, was {:.2f}", change, known->second));
  }
  for (const auto& [currency, amount] : before) {
    if (seen.contains(currency)) continue;
    SQLite::Statement statement(database, "DELETE FROM cash WHERE currency = ?");
    statement.bind(1, currency);
    statement.exec();
    tally.removed(fmt::format("{} {:.2f} removed: the file does not name it", currency, amount));
  }
  return {};
}

}  // namespace ballast::actors
