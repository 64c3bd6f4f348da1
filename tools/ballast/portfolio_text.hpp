// The portfolio as a person reads it: positions, lots, cash, gains and costs, what moved and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "messages/ledger.hpp"
#include "planner/ledger/valuation.hpp"

namespace ballast::tools {

/// What all of it is worth, in the base currency.
struct PortfolioWorth {
  planner::Money positions;
  planner::Money cash;
  std::vector<std::string> without;  // symbols and currencies that have no price or no rate

  [[nodiscard]] planner::Money total() const { return positions + cash; }
};

/// Returns what a holding is worth; a cost that is not known gives no gain.
[[nodiscard]] planner::ledger::Worth worth_of(const planner::ledger::Market& market,
                                              const messages::HoldingLine& holding);

[[nodiscard]] PortfolioWorth worth_of(const planner::ledger::Market& market,
                                      const messages::BooksReport& books);

/// Returns all of it as tables of at most `width` cells (0: of any length); without a market,
/// nothing is valued.
[[nodiscard]] std::string portfolio_text(const messages::BooksReport& books,
                                         const std::optional<planner::ledger::Market>& market,
                                         std::size_t width);

/// Returns the report as it travels, and `worth`: what each holding and all of it are worth, null
/// where that is unknown.
[[nodiscard]] nlohmann::ordered_json portfolio_json(
    const messages::BooksReport& books, const std::optional<planner::ledger::Market>& market);

}  // namespace ballast::tools
