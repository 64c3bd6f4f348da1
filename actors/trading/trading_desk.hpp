// The market, the books and the journal as the orders of one command meet them, one after the
// other: what is known is put together for the checks, and an order that passes changes it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "messages/books.hpp"
#include "messages/listings.hpp"
#include "messages/market.hpp"
#include "messages/trading.hpp"
#include "planner/settings/settings.hpp"
#include "planner/trading/breakers.hpp"
#include "planner/trading/emergency.hpp"
#include "planner/trading/facts.hpp"

namespace ballast::actors {

/// Tells whether an exchange trades now; nothing: unknown.
using AskSession =
    std::function<std::optional<planner::trading::SessionFact>(const std::string& exchange)>;

struct DeskView {
  messages::UniverseSnapshot universe;
  messages::PortfolioSnapshot portfolio;
  messages::Listings listings;
  messages::TradeHistoryReport traded;
  std::vector<messages::TradeOrder> plan;
  std::set<std::uint32_t> executed;  // steps that have an order which is open or was filled
  std::vector<planner::trading::PastTrade> week;
  std::vector<planner::trading::OpenOrder> own_open;
  std::optional<std::vector<planner::trading::OpenOrder>> broker_open;
  planner::trading::RiskFacts risk;
  std::optional<std::int64_t> books_age_ms;
  std::string unsettled;  // an order whose fill the portfolio has not
  std::function<bool(const std::string& symbol)> differs;  // books and broker, on its shares
  std::map<std::string, std::string> unanswered;           // what happened to shares, by symbol
  planner::trading::TradingSettings settings;
  planner::Settings planner;
  std::int64_t now_ms = 0;
  planner::Date today{};
  bool past = false;
  bool emergency = false;  // the orders mend cash that is below zero
  AskSession session;
};

class TradingDesk {
 public:
  explicit TradingDesk(DeskView view);

  /// Returns what everything is worth now, and how much of that was not put in.
  [[nodiscard]] planner::trading::Standing standing() const;

  /// Returns the first thing owned whose worth is not known: a symbol or a currency; empty: none.
  [[nodiscard]] std::string unvalued() const;

  /// Returns what may be done about cash below zero, as far as settings, market and books tell.
  [[nodiscard]] planner::trading::EmergencyFacts emergency_facts() const;

  /// Tells what is known of risk before the first check.
  void set_risk(planner::trading::RiskFacts risk) { view_.risk = std::move(risk); }

  /// Asks every check. `price`, `value` and `state` of the report follow from the universe; an
  /// order that passes changes what those after it meet.
  [[nodiscard]] messages::OrderReport check(const messages::TradeOrder& order);

  /// Returns how an order that passed is filled: at the price that is offered, on its day.
  [[nodiscard]] messages::ApplyFill fill_of(const messages::OrderReport& order) const;

  /// Returns all that the checks are told of an order.
  [[nodiscard]] planner::trading::CheckFacts facts_of(const messages::TradeOrder& order) const;

 private:
  [[nodiscard]] const planner::Security* find_security(const std::string& symbol) const;
  [[nodiscard]] std::optional<planner::ledger::Rate> rate_of(const std::string& currency) const;
  [[nodiscard]] planner::Money total() const;
  [[nodiscard]] std::optional<planner::Money> worth(const planner::Security& security) const;
  [[nodiscard]] planner::trading::MarketFacts market_of(const std::string& symbol) const;
  [[nodiscard]] planner::trading::BookFacts books_of(const planner::Security* security) const;
  [[nodiscard]] planner::trading::HistoryFacts history_of(const planner::Security* security) const;
  void value_at_market(messages::OrderReport& report,
                       const planner::trading::CheckFacts& facts) const;
  void book(const messages::OrderReport& order, const planner::trading::CheckFacts& facts);
  void pay(planner::Money amount, const std::string& currency);

  DeskView view_;
  std::string base_currency_;
  std::map<std::string, planner::ledger::Rate> rates_;
  std::map<planner::SecurityId, planner::ledger::Quantity> quantities_;
  std::map<std::string, planner::Money> cash_;
};

}  // namespace ballast::actors
