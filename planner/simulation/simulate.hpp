// Carries out trades on paper, one after the other, in plain doubles: the readable truth beside the
// integer search. Fees leave cash; what cash cannot pay for is skipped; a sale never yields more
// than the position is worth.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/model/plan_inputs.hpp"
#include "planner/scoring/end_state_score.hpp"

namespace ballast::planner {

struct PortfolioState {
  std::vector<Holding> holdings;  // a sold-out one leaves; a new one comes last
  double cash = 0.0;

  bool operator==(const PortfolioState&) const = default;
};

struct Trade {
  Side side = Side::buy;
  std::uint32_t security = 0;
  double value = 0.0;  // quantity * price / exchange rate, base currency, >= 0

  bool operator==(const Trade&) const = default;
};

struct TradeOutcome {
  bool executed = false;
  double value = 0.0;  // what was traded; 0 if skipped
  double fee = 0.0;    // 0 if skipped

  bool operator==(const TradeOutcome&) const = default;
};

/// Carries out one trade. A purchase needs value + fee <= cash. A sale trades at most the
/// position's value and adds that less the fee. A trade of nothing is skipped.
TradeOutcome apply(PortfolioState& state, const Trade& trade, const TradingCosts& costs);

struct Simulation {
  PortfolioState end;
  std::vector<TradeOutcome> outcomes;  // one per trade
  std::vector<double> cash_after;      // one per trade
  double cost = 0.0;                   // fees of what was executed
  bool all_executed = true;

  bool operator==(const Simulation&) const = default;
};

/// Carries out the trades in order, starting from `state`.
[[nodiscard]] Simulation simulate(const PortfolioState& state, std::span<const Trade> trades,
                                  const TradingCosts& costs);

}  // namespace ballast::planner
