#include "planner/simulation/simulate.hpp"

#include <algorithm>

namespace ballast::planner {
namespace {

using HoldingPlace = std::vector<Holding>::iterator;

HoldingPlace find_holding(PortfolioState& state, std::uint32_t security) {
  return std::find_if(state.holdings.begin(), state.holdings.end(),
                      [&](const Holding& holding) { return holding.security == security; });
}

TradeOutcome sell(PortfolioState& state, const Trade& trade, const TradingCosts& costs) {
  const auto position = find_holding(state, trade.security);
  const double held = position == state.holdings.end() ? 0.0 : position->value;
  const double value = std::min(trade.value, held);
  if (!(value > 0.0)) return {};
  const double fee = trade_cost(value, costs);
  position->value -= value;
  if (position->value <= 0.0) state.holdings.erase(position);
  state.cash += value - fee;
  return {.executed = true, .value = value, .fee = fee};
}

TradeOutcome buy(PortfolioState& state, const Trade& trade, const TradingCosts& costs) {
  const double fee = trade_cost(trade.value, costs);
  if (!(trade.value > 0.0) || !(trade.value + fee <= state.cash)) return {};
  const auto position = find_holding(state, trade.security);
  if (position == state.holdings.end()) {
    state.holdings.push_back({.security = trade.security, .value = trade.value});
  } else {
    position->value += trade.value;
  }
  state.cash -= trade.value + fee;
  return {.executed = true, .value = trade.value, .fee = fee};
}

}  // namespace

TradeOutcome apply(PortfolioState& state, const Trade& trade, const TradingCosts& costs) {
  return trade.side == Side::sell ? sell(state, trade, costs) : buy(state, trade, costs);
}

Simulation simulate(const PortfolioState& state, std::span<const Trade> trades,
                    const TradingCosts& costs) {
  Simulation result;
  result.end = state;
  for (const Trade& trade : trades) {
    const TradeOutcome outcome = apply(result.end, trade, costs);
    result.cost += outcome.fee;
    result.all_executed = result.all_executed && outcome.executed;
    result.outcomes.push_back(outcome);
    result.cash_after.push_back(result.end.cash);
  }
  return result;
}

}  // namespace ballast::planner
