#include "planner/filters/feasibility.hpp"

#include <algorithm>
#include <cstdint>

#include "planner/evaluation/quantise.hpp"
#include "planner/scoring/end_state_score.hpp"

namespace ballast::planner {
namespace {

bool urgent_enough(const Settings& settings, const std::vector<Candidate>& sequence) {
  std::int64_t sum = 0;
  for (const Candidate& candidate : sequence) sum += to_priority(candidate.priority, "a trade");
  const auto count = static_cast<std::int64_t>(sequence.size());
  return sum >= count * to_priority(settings.priority_threshold, "the threshold");
}

Money amount_of(double value) {
  return Money::from_units(std::min(value, Money::max_units));
}

}  // namespace

bool feasible(const Situation& situation, const std::vector<Candidate>& sequence) {
  if (sequence.empty() || !urgent_enough(situation.settings(), sequence)) return false;
  const TradingCosts costs = trading_costs(situation.settings());
  Money cash = situation.account().available;
  for (const Candidate& candidate : sequence) {
    const Money fee = amount_of(trade_cost(candidate.value, costs));
    if (candidate.side == Side::sell) {
      cash += amount_of(candidate.value) - fee;
    } else {
      cash -= amount_of(candidate.value) + fee;
      if (cash < Money{}) return false;
    }
  }
  return true;
}

}  // namespace ballast::planner
