#include "planner/bounding/problem.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>

#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// More rows make a programme slow, and a search for alternatives has four references.
constexpr std::size_t most_references = 6;

/// Trades are counted in the unit of prices, so that their prices are whole ticks.
constexpr std::int64_t trade_unit = multiplier_one;

bool allowed(const PlanContext& context, Form form, std::size_t index) {
  if (!in_space(context, index)) return false;
  return !form.sells_only || context.candidates[index].side == Side::sell;
}

/// The most that any choice within the depth can use.
std::int64_t highest_use(const Limit& limit, std::size_t depth) {
  std::vector<std::int64_t> use = limit.use;
  std::sort(use.begin(), use.end(), std::greater<>{});
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < std::min(depth, use.size()); ++i) {
    sum += std::max<std::int64_t>(0, use[i]);
  }
  return sum;
}

template <class Use>
void add_limit(const PlanContext& context, LimitKind kind, std::int64_t most, Use use_of,
               BoundProblem& problem) {
  Limit limit{kind, most, {}};
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    limit.use.push_back(allowed(context, problem.form, i) ? use_of(i) : 0);
  }
  if (highest_use(limit, context.max_depth) <= most) return;
  problem.limits.push_back(std::move(limit));
}

void add_limits(const PlanContext& context, const Distinctness& distinctness,
                BoundProblem& problem) {
  const auto& candidates = context.candidates;
  const auto sells = [&](std::size_t i) {
    return candidates[i].side == Side::sell ? trade_unit : 0;
  };
  const auto buys = [&](std::size_t i) { return candidates[i].side == Side::buy ? trade_unit : 0; };
  if (!problem.form.sells_only) {
    const auto cost = [&](std::size_t i) { return -candidates[i].cash; };
    add_limit(context, LimitKind::cash, context.cash, cost, problem);
  }
  add_limit(context, LimitKind::sells, context.max_sells * trade_unit, sells, problem);
  add_limit(context, LimitKind::buys, context.max_buys * trade_unit, buys, problem);
  const std::size_t most_sells = std::min<std::size_t>(context.sell_count, context.max_sells);
  const std::size_t most_buys =
      std::min<std::size_t>(candidates.size() - context.sell_count, context.max_buys);
  if (most_sells + most_buys > context.max_depth) {
    Limit depth{LimitKind::depth, context.max_depth * trade_unit, {}};
    depth.use.resize(candidates.size(), trade_unit);
    problem.limits.push_back(std::move(depth));
  }
  for (const auto& reference : distinctness.references) {
    if (reference.empty() || problem.limits.size() >= most_references + 4) continue;
    // No more than half of all trades shared: 3 shared <= length + length of the reference.
    const auto use = [&](std::size_t i) {
      const auto index = static_cast<CandidateIndex>(i);
      return std::binary_search(reference.begin(), reference.end(), index) ? 2 * trade_unit
                                                                           : -trade_unit;
    };
    const auto length = static_cast<std::int64_t>(reference.size()) * trade_unit;
    add_limit(context, LimitKind::distinctness, length, use, problem);
  }
}

/// The groups that count in the form and are moved by some candidate, with their numbers; the
/// others are part of the base.
class Grouping {
 public:
  Grouping(const PlanContext& context, BoundProblem& problem)
      : context_(context), problem_(problem) {}

  void add_all() {
    for (std::size_t i = 0; i < problem_.terms.size(); ++i) {
      if (allowed(context_, problem_.form, i)) add_moves_of(i);
    }
    if (problem_.form.geography) add_unmoved(false, context_.geography_full, context_.base_groups);
    if (problem_.form.industry) add_unmoved(true, context_.industry_full, context_.base_industries);
  }

 private:
  void add_moves_of(std::size_t candidate) {
    const CandidateTerms& terms = context_.candidates[candidate];
    if (problem_.form.geography && terms.group != no_group) {
      add_move(candidate, {false, terms.group}, terms.group_weight);
    }
    if (!problem_.form.industry) return;
    for (const IndustryMove& move : terms.industries) {
      add_move(candidate, {true, move.group}, move.weight);
    }
  }

  void add_move(std::size_t candidate, GroupOrigin origin, std::int64_t weight) {
    if (weight == 0) return;
    const auto [at, fresh] = numbers_.try_emplace(origin, problem_.groups.size());
    if (fresh) {
      problem_.groups.push_back(
          (origin.industry ? context_.base_industries : context_.base_groups)[origin.index]);
      problem_.group_origin.push_back(origin);
    }
    problem_.terms[candidate].moves.push_back({at->second, weight});
  }

  void add_unmoved(bool industry, std::int64_t full, const std::vector<std::int64_t>& groups) {
    problem_.base += full;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (!numbers_.contains({industry, g})) problem_.base -= std::abs(groups[g]);
    }
  }

  const PlanContext& context_;
  BoundProblem& problem_;
  std::map<GroupOrigin, std::size_t> numbers_;
};

void add_symbols(const PlanContext& context, BoundProblem& problem) {
  const auto& required = context.required_securities;
  std::map<std::uint32_t, std::uint16_t> numbers;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const std::uint32_t security = context.candidates[i].security;
    const auto fresh = static_cast<std::uint16_t>(problem.symbols.size());
    problem.terms[i].symbol = numbers.try_emplace(security, fresh).first->second;
    if (problem.terms[i].symbol == fresh) {
      const bool must = std::binary_search(required.begin(), required.end(), security);
      problem.symbols.push_back({{}, must});
    }
    if (!allowed(context, problem.form, i)) continue;
    problem.symbols[problem.terms[i].symbol].candidates.push_back(static_cast<CandidateIndex>(i));
  }
  problem.solvable = std::all_of(required.begin(), required.end(), [&](std::uint32_t security) {
    const auto at = numbers.find(security);
    return at != numbers.end() && !problem.symbols[at->second].candidates.empty();
  });
}

}  // namespace

BoundProblem bound_problem(const PlanContext& context, Form form,
                           const Distinctness& distinctness) {
  BoundProblem problem;
  problem.form = form;
  problem.base = context.base_linear + context.base_dividend;
  problem.base_dividend = context.base_dividend;
  problem.dividend_cap = context.dividend_cap;
  std::int64_t highest_dividend = context.base_dividend;
  for (const CandidateTerms& terms : context.candidates) {
    problem.terms.push_back({terms.linear + terms.dividend - terms.penalty,
                             terms.dividend,
                             {},
                             0,
                             terms.side == Side::buy});
    highest_dividend += std::max<std::int64_t>(0, terms.dividend);
  }
  problem.dividend_may_exceed = highest_dividend > context.dividend_cap;
  Grouping(context, problem).add_all();
  add_symbols(context, problem);
  add_limits(context, distinctness, problem);
  return problem;
}

}  // namespace ballast::planner
