#include "actors/portfolio/ledger_rows.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace ballast::actors {
namespace {

using planner::Date;
using planner::Failure;
using planner::FailureKind;
using planner::Money;
using planner::Result;
using planner::ledger::Entry;

std::int64_t day_number(Date day) {
  return day.time_since_epoch().count();
}

Date day_of_number(std::int64_t number) {
  return Date{std::chrono::days{number}};
}

/// Binds one value after the other.
class RowWriter {
 public:
  explicit RowWriter(SQLite::Statement& statement) : statement_(statement) {}

  RowWriter& put(std::int64_t value) {
    statement_.bind(++place_, value);
    return *this;
  }
  RowWriter& put(std::string_view text) {
    statement_.bind(++place_, std::string(text));
    return *this;
  }
  RowWriter& skip() {
    statement_.bind(++place_);
    return *this;
  }

 private:
  SQLite::Statement& statement_;
  int place_ = 0;
};

/// Takes one value after the other.
class RowReader {
 public:
  explicit RowReader(SQLite::Statement& statement) : statement_(statement) {}

  std::int64_t number() { return statement_.getColumn(place_++).getInt64(); }
  std::string text() { return statement_.getColumn(place_++).getString(); }
  /// Whether the next value is there; passes over it if not.
  bool has_next() {
    if (!statement_.isColumnNull(place_)) return true;
    ++place_;
    return false;
  }

 private:
  SQLite::Statement& statement_;
  int place_ = 0;
};

constexpr const char* insert_entry =
    "INSERT INTO ledger_entry (number, id, account, kind, day, acquired, security, symbol, "
    "quantity_billionths, price_billionths, price_unit, currency, amount_micros, fee_micros, "
    "tax_micros, received_currency, received_micros, rate_billionths, rate_source, rate_day, "
    "split_become, split_held, method, reverses, reported, note) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

constexpr const char* select_entries =
    "SELECT id, account, kind, day, acquired, security, symbol, quantity_billionths, "
    "price_billionths, price_unit, currency, amount_micros, fee_micros, tax_micros, "
    "received_currency, received_micros, rate_billionths, rate_source, rate_day, split_become, "
    "split_held, method, reverses, reported, note FROM ledger_entry ORDER BY number";

Result<Entry> read_entry(SQLite::Statement& statement) {
  namespace ledger = planner::ledger;
  RowReader row(statement);
  Entry out;
  out.id = row.text();
  out.account = row.text();
  const auto kind = ledger::entry_kind(row.text());
  out.day = day_of_number(row.number());
  if (row.has_next()) out.acquired = day_of_number(row.number());
  out.security = {row.number()};
  out.symbol = row.text();
  out.quantity = ledger::Quantity::of(row.number());
  out.price = ledger::Price::of(row.number());
  out.price_unit = row.text();
  out.amount.currency = row.text();
  out.amount.money = Money::from_micros(row.number());
  out.fee = Money::from_micros(row.number());
  out.tax = Money::from_micros(row.number());
  if (row.has_next()) {
    out.received = ledger::Amount{row.text(), {}};
    out.received->money = Money::from_micros(row.number());
  } else {
    row.has_next();
  }
  out.rate.per_base = ledger::Rate::of(row.number());
  out.rate.source = row.text();
  out.rate.date = day_of_number(row.number());
  out.split.become = row.number();
  out.split.held = row.number();
  const auto method = ledger::lot_method(row.text());
  out.reverses = row.text();
  out.reported = row.number() != 0;
  out.note = row.text();
  if (!kind || !method) {
    return tl::unexpected(Failure{FailureKind::invalid, "an entry of the ledger has no known kind",
                                  "entry " + out.id, "what this program wrote"});
  }
  out.kind = *kind;
  out.method = *method;
  return out;
}

}  // namespace

void put_entry(SQLite::Database& database, std::size_t number, const Entry& entry) {
  SQLite::Statement statement(database, insert_entry);
  RowWriter row(statement);
  row.put(static_cast<std::int64_t>(number)).put(entry.id).put(entry.account);
  row.put(name_of(entry.kind)).put(day_number(entry.day));
  entry.acquired ? row.put(day_number(*entry.acquired)) : row.skip();
  row.put(entry.security.value).put(entry.symbol).put(entry.quantity.count());
  row.put(entry.price.count()).put(entry.price_unit).put(entry.amount.currency);
  row.put(entry.amount.money.micros()).put(entry.fee.micros()).put(entry.tax.micros());
  if (entry.received) {
    row.put(entry.received->currency).put(entry.received->money.micros());
  } else {
    row.skip().skip();
  }
  row.put(entry.rate.per_base.count()).put(entry.rate.source).put(day_number(entry.rate.date));
  row.put(entry.split.become).put(entry.split.held).put(name_of(entry.method));
  row.put(entry.reverses).put(entry.reported ? 1 : 0).put(entry.note);
  statement.exec();
}

Result<std::vector<Entry>> all_entries(SQLite::Database& database) {
  std::vector<Entry> out;
  out.reserve(entry_count(database));
  SQLite::Statement statement(database, select_entries);
  while (statement.executeStep()) {
    auto entry = read_entry(statement);
    if (!entry) return tl::unexpected(entry.error());
    out.push_back(std::move(*entry));
  }
  return out;
}

std::size_t entry_count(SQLite::Database& database) {
  SQLite::Statement query(database, "SELECT max(number) FROM ledger_entry");
  return query.executeStep() && !query.isColumnNull(0)
             ? static_cast<std::size_t>(query.getColumn(0).getInt64())
             : 0;
}

}  // namespace ballast::actors
