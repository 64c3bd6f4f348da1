#include "planner/bounding/walk.hpp"

#include <algorithm>
#include <limits>

namespace ballast::planner {

Walk::Walk(const PlanContext& context, const BoundProblem& problem, const Dominance& dominance,
           SetScorer& scorer, BestList& best)
    : context_(&context),
      problem_(&problem),
      dominance_(&dominance),
      scorer_(&scorer),
      best_(&best),
      prefix_(context),
      slack_(problem) {}

bool Walk::all_of(const std::vector<CandidateIndex>& chosen, const NodeBound& node,
                  std::uint64_t most_steps) {
  prepare(node);
  slack_.begin(node.prices, chosen, symbols_);
  sells_left_ = context_->max_sells;
  buys_left_ = context_->max_buys;
  depth_left_ = context_->max_depth;
  buys_ = 0;
  for (const CandidateIndex index : chosen) {
    const bool buy = problem_->terms[index].buys;
    --(buy ? buys_left_ : sells_left_);
    --depth_left_;
    buys_ += static_cast<std::size_t>(buy);
    prefix_.push(index);
  }
  look_for_rivals(chosen);
  steps_left_ = most_steps;
  if (!prefix_.clashes()) step(0, node.bound);
  for (std::size_t i = 0; i < chosen.size(); ++i) prefix_.pop();
  counts_.steps += most_steps - steps_left_;
  return steps_left_ > 0;
}

/// The symbols whose second choice loses most come first: they cut most.
void Walk::prepare(const NodeBound& node) {
  symbols_ = node.symbols;
  std::stable_sort(symbols_.begin(), symbols_.end(), [](const OpenSymbol& a, const OpenSymbol& b) {
    if (a.choices.size() == 1 || b.choices.size() == 1) {
      return a.choices.size() == 1 && b.choices.size() > 1;
    }
    return a.choices[1].loss > b.choices[1].loss;
  });
  rest_.assign(symbols_.size() + 1, {});
  for (std::size_t level = symbols_.size(); level-- > 0;) {
    Rest& rest = rest_[level];
    rest = rest_[level + 1];
    std::int64_t priority = 0;
    std::int64_t cash = 0;
    bool may_rest = false;
    for (const Choice& choice : symbols_[level].choices) {
      if (choice.candidate == Choice::nothing) {
        may_rest = true;
        rest.resting_loss += choice.loss;
        continue;
      }
      priority = std::max(priority, context_->candidates[choice.candidate].priority);
      cash = std::max(cash, context_->candidates[choice.candidate].cash);
    }
    rest.priority += priority;
    rest.cash += cash;
    rest.may_rest = rest.may_rest && may_rest;
  }
}

bool Walk::promising(std::size_t level, std::int64_t bound) const {
  return best_->may_enter(std::max<std::int64_t>(0, bound),
                          prefix_.priority() + rest_[level].priority);
}

void Walk::look_for_rivals(const std::vector<CandidateIndex>& chosen) {
  most_ways_ = best_->floor() > 0 ? best_->keep() : std::numeric_limits<std::size_t>::max();
  taken_ = passed_over_ = {};
  std::vector<char> decided(problem_->symbols.size(), 1);
  for (const OpenSymbol& symbol : symbols_) decided[symbol.symbol] = 0;
  for (const CandidateIndex index : chosen) decided[problem_->terms[index].symbol] = 0;
  for (std::size_t s = 0; s < decided.size(); ++s) {
    if (decided[s] == 0) continue;
    for (const CandidateIndex index : problem_->symbols[s].candidates) passed_over_.insert(index);
  }
  ways_ = 0;
  for (const CandidateIndex index : chosen) {
    taken_.insert(index);
    ways_ += count_shared(dominance_->better_than(index), passed_over_);
  }
}

void Walk::step(std::size_t level, std::int64_t bound) {
  if (steps_left_ == 0) return;
  --steps_left_;
  if (buys_ > 0 && prefix_.cash() + rest_[level].cash < 0) return;
  if (level == symbols_.size()) return offer();
  if (!promising(level, bound - slack_.least(level, depth_left_))) return;
  if (depth_left_ == 0) {
    const Rest& rest = rest_[level];
    if (rest.may_rest && promising(level, bound - rest.resting_loss)) offer();
    return;
  }
  for (const Choice& choice : symbols_[level].choices) {
    const std::int64_t below = bound - choice.loss;
    if (!promising(level, below)) return;
    if (choice.candidate == Choice::nothing) {
      rest(level, below);
    } else {
      take(level, choice.candidate, below);
    }
  }
}

void Walk::rest(std::size_t level, std::int64_t bound) {
  const auto& candidates = problem_->symbols[symbols_[level].symbol].candidates;
  const std::size_t ways_before = ways_;
  for (const CandidateIndex index : candidates) {
    passed_over_.insert(index);
    ways_ += count_shared(dominance_->worse_than(index), taken_);
  }
  if (ways_ < most_ways_) step(level + 1, bound);
  ways_ = ways_before;
  for (const CandidateIndex index : candidates) passed_over_.erase(index);
}

void Walk::take(std::size_t level, CandidateIndex index, std::int64_t bound) {
  const bool buy = problem_->terms[index].buys;
  std::size_t& left = buy ? buys_left_ : sells_left_;
  const std::size_t ways = count_shared(dominance_->better_than(index), passed_over_);
  if (left == 0 || ways_ + ways >= most_ways_) return;
  prefix_.push(index);
  if (!prefix_.clashes()) {
    taken_.insert(index);
    slack_.take(index);
    ways_ += ways;
    --left;
    --depth_left_;
    buys_ += static_cast<std::size_t>(buy);
    step(level + 1, bound);
    buys_ -= static_cast<std::size_t>(buy);
    ++depth_left_;
    ++left;
    ways_ -= ways;
    slack_.drop(index);
    taken_.erase(index);
  }
  prefix_.pop();
}

void Walk::offer() {
  if (buys_ > 0 && prefix_.cash() < 0) return;
  ++counts_.scored;
  const std::int64_t bound = prefix_.score();
  if (!best_->may_enter(bound, prefix_.priority())) return;
  const std::int64_t score = scorer_->score(prefix_.chosen(), bound, best_->floor());
  if (!best_->may_enter(score, prefix_.priority())) return;
  const auto chosen = prefix_.chosen();
  RankedSequence sequence{Score{score}, prefix_.priority(), {chosen.begin(), chosen.end()}};
  std::sort(sequence.candidates.begin(), sequence.candidates.end());
  best_->offer(std::move(sequence));
}

}  // namespace ballast::planner
