#include "planner/bounding/multipliers.hpp"

#include <algorithm>

#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// Not below what is fixed, with every limit's room at its price.
Wide fixed_part(const BoundProblem& problem, const Remainder& remainder,
                const Multipliers& multipliers) {
  Wide sum = widened(remainder.value) -
             static_cast<Wide>(multipliers.dividend) * (remainder.dividend - problem.dividend_cap);
  for (std::size_t i = 0; i < remainder.left.size(); ++i) {
    sum += static_cast<Wide>(multipliers.limits[i]) * remainder.left[i];
  }
  for (std::size_t g = 0; g < remainder.groups.size(); ++g) {
    sum += static_cast<Wide>(multipliers.groups[g]) * remainder.groups[g];
  }
  return ticks_above(sum);
}

/// Not below what a candidate is worth after all prices.
Wide reward_of(const BoundProblem& problem, const Multipliers& multipliers, std::size_t index) {
  const ProblemTerms& terms = problem.terms[index];
  Wide sum = widened(terms.value) - static_cast<Wide>(multipliers.dividend) * terms.dividend;
  for (std::size_t i = 0; i < problem.limits.size(); ++i) {
    sum -= static_cast<Wide>(multipliers.limits[i]) * problem.limits[i].use[index];
  }
  for (const GroupMove& move : terms.moves) {
    sum += static_cast<Wide>(multipliers.groups[move.group]) * move.weight;
  }
  return ticks_above(sum);
}

}  // namespace

Multipliers no_prices(const BoundProblem& problem) {
  return {std::vector<std::int64_t>(problem.limits.size(), 0),
          std::vector<std::int64_t>(problem.groups.size(), 0), 0};
}

Remainder whole(const BoundProblem& problem) {
  Remainder remainder{problem.base, problem.base_dividend, {}, problem.groups};
  for (const Limit& limit : problem.limits) remainder.left.push_back(limit.most);
  return remainder;
}

void choose(const BoundProblem& problem, CandidateIndex index, Remainder& remainder) {
  const ProblemTerms& terms = problem.terms[index];
  remainder.value += terms.value;
  remainder.dividend += terms.dividend;
  for (std::size_t i = 0; i < problem.limits.size(); ++i) {
    remainder.left[i] -= problem.limits[i].use[index];
  }
  for (const GroupMove& move : terms.moves) remainder.groups[move.group] += move.weight;
}

bool price(const BoundProblem& problem, const Remainder& remainder, const Multipliers& multipliers,
           Prices& prices) {
  const Wide fixed = fixed_part(problem, remainder, multipliers);
  if (fixed > most_fixed) return false;
  prices.fixed = static_cast<std::int64_t>(std::max<Wide>(fixed, -most_fixed));
  prices.rewards.resize(problem.terms.size());
  for (std::size_t i = 0; i < problem.terms.size(); ++i) {
    const Wide reward = reward_of(problem, multipliers, i);
    if (reward > most_reward) return false;
    prices.rewards[i] = static_cast<std::int64_t>(std::max<Wide>(reward, -most_reward));
  }
  return true;
}

}  // namespace ballast::planner
