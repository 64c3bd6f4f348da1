#include "planner/bounding/node_bound.hpp"

#include <algorithm>
#include <limits>

#include "planner/evaluation/evaluate.hpp"

namespace ballast::planner {
namespace {

/// Below this the relaxation makes nothing of a trade worth trying.
constexpr double least_fraction = 1e-6;

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

}  // namespace

NodeBounder::NodeBounder(const PlanContext& context, const BoundProblem& problem,
                         const Dominance& dominance)
    : context_(&context), problem_(&problem), dominance_(&dominance), relaxation_(problem) {}

NodeBound NodeBounder::solve(const NodeState& state, const std::vector<CandidateIndex>& chosen) {
  relaxation_.solve(state.remainder(), state.open());
  NodeBound node;
  node.prices = relaxation_.multipliers();
  if (!price(*problem_, state.remainder(), node.prices, prices_)) {
    node.prices = no_prices(*problem_);
    static_cast<void>(price(*problem_, state.remainder(), node.prices, prices_));
  }
  fraction_of_.assign(problem_->terms.size(), 0.0);
  for (std::size_t j = 0; j < state.open().size(); ++j) {
    fraction_of_[state.open()[j]] = relaxation_.fractions()[j];
  }
  node.bound = prices_.fixed;
  for (std::size_t s = 0; s < problem_->symbols.size(); ++s) {
    if (!state.traded(s)) node.bound += best_reward(state, s);
  }
  node.rounded = round(state, chosen);
  return node;
}

/// The most that a symbol can add. REQUIRES: a required symbol has an open candidate.
std::int64_t NodeBounder::best_reward(const NodeState& state, std::size_t symbol) const {
  std::int64_t best = problem_->symbols[symbol].required ? -most_reward : 0;
  for (const CandidateIndex index : problem_->symbols[symbol].candidates) {
    if (state.is_open(index)) best = std::max(best, prices_.rewards[index]);
  }
  return best;
}

void NodeBounder::keep_promising(const NodeState& state, const std::vector<CandidateIndex>& chosen,
                                 const BestList& best, NodeBound& node) const {
  const std::int64_t priority = state.highest_priority();
  const CandidateMask passed_over = state.passed_over();
  const std::size_t most_ways = best.floor() > 0 ? best.keep() : never;
  std::size_t ways = 0;
  for (const CandidateIndex index : chosen) {
    ways += count_shared(dominance_->better_than(index), passed_over);
  }
  const auto promising = [&](std::int64_t loss) {
    return best.may_enter(std::max<std::int64_t>(0, node.bound - loss), priority);
  };
  node.symbols.clear();
  node.alive = promising(0) && ways < most_ways;
  for (std::size_t s = 0; node.alive && s < problem_->symbols.size(); ++s) {
    if (state.traded(s)) continue;
    const std::int64_t best_of_symbol = best_reward(state, s);
    OpenSymbol symbol{s, {}, 0.0};
    for (const CandidateIndex index : problem_->symbols[s].candidates) {
      const std::int64_t loss = best_of_symbol - prices_.rewards[index];
      if (!state.is_open(index) || !promising(loss)) continue;
      if (ways + count_shared(dominance_->better_than(index), passed_over) >= most_ways) continue;
      symbol.choices.push_back({index, loss});
      const double fraction = fraction_of_[index];
      symbol.fraction = std::max(symbol.fraction, std::min(fraction, 1.0 - fraction));
    }
    if (!problem_->symbols[s].required && promising(best_of_symbol)) {
      if (symbol.choices.empty() && best_of_symbol == 0) continue;
      symbol.choices.push_back({Choice::nothing, best_of_symbol});
    }
    std::sort(symbol.choices.begin(), symbol.choices.end(),
              [](const Choice& a, const Choice& b) { return a.loss < b.loss; });
    node.alive = !symbol.choices.empty();
    node.symbols.push_back(std::move(symbol));
  }
}

/// Chooses whole trades by their fraction, then gives up purchases that cannot be paid for.
std::vector<CandidateIndex> NodeBounder::round(const NodeState& state,
                                               std::vector<CandidateIndex> chosen) const {
  const std::size_t fixed = chosen.size();
  std::vector<CandidateIndex> order;
  for (const CandidateIndex index : state.open()) {
    if (fraction_of_[index] > least_fraction) order.push_back(index);
  }
  std::stable_sort(order.begin(), order.end(), [&](CandidateIndex a, CandidateIndex b) {
    return fraction_of_[a] > fraction_of_[b];
  });
  std::size_t sells = 0;
  std::size_t buys = 0;
  for (const CandidateIndex index : chosen) ++(problem_->terms[index].buys ? buys : sells);
  for (const CandidateIndex index : order) {
    const bool buy = problem_->terms[index].buys;
    if (chosen.size() >= context_->max_depth) break;
    if (buy ? buys >= context_->max_buys : sells >= context_->max_sells) continue;
    chosen.push_back(index);
    if (clashes(*context_, chosen)) {
      chosen.pop_back();
      continue;
    }
    ++(buy ? buys : sells);
  }
  while (chosen.size() > fixed && !feasible(*context_, chosen)) {
    const auto last_buy = std::find_if(chosen.rbegin(), chosen.rend(), [&](CandidateIndex index) {
      return problem_->terms[index].buys;
    });
    if (last_buy == chosen.rend()) break;
    chosen.erase(std::next(last_buy).base());
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace ballast::planner
