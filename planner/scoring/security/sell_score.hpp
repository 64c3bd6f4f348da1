// Whether a position should be sold, and how much of it: hard gates first, then five parts.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ballast::planner::scoring {

struct SellRules {
  double max_loss = -0.20;       // deeper in the red nothing is sold
  double min_hold_days = 90.0;   // since the last transaction
  double cooldown_days = 180.0;  // since the last sale
  double least_share = 0.10;
  double largest_share = 0.20;
  double least_value = 100.0;  // base currency
};

/// What is known of a position. Fractions, days and base currency; missing is missing.
struct HeldPosition {
  bool allow_sell = true;
  std::optional<double> profit;  // price over average cost - 1
  std::optional<double> days_held;
  std::optional<double> days_since_transaction;
  std::optional<double> days_since_sale;  // missing: never sold
  double share = 0.0;                     // of the portfolio
  double country_share = 0.0;             // of the country's group
  std::vector<double> industry_shares;
  bool portfolio_known = true;  // the portfolio has a value above 0
  std::optional<double> recent_volatility;
  std::optional<double> historical_volatility;
  std::optional<double> ema_distance;
  std::optional<double> drawdown;       // current, at most 0
  std::optional<double> drawdown_days;  // since the high
  double quantity = 0.0;
  int min_lot = 1;
  double price = 0.0;  // base currency
};

struct SellPart {
  std::string_view name;
  double weight = 0.0;
  double value = 0.0;  // 0..1
};

struct SellScore {
  std::string refused;  // why nothing may be sold; empty: eligible
  std::array<SellPart, 5> parts{};
  double score = 0.0;     // 0..1; 0 where refused
  double quantity = 0.0;  // shares to sell; 0: none

  [[nodiscard]] bool eligible() const { return refused.empty(); }
};

/// Returns 0.35 underperformance + 0.18 time + 0.18 balance + 0.14 instability + 0.15 drawdown. Of
/// the position, 0.10 + 0.40 x score goes, at least 0.10 and at most the rules' largest share, in
/// whole lots, keeping one; nothing where that is under one lot or the least value.
[[nodiscard]] SellScore score_sale(const HeldPosition& position, const SellRules& rules);

/// Profit a year; the plain profit under a quarter of a year; missing where it cannot be said.
[[nodiscard]] std::optional<double> yearly_profit(std::optional<double> profit,
                                                  std::optional<double> days_held);

}  // namespace ballast::planner::scoring
