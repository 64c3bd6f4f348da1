// What a security's scores need to know of the whole portfolio: shares of groups against what is
// aimed at, and the position itself.
#pragma once

#include <optional>
#include <vector>

#include "planner/opportunities/account.hpp"
#include "planner/scoring/security/raw_values.hpp"
#include "planner/scoring/security/sell_score.hpp"

namespace ballast::planner::scoring {

/// Shares are told to a tenth of a percent, so that a price that moves a little does not change the
/// scores of all other securities.
inline constexpr double told_shares = 1000.0;

class PortfolioView {
 public:
  /// Values the portfolio: pending orders count as done. Groups are shares of all positions, a
  /// position is one of positions and cash. `inputs.as_of` is the day that holding is counted to.
  /// REQUIRES: inputs that passed check_inputs.
  explicit PortfolioView(PlanInputs inputs);

  /// Returns whether positions and cash are worth something together. If not, nothing is added.
  [[nodiscard]] bool known() const { return account_.total_value > 0.0; }

  /// Adds target and share of the security's groups of countries and industries (the mean over
  /// those that have a target; none: missing), and of its position what is known.
  void add_to(RawValues& raw, const Security& security) const;

  /// Returns the position as sales look at it, nothing where it is not held. Volatility, distance
  /// and drawdown are those of `raw`. Shares of groups without a target count as 0.
  [[nodiscard]] std::optional<HeldPosition> position_of(const Security& security,
                                                        const RawValues& raw) const;

  /// Returns what was valued.
  [[nodiscard]] const PlanInputs& inputs() const { return inputs_; }
  [[nodiscard]] const Account& account() const { return account_; }

 private:
  [[nodiscard]] const planner::HeldPosition* held(const Security& security) const;
  void add_position(RawValues& raw, const planner::HeldPosition& held) const;
  void add_holding(const planner::HeldPosition& held, double invested);

  PlanInputs inputs_;
  Account account_;
  std::vector<double> country_shares_;   // of each country target
  std::vector<double> industry_shares_;  // likewise
};

}  // namespace ballast::planner::scoring
