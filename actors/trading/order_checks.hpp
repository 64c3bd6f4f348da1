// Whether an order may be placed: every question is asked and every verdict kept, so that a person
// sees all that stands in the way and not the first only.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "messages/books.hpp"
#include "messages/market.hpp"
#include "messages/trading.hpp"

namespace ballast::actors {

/// The market and the books as the orders of one command meet them, one after the other.
class TradingDesk {
 public:
  /// `executed` are the steps of the plan that were placed or filled before.
  TradingDesk(const messages::UniverseSnapshot& universe,
              const messages::PortfolioSnapshot& portfolio, std::vector<messages::TradeOrder> plan,
              std::set<std::uint32_t> executed);

  /// Asks, in this order: input, not_executed, step_order (sales before purchases), security,
  /// permission, price, rate, lots, position, cash (all balances together, in the base currency).
  /// `price`, `value` and `state` of the report follow from the universe; an order that passes
  /// changes the books for those after it.
  [[nodiscard]] messages::OrderReport check(const messages::TradeOrder& order);

  /// Returns the fill of an order that passed, at the last price, on the day of that price.
  [[nodiscard]] messages::ApplyFill fill_of(const messages::OrderReport& order) const;

 private:
  struct Market {
    const planner::Security* security = nullptr;
    double rate = 0.0;  // units of the security's currency per base; 0: unknown
  };

  [[nodiscard]] Market market_of(const std::string& symbol) const;
  [[nodiscard]] double rate_of(const std::string& currency) const;
  [[nodiscard]] double held(const planner::Security* security) const;
  [[nodiscard]] double cash_in_base() const;
  [[nodiscard]] messages::OrderCheck check_step_order(const messages::TradeOrder& order) const;
  [[nodiscard]] messages::OrderCheck check_cash(const messages::OrderReport& order) const;
  static void value_at_market(messages::OrderReport& report, const Market& market);
  void book(const messages::OrderReport& order, const Market& market);

  const messages::UniverseSnapshot& universe_;
  std::string base_currency_;
  std::vector<messages::TradeOrder> plan_;
  std::set<std::uint32_t> executed_;
  std::map<std::int64_t, double> quantities_;
  std::map<std::string, double> cash_;
};

}  // namespace ballast::actors
