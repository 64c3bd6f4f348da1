#include "actors/portfolio/imports.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "actors/portfolio/ledger_views.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using messages::CashRow;
using messages::PositionRow;
using planner::Money;
using planner::Result;
using planner::Security;

namespace ledger = planner::ledger;

constexpr std::size_t source_bytes_max = 200;

/// A row in the ledger's own numbers.
struct ExactRow {
  ledger::Quantity quantity;
  ledger::Price price;
  std::string unit;
  Money cost;  // in the security's currency
};

std::optional<ExactRow> counted(const PositionRow& row, const std::string& unit,
                                double units_per_whole) {
  const auto quantity = ledger::Quantity::nearest(row.quantity);
  const auto price = ledger::Price::nearest(row.average_price);
  if (!quantity || !price || *quantity <= ledger::Quantity{}) return std::nullopt;
  const auto cost = ledger::value_of(*quantity, *price, static_cast<int>(units_per_whole));
  if (!cost) return std::nullopt;
  return ExactRow{*quantity, *price, unit, *cost};
}

Result<ExactRow> exact_row(const PositionRow& row, const Security& security,
                           const std::string& source) {
  const std::string& unit = row.currency.empty() ? security.quotation_unit : row.currency;
  const auto quotation = planner::quotation_of(unit);
  if (!quotation || quotation->currency != security.currency) {
    return wrong_row(source, row.line,
                     fmt::format("{}: an average price in {} cannot be used", row.symbol, unit),
                     fmt::format("{}, as the security trades", security.quotation_unit));
  }
  auto out = counted(row, unit, quotation->units_per_whole);
  if (out) return std::move(*out);
  return wrong_row(source, row.line, fmt::format("{}: the numbers cannot be counted", row.symbol),
                   "a billionth up to 9e9 shares, up to 1e12 in all");
}

