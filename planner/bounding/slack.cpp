#include "planner/bounding/slack.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// So few trades are looked at group by group.
constexpr std::size_t few_trades = 4;
constexpr std::size_t most_few_groups = 16;

constexpr int half_of_fraction = multiplier_fraction_bits / 2;

/// Returns a product of an amount and a multiplier, rounded down or up, within 64 bits.
std::int64_t product_below(std::int64_t amount, std::int64_t multiplier) {
  return (amount >> half_of_fraction) * (multiplier >> half_of_fraction);
}
std::int64_t product_above(std::int64_t amount, std::int64_t multiplier) {
  return ((amount >> half_of_fraction) + 1) * ((multiplier >> half_of_fraction) + 1);
}

/// Puts a number in its place among the largest ones, which are given as their sums.
template <class Sums>
void add_to_largest(std::int64_t number, std::vector<std::int64_t>& largest, Sums& sums) {
  largest.insert(std::upper_bound(largest.begin(), largest.end(), number, std::greater<>{}),
                 number);
  if (largest.size() >= sums.size()) largest.pop_back();
  for (std::size_t i = 1; i < sums.size(); ++i) {
    sums[i] = sums[i - 1] + (i <= largest.size() ? largest[i - 1] : 0);
  }
}

}  // namespace

Slack::Slack(const BoundProblem& problem) : problem_(&problem) {
  one_group_each_ = std::all_of(problem.terms.begin(), problem.terms.end(),
                                [](const ProblemTerms& terms) { return terms.moves.size() < 2; });
  for (const Limit& limit : problem.limits) {
    if (limit.kind == LimitKind::cash) cash_limit_ = &limit;
  }
}

void Slack::begin(const Multipliers& prices, const std::vector<CandidateIndex>& chosen,
                  const std::vector<OpenSymbol>& symbols) {
  prices_ = &prices;
  groups_ = problem_->groups;
  cash_ = cash_limit_ == nullptr ? 0 : cash_limit_->most;
  cash_price_ =
      cash_limit_ == nullptr
          ? 0
          : prices.limits[static_cast<std::size_t>(cash_limit_ - problem_->limits.data())];
  deviations_ = 0;
  for (std::size_t g = 0; g < groups_.size(); ++g) deviations_ += slack_of(g);
  for (const CandidateIndex index : chosen) take(index);
  rest_.assign(symbols.size() + 1, {});
  const std::size_t groups = groups_.size();
  most_.assign(rest_.size() * groups, 0);
  std::vector<std::int64_t> mended;
  std::vector<std::int64_t> spent;
  for (std::size_t level = symbols.size(); level-- > 0;) {
    std::int64_t most = 0;
    std::int64_t use = 0;
    const auto most_here = most_.begin() + static_cast<std::ptrdiff_t>(level * groups);
    std::copy_n(most_here + static_cast<std::ptrdiff_t>(groups), groups, most_here);
    for (const Choice& choice : symbols[level].choices) {
      if (choice.candidate == Choice::nothing) continue;
      const std::int64_t by_this = most_mended(choice.candidate);
      most = std::max(most, by_this);
      for (const GroupMove& move : problem_->terms[choice.candidate].moves) {
        std::int64_t& of_group = most_[level * groups + move.group];
        of_group = std::max(of_group, by_this);
      }
      if (cash_limit_ != nullptr) use = std::max(use, cash_limit_->use[choice.candidate]);
    }
    add_to_largest(most, mended, rest_[level].mended);
    add_to_largest(use, spent, rest_[level].spent);
  }
}

void Slack::take(CandidateIndex index) {
  move(index, 1);
}

void Slack::drop(CandidateIndex index) {
  move(index, -1);
}

void Slack::move(CandidateIndex index, std::int64_t sign) {
  for (const GroupMove& move : problem_->terms[index].moves) {
    deviations_ -= slack_of(move.group);
    groups_[move.group] += sign * move.weight;
    deviations_ += slack_of(move.group);
  }
  if (cash_limit_ != nullptr) cash_ -= sign * cash_limit_->use[index];
}

/// A deviation y costs |y| and is priced at -multiplier y, which is less.
std::int64_t Slack::slack_of(std::size_t group) const {
  const std::int64_t deviation = groups_[group];
  const std::int64_t multiplier = prices_->groups[group];
  return product_below(std::abs(deviation),
                       multiplier_one + (deviation < 0 ? -multiplier : multiplier));
}

std::int64_t Slack::most_mended(CandidateIndex index) const {
  std::int64_t most = 0;
  for (const GroupMove& move : problem_->terms[index].moves) {
    most += product_above(std::abs(move.weight),
                          multiplier_one + std::abs(prices_->groups[move.group]));
  }
  return most;
}

/// Returns the most that a few trades can mend if each is made where most is left to mend.
std::int64_t Slack::mended_by_few(std::size_t level, std::size_t trades) const {
  std::array<std::int64_t, most_few_groups> left{};
  for (std::size_t g = 0; g < groups_.size(); ++g) left[g] = slack_of(g) + 1;
  const std::int64_t* most = most_.data() + level * groups_.size();
  std::int64_t mended = 0;
  for (; trades > 0; --trades) {
    std::int64_t best = 0;
    std::size_t best_group = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const std::int64_t here = std::min(left[g], most[g]);
      if (here > best) {
        best = here;
        best_group = g;
      }
    }
    mended += best;
    left[best_group] -= best;
  }
  return mended;
}

std::int64_t Slack::least(std::size_t level, std::size_t trades) const {
  const Rest& rest = rest_[level];
  std::int64_t mended = rest.mended[trades];
  if (one_group_each_ && trades <= few_trades && groups_.size() <= most_few_groups) {
    mended = mended_by_few(level, trades);
  }
  std::int64_t least = std::max<std::int64_t>(0, deviations_ - mended);
  const std::int64_t unspent = cash_ - rest.spent[trades];
  if (unspent > 0 && cash_price_ > 0) {
    const Wide worth = (static_cast<Wide>(cash_price_) * unspent) >> multiplier_fraction_bits;
    least += static_cast<std::int64_t>(std::min<Wide>(worth, most_fixed));
  }
  return least;
}

}  // namespace ballast::planner
