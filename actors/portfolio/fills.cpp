#include "actors/portfolio/fills.hpp"

#include <cmath>

#include <fmt/format.h>

#include "actors/portfolio/cash_book.hpp"
#include "planner/model/currency.hpp"
#include "planner/model/money.hpp"

namespace ballast::actors {
namespace {

using messages::ApplyFill;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::Side;

constexpr double nothing_left = 1e-9;  // shares
constexpr std::size_t id_bytes_max = 256;

bool is_positive(double value) {
  return std::isfinite(value) && value > 0.0;
}

Result<void> check(const ApplyFill& fill) {
  const auto wrong = [&](std::string what, std::string allowed) -> Result<void> {
    return tl::unexpected(Failure{FailureKind::invalid, std::move(what),
                                  "fill " + fill.fill_id.substr(0, id_bytes_max),
                                  std::move(allowed)});
  };
  if (fill.fill_id.empty() || fill.fill_id.size() > id_bytes_max) {
    return wrong("a fill needs an id", "1 to 256 bytes");
  }
  if (!is_positive(fill.quantity)) return wrong("the quantity is not above zero", "above 0");
  if (!is_positive(fill.price)) return wrong("the price is not above zero", "above 0");
  if (!is_positive(fill.rate)) return wrong("the exchange rate is not above zero", "above 0");
  if (!std::isfinite(fill.fee) || fill.fee < 0.0) return wrong("the fee is negative", "from 0");
  if (!planner::is_currency(fill.currency) || !planner::is_currency(fill.base_currency)) {
    return wrong(fmt::format("'{}' or '{}' is no currency", fill.currency, fill.base_currency),
                 "such as EUR");
  }
  if (fill.currency == fill.base_currency && fill.rate != 1.0) {
    return wrong("the rate of the base currency is not 1", "1");
  }
  const double largest = planner::Money::max_units / 2.0;
  const double fee = fill.fee * fill.rate;
  if (fill.quantity * fill.price > largest || fee > largest ||
      fill.quantity * fill.price / fill.rate + fill.fee > largest) {
    return wrong("the amount is too large", fmt::format("below {:g}", largest));
  }
  return {};
}

bool is_known(SQLite::Database& database, const std::string& fill_id) {
  SQLite::Statement query(database, "SELECT 1 FROM fill WHERE fill_id = ?");
  query.bind(1, fill_id);
  return query.executeStep();
}

void buy(SQLite::Database& database, const ApplyFill& fill, const std::string& symbol) {
  SQLite::Statement put(database,
                        "INSERT INTO position VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (security) "
                        "DO UPDATE SET quantity = quantity + ?3, average_price = CASE "
                        "WHEN average_price = 0 THEN 0 ELSE "
                        "(quantity * average_price + ?3 * ?4) / (quantity + ?3) END");
  put.bind(1, fill.security.value);
  put.bind(2, symbol);
  put.bind(3, fill.quantity);
  put.bind(4, fill.price);
  put.bind(5, static_cast<std::int64_t>(fill.executed.time_since_epoch().count()));
  put.exec();
}

void sell(SQLite::Database& database, const ApplyFill& fill, double held) {
  const bool all = held - fill.quantity <= nothing_left;
  SQLite::Statement change(database, all ? "DELETE FROM position WHERE security = ?1"
                                         : "UPDATE position SET quantity = ?2 WHERE security = ?1");
  change.bind(1, fill.security.value);
  if (!all) change.bind(2, held - fill.quantity);
  change.exec();
}

void keep(SQLite::Database& database, const ApplyFill& fill) {
  SQLite::Statement put(database, "INSERT INTO fill VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
  put.bind(1, fill.fill_id);
  put.bind(2, fill.order_id);
  put.bind(3, fill.security.value);
  put.bind(4, fill.symbol);
  put.bind(5, fill.side == Side::buy ? "buy" : "sell");
  put.bind(6, fill.quantity);
  put.bind(7, fill.price);
  put.bind(8, fill.currency);
  put.bind(9, fill.rate);
  put.bind(10, fill.fee);
  put.bind(11, fill.base_currency);
  put.bind(12, static_cast<std::int64_t>(fill.executed.time_since_epoch().count()));
  put.exec();
}

}  // namespace

double quantity_of(SQLite::Database& database, planner::SecurityId security) {
  SQLite::Statement query(database, "SELECT quantity FROM position WHERE security = ?");
  query.bind(1, security.value);
  return query.executeStep() ? query.getColumn(0).getDouble() : 0.0;
}

Result<bool> apply_fill(SQLite::Database& database, const ApplyFill& fill) {
  if (auto sound = check(fill); !sound) return tl::unexpected(sound.error());
  if (is_known(database, fill.fill_id)) return false;
  const double held = quantity_of(database, fill.security);
  if (fill.side == Side::sell && fill.quantity > held + nothing_left) {
    return tl::unexpected(Failure{
        FailureKind::conflict, fmt::format("{} of {} cannot be sold", fill.quantity, fill.symbol),
        "fill " + fill.fill_id, fmt::format("at most {}", held)});
  }
  if (fill.side == Side::buy) {
    buy(database, fill, fill.symbol);
  } else {
    sell(database, fill, held);
  }
  move_cash(database, fill);
  keep(database, fill);
  return true;
}

}  // namespace ballast::actors
