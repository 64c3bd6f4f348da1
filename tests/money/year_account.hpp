// An account of a year, kept without the ledger: from what people told, from what the broker filled
// and from the rates of each day follow cash, shares, costs and gains. The books are held to it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "actors/trading/broker_adapter.hpp"
#include "messages/ledger.hpp"

namespace ballast::money {

class YearAccount {
 public:
  /// Cash that a person told of; of a dividend with what it is paid for.
  void deposit(const std::string& currency, planner::Money amount);
  void dividend(const std::string& currency, planner::Money amount);
  void split(const std::string& symbol, int become);
  /// A fill at the broker; `per_base` is the rate of its currency when it was ordered.
  void fill(const actors::BrokerFill& fill, planner::ledger::Rate per_base);

  [[nodiscard]] std::map<std::string, planner::ledger::Quantity> shares() const;

  /// Returns each thing in which the books differ, one sentence each.
  [[nodiscard]] std::vector<std::string> differences(const messages::BooksReport& books) const;

 private:
  struct Held {
    planner::ledger::Quantity quantity;
    std::string currency;
    double cost = 0.0;       // in its currency
    double base_cost = 0.0;  // at the rates of the purchases
  };

  /// Exchanges base currency for what a purchase lacks.
  void fetch(const std::string& currency, planner::Money needed, planner::ledger::Rate per_base);
  void trade(const actors::BrokerFill& fill, planner::Money value, planner::ledger::Rate per_base);

  using Balance = std::pair<planner::ledger::BookAccount, std::string>;
  std::map<Balance, planner::Money> balances_;  // exact
  std::map<std::string, double> gains_;         // by currency; below zero for gains
  std::map<std::string, Held> held_;
};

}  // namespace ballast::money
