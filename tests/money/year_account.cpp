#include "tests/money/year_account.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ballast::money {
namespace {

using planner::Money;
using planner::ledger::BookAccount;
using planner::ledger::Quantity;
using planner::ledger::Rate;

constexpr const char* base_currency = "EUR";
/// The ledger rounds each sale to a millionth; a cent is far more than all of a year.
constexpr double rounding = 0.001;

void compare(std::vector<std::string>& out, const std::string& what, double books, double ours) {
  if (std::abs(books - ours) <= rounding) return;
  out.push_back(fmt::format("{}: {:.6f} in the books, {:.6f} by the account", what, books, ours));
}

}  // namespace

void YearAccount::deposit(const std::string& currency, Money amount) {
  balances_[{BookAccount::cash, currency}] += amount;
  balances_[{BookAccount::contributions, currency}] -= amount;
}

void YearAccount::dividend(const std::string& currency, Money amount) {
  balances_[{BookAccount::cash, currency}] += amount;
  balances_[{BookAccount::dividends, currency}] -= amount;
}

void YearAccount::split(const std::string& symbol, int become) {
  Quantity& quantity = held_[symbol].quantity;
  quantity = Quantity::of(quantity.count() * become);
}

void YearAccount::fetch(const std::string& currency, Money needed, Rate per_base) {
  Money& cash = balances_[{BookAccount::cash, currency}];
  const Money missing = needed - std::max(cash, Money{});
  if (currency == base_currency || missing <= Money{}) return;
  const Money price = *planner::ledger::to_base(missing, per_base);
  cash += missing;
  balances_[{BookAccount::exchange, currency}] -= missing;
  balances_[{BookAccount::cash, base_currency}] -= price;
  balances_[{BookAccount::exchange, base_currency}] += price;
}

void YearAccount::fill(const actors::BrokerFill& fill, Rate per_base) {
  const Money value = *planner::ledger::value_of(fill.quantity, fill.price);
  const Money fee = *planner::ledger::from_base(fill.fee.money, per_base);
  const bool buys = fill.side == planner::Side::buy;
  fetch(fill.currency, buys ? value + fee : fee - value, per_base);
  Money& cash = balances_[{BookAccount::cash, fill.currency}];
  cash += buys ? -value : value;
  cash -= fee;
  balances_[{BookAccount::fees, fill.currency}] += fee;
  trade(fill, value, per_base);
}

void YearAccount::trade(const actors::BrokerFill& fill, Money value, Rate per_base) {
  Held& held = held_[fill.symbol];
  held.currency = fill.currency;
  if (fill.side == planner::Side::buy) {
    held.quantity += fill.quantity;
    held.cost += value.units();
    held.base_cost += value.units() / per_base.units();
    return;
  }
  // One lot of all: a sale takes its share of the cost.
  const double part = fill.quantity.units() / held.quantity.units();
  gains_[fill.currency] -= value.units() - held.cost * part;
  held.cost -= held.cost * part;
  held.base_cost -= held.base_cost * part;
  held.quantity -= fill.quantity;
}

std::map<std::string, Quantity> YearAccount::shares() const {
  std::map<std::string, Quantity> out;
  for (const auto& [symbol, held] : held_) out[symbol] = held.quantity;
  return out;
}

std::vector<std::string> YearAccount::differences(const messages::BooksReport& books) const {
  std::vector<std::string> out;
  std::map<Balance, double> told;
  std::map<std::string, Money> sums;
  for (const auto& line : books.balances) {
    told[{line.book, line.currency}] += line.amount.units();
    sums[line.currency] += line.amount;
  }
  for (const auto& [currency, sum] : sums) {
    compare(out, "the two sides of the books in " + currency, sum.units(), 0.0);
  }
  auto ours = told;
  for (auto& [balance, amount] : ours) amount = 0.0;
  for (const auto& [balance, amount] : balances_) ours[balance] = amount.units();
  for (const auto& [currency, gained] : gains_) ours[{BookAccount::gains, currency}] = gained;
  for (const auto& [symbol, held] : held_) {
    ours[{BookAccount::securities, held.currency}] += held.cost;
  }
  for (const auto& [balance, amount] : ours) {
    compare(out, fmt::format("{} in {}", name_of(balance.first), balance.second), told[balance],
            amount);
  }
  std::map<std::string, Held> in_lots;
  std::map<std::string, Held> whole;
  for (const auto& line : books.holdings) {
    whole[line.symbol].quantity += Quantity::nearest(line.quantity).value_or(Quantity{});
    whole[line.symbol].cost += line.cost.units();
    for (const auto& lot : line.lots) {
      in_lots[line.symbol].quantity += Quantity::nearest(lot.quantity).value_or(Quantity{});
      in_lots[line.symbol].cost += lot.cost.units();
      in_lots[line.symbol].base_cost += lot.base_cost.value_or(Money{}).units();
    }
  }
  for (const auto& [symbol, held] : held_) {
    compare(out, "shares of " + symbol, whole[symbol].quantity.units(), held.quantity.units());
    compare(out, "shares in lots of " + symbol, in_lots[symbol].quantity.units(),
            held.quantity.units());
    compare(out, "cost of " + symbol, whole[symbol].cost, held.cost);
    compare(out, "cost of lots of " + symbol, in_lots[symbol].cost, held.cost);
    compare(out, "cost in EUR of " + symbol, in_lots[symbol].base_cost, held.base_cost);
    whole.erase(symbol);
  }
  for (const auto& [symbol, held] : whole) {
    compare(out, "shares of " + symbol, held.quantity.units(), 0.0);
  }
  return out;
}

}  // namespace ballast::money
