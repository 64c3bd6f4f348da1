// What holdings and cash are worth at given prices and rates, to the millionth.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "planner/ledger/billionths.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/security.hpp"

namespace ballast::planner::ledger {

/// Prices in whole units of each security's currency, rates per unit of the base currency.
class Market {
 public:
  Market(std::string base_currency, const std::vector<Security>& securities,
         const std::vector<ExchangeRate>& rates);

  [[nodiscard]] const std::string& base_currency() const { return base_currency_; }
  /// Returns nothing for a security without a price.
  [[nodiscard]] std::optional<Price> price(SecurityId security) const;
  /// Returns the amount in the base currency; nothing for a currency without a rate.
  [[nodiscard]] std::optional<Money> in_base(Money amount, const std::string& currency) const;

 private:
  std::string base_currency_;
  std::map<SecurityId, Price> prices_;
  std::map<std::string, Rate> rates_;
};

struct Worth {
  std::optional<Money> value;       // in the holding's currency
  std::optional<Money> gain;        // value less cost, where the cost is known
  std::optional<Money> base_value;  // nothing where price or rate are missing

  bool operator==(const Worth&) const = default;
};

/// Returns what shares are worth. `cost` is empty where it is not known.
[[nodiscard]] Worth worth_of(const Market& market, SecurityId security, Quantity quantity,
                             const std::string& currency, std::optional<Money> cost);

}  // namespace ballast::planner::ledger