Result<void> check(const PositionRow& row, const std::string& source) {
  if (!std::isfinite(row.quantity) || row.quantity <= 0.0) {
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
  PositionImport(SQLite::Database& database, KeptLedger& kept,
                 const messages::ImportPositions& import, const std::vector<Security>& known,
                 planner::Date day, ImportTally& tally)
      : database_(database), kept_(kept), import_(import), day_(day), tally_(tally) {
    for (const Security& security : known) known_.emplace(security.symbol, &security);
    const auto& main = kept.books().account(std::string(ledger::main_account));
    for (const auto& [security, holding] : main.holdings) before_.push_back(security);
  }

  Result<void> run() {
    for (const PositionRow& row : import_.rows) {
      if (auto done = take(row); !done) return done;
    }
    for (const planner::SecurityId security : before_) {
      if (seen_.contains(security)) continue;
      const ledger::Holding holding = *kept_.held(security);
      if (auto done = remove(security, holding); !done) return done;
      tally_.removed(fmt::format("{} removed: the file does not name it", holding.symbol()));
    }
    return {};
  }

 private:
  Result<void> take(const PositionRow& row) {
    if (auto sound = check(row, import_.source); !sound) return sound;
    const auto known = known_.find(row.symbol);
    if (known == known_.end()) {
      return wrong_row(import_.source, row.line, fmt::format("{} is no known security", row.symbol),
                       "import its security first");
    }
    const Security& security = *known->second;
    const auto exact = exact_row(row, security, import_.source);
    if (!exact) return tl::unexpected(exact.error());
    if (!seen_.insert(security.id).second) {
      return wrong_row(import_.source, row.line, fmt::format("{} stands twice", row.symbol),
                       "each security once");
    }
    if (auto named = name_currency(database_, kept_, security.id, security.currency); !named) {
      return named;
    }
    return put(row, security, *exact);
  }

  Result<void> put(const PositionRow& row, const Security& security, const ExactRow& exact) {
    const ledger::Holding* held = kept_.held(security.id);
    const std::string change = fmt::format("{}: {:g}", row.symbol, row.quantity);
    if (held == nullptr) {
      tally_.added(change + " added");
      return open(row, security, exact);
    }
    if (is_same(*held, row, security, exact)) {
      tally_.unchanged();
      return {};
    }
    tally_.changed(fmt::format("{}, was {:g}", change, held->quantity().units()));
    const ledger::Holding before = *held;
    if (auto done = remove(security.id, before); !done) return done;
    return open(row, security, exact);
  }

  static bool is_same(const ledger::Holding& held, const PositionRow& row, const Security& security,
                      const ExactRow& exact) {
    return held.quantity() == exact.quantity && held.currency() == security.currency &&
           held.first_bought() == row.first_bought && held.cost_known() == (exact.cost > Money{}) &&
           held.cost() == exact.cost;
  }

  [[nodiscard]] ledger::Entry entry(std::string_view kind) const {
    ledger::Entry out;
    out.id = kept_.next_id(kind);
    out.day = day_;
    out.reported = true;
    out.note = "import of " + import_.source.substr(0, source_bytes_max);
    return out;
  }

  Result<void> open(const PositionRow& row, const Security& security, const ExactRow& exact) {
    ledger::Entry opening = entry("opening");
    opening.kind = ledger::EntryKind::opening;
    opening.security = security.id;
    opening.symbol = row.symbol;
    opening.acquired = row.first_bought;
    opening.quantity = exact.quantity;
    opening.price = exact.price;
    opening.price_unit = exact.unit;
    opening.amount = {security.currency, exact.cost};
    return book(std::move(opening));
  }

  Result<void> remove(planner::SecurityId security, const ledger::Holding& held) {
    ledger::Entry removal = entry("removal");
    removal.kind = ledger::EntryKind::removal;
    removal.security = security;
    removal.symbol = held.symbol();
    removal.quantity = held.quantity();
    removal.amount.currency = held.currency();
    return book(std::move(removal));
  }

  Result<void> book(ledger::Entry entry) {
    const auto booked = kept_.append(database_, std::move(entry));
    if (!booked) return tl::unexpected(booked.error());
    return {};
  }

  SQLite::Database& database_;
  KeptLedger& kept_;
  const messages::ImportPositions& import_;
  planner::Date day_;
  ImportTally& tally_;
  std::map<std::string, const Security*> known_;
  std::vector<planner::SecurityId> before_;
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

/// Books the difference, if there is one.
Result<void> set_balance(SQLite::Database& database, KeptLedger& kept,
                         const messages::ImportCash& import, planner::Date day,
                         const ledger::Amount& difference) {
  ledger::Entry entry;
  entry.id = kept.next_id("balance");
  entry.kind = ledger::EntryKind::balance;
  entry.day = day;
  entry.amount = difference;
  entry.reported = true;
  entry.note = "import of " + import.source.substr(0, source_bytes_max);
  const auto booked = kept.append(database, std::move(entry));
  if (!booked) return tl::unexpected(booked.error());
  return {};
}

/// The main account's cash by currency, without what is zero.
std::map<std::string, Money> main_cash(const ledger::Books& books) {
  std::map<std::string, Money> out;
  for (const auto& [key, money] : books.account(std::string(ledger::main_account)).balances) {
    if (key.first == ledger::BookAccount::cash) out.emplace(key.second, money);
  }
  return out;
}

}  // namespace

Result<void> import_positions(SQLite::Database& database, KeptLedger& kept,
                              const messages::ImportPositions& import,
                              const std::vector<Security>& known, planner::Date day,
                              ImportTally& tally) {
  return PositionImport(database, kept, import, known, day, tally).run();
}

Result<void> import_cash(SQLite::Database& database, KeptLedger& kept,
                         const messages::ImportCash& import, planner::Date day,
                         ImportTally& tally) {
  const auto before = main_cash(kept.books());
  std::set<std::string> seen;
  for (const CashRow& row : import.rows) {
    if (auto sound = check(row, import.source); !sound) return sound;
    if (!seen.insert(row.currency).second) {
      return wrong_row(import.source, row.line, fmt::format("{} stands twice", row.currency),
                       "each currency once");
    }
    const Money amount = Money::from_units(row.amount);
    const auto known = before.find(row.currency);
    const Money was = known == before.end() ? Money{} : known->second;
    if (was == amount) {
      tally.unchanged();
      continue;
    }
    auto done = set_balance(database, kept, import, day, {row.currency, amount - was});
    if (!done) return done;
    const std::string change = fmt::format("{} {}", row.currency, planner::format_money(amount));
    known == before.end()
        ? tally.added(change + " added")
        : tally.changed(fmt::format("{}, was {}", change, planner::format_money(was)));
  }
  for (const auto& [currency, amount] : before) {
    if (seen.contains(currency)) continue;
    auto done = set_balance(database, kept, import, day, {currency, -amount});
    if (!done) return done;
    tally.removed(fmt::format("{} {} removed: the file does not name it", currency,
                              planner::format_money(amount)));
  }
  return {};
}

}  // namespace ballast::actors
