#include "actors/portfolio/fills.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "actors/portfolio/ledger_views.hpp"
#include "planner/model/currency.hpp"
#include "planner/model/money.hpp"

namespace ballast::actors {
namespace {

namespace ledger = planner::ledger;
using messages::ApplyFill;
using planner::Failure;
using planner::FailureKind;
using planner::Money;
using planner::Result;
using planner::Side;

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
  const double largest = Money::max_units / 2.0;
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

/// A fill in the ledger's own numbers.
struct ExactFill {
  ledger::Quantity quantity;
  ledger::Price price;
  ledger::Rate rate;
  Money value;
  Money fee;  // in the currency of the fill

  [[nodiscard]] Money cash(Side side) const {
    return side == Side::sell ? value - fee : -value - fee;
  }
};

Result<ExactFill> counted_fill(const ApplyFill& fill) {
  const auto quantity = ledger::Quantity::nearest(fill.quantity);
  const auto price = ledger::Price::nearest(fill.price);
  const auto rate = ledger::Rate::nearest(fill.rate);
  const auto value = quantity && price ? ledger::value_of(*quantity, *price) : std::nullopt;
  const auto fee = rate ? ledger::from_base(Money::from_units(fill.fee), *rate) : std::nullopt;
  if (!value || !fee || *quantity <= ledger::Quantity{} || *rate <= ledger::Rate{}) {
    return tl::unexpected(Failure{FailureKind::invalid, "a number of the fill cannot be counted",
                                  "fill " + fill.fill_id, "a billionth up to 9e9"});
  }
  return ExactFill{*quantity, *price, *rate, *value, *fee};
}

/// What the last billionth of a share may differ by, where shares travelled as a binary number.
ledger::Quantity sold(const ApplyFill& fill, ledger::Quantity quantity,
                      const ledger::Holding* held) {
  constexpr auto least = ledger::Quantity::of(1);
  if (fill.side == Side::buy || held == nullptr) return quantity;
  const auto rest = held->quantity() - quantity;
  return rest >= -least && rest <= least ? held->quantity() : quantity;
}

ledger::Entry entry_of(const ApplyFill& fill, const ExactFill& numbers) {
  ledger::Entry out;
  out.id = "fill/" + fill.fill_id;
  out.day = fill.executed;
  out.amount.currency = fill.currency;
  out.rate = {numbers.rate, "fill", fill.executed};
  out.reported = true;
  out.note = "order " + fill.order_id.substr(0, id_bytes_max);
  return out;
}

/// What the currency of a fill lacks is bought with the base currency at the fill's rate.
Result<void> fetch_cash(SQLite::Database& database, KeptLedger& kept, const ApplyFill& fill,
                        const ExactFill& numbers) {
  if (fill.currency == fill.base_currency) return {};
  const Money before = kept.books()
                           .account(std::string(ledger::main_account))
                           .balance(ledger::BookAccount::cash, fill.currency);
  const Money missing = std::min(before, Money{}) - before - numbers.cash(fill.side);
  const auto price = ledger::to_base(missing, numbers.rate);
  if (missing <= Money{} || !price || *price <= Money{}) return {};
  ledger::Entry exchange = entry_of(fill, numbers);
  exchange.id = "exchange/" + fill.fill_id;
  exchange.kind = ledger::EntryKind::exchange;
  exchange.amount = {fill.base_currency, *price};
  exchange.received = ledger::Amount{fill.currency, missing};
  const auto booked = kept.append(database, std::move(exchange));
  if (!booked) return tl::unexpected(booked.error());
  return {};
}

Result<void> book(SQLite::Database& database, KeptLedger& kept, const ApplyFill& fill,
                  const ExactFill& numbers) {
  ledger::Entry trade = entry_of(fill, numbers);
  trade.kind = fill.side == Side::buy ? ledger::EntryKind::buy : ledger::EntryKind::sell;
  trade.security = fill.security;
  trade.symbol = fill.symbol;
  trade.quantity = sold(fill, numbers.quantity, kept.held(fill.security));
  trade.price = numbers.price;
  trade.price_unit = fill.currency;
  trade.amount.money = numbers.value;
  trade.fee = numbers.fee;
  const auto booked = kept.append(database, std::move(trade));
  if (!booked) return tl::unexpected(booked.error());
  return {};
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

double quantity_of(const KeptLedger& kept, planner::SecurityId security) {
  const ledger::Holding* holding = kept.held(security);
  return holding == nullptr ? 0.0 : holding->quantity().units();
}

Result<bool> apply_fill(SQLite::Database& database, KeptLedger& kept, const ApplyFill& fill) {
  if (auto sound = check(fill); !sound) return tl::unexpected(sound.error());
  if (is_known(database, fill.fill_id)) return false;
  const auto numbers = counted_fill(fill);
  if (!numbers) return tl::unexpected(numbers.error());
  const auto done = name_currency(database, kept, fill.security, fill.currency)
                        .and_then([&] { return fetch_cash(database, kept, fill, *numbers); })
                        .and_then([&] { return book(database, kept, fill, *numbers); });
  if (!done) return tl::unexpected(done.error());
  keep(database, fill);
  return true;
}

}  // namespace ballast::actors
