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
constexpr std::int64_t trade = multiplier_one;

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
  const auto sells = [&](std::size_t i) { return candidates[i].side == Side::sell ? trade : 0; };
  const auto buys = [&](std::size_t i) { return candidates[i].side == Side::buy ? trade : 0; };
  if (!problem.form.sells_only) {
    const auto cost = [&](std::size_t i) { return -candidates[i].cash; };
    add_limit(context, LimitKind::cash, context.cash, cost, problem);
  }
  add_limit(context, LimitKind::sells, context.max_sells * trade, sells, problem);
  add_limit(context, LimitKind::buys, context.max_buys * trade, buys, problem);
  const std::size_t most_sells = std::min<std::size_t>(context.sell_count, context.max_sells);
  const std::size_t most_buys =
      std::min<std::size_t>(candidates.size() - context.sell_count, context.max_buys);
  if (most_sells + most_buys > context.max_depth) {
    Limit depth{LimitKind::depth, context.max_depth * trade, {}};
    depth.use.resize(candidates.size(), trade);
    problem.limits.push_back(std::move(depth));
  }
  for (const auto& reference : distinctness.references) {
    if (reference.empty() || problem.limits.size() >= most_references + 4) continue;
    // No more than half of all trades shared: 3 shared <= length + length of the reference.
    const auto use = [&](std::size_t i) {
      const auto index = static_cast<CandidateIndex>(i);
      return std::binary_search(reference.begin(), reference.end(), index) ? 2 * trade : -trade;
    };
    const auto length = static_cast<std::int64_t>(reference.size()) * trade;
    add_limit(context, LimitKind::distinctness, length, use, problem);
  }
}

/// Numbers the groups that some candidate moves; the others are part of the base.
std::vector<std::uint16_t> number_groups(const PlanContext& context, BoundProblem& problem) {
  std::vector<std::uint16_t> numbers(context.base_groups.size(), no_group);
  if (!problem.form.geography) return numbers;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const CandidateTerms& terms = context.candidates[i];
    if (terms.group_weight == 0 || !allowed(context, problem.form, i)) continue;
    if (numbers[terms.group] != no_group) continue;
    numbers[terms.group] = static_cast<std::uint16_t>(problem.groups.size());
    problem.groups.push_back(context.base_groups[terms.group]);
    problem.group_origin.push_back(terms.group);
  }
  problem.base += context.geography_full;
  for (std::size_t g = 0; g < numbers.size(); ++g) {
    if (numbers[g] == no_group) problem.base -= std::abs(context.base_groups[g]);
  }
  return numbers;
}

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
  const std::vector<std::uint16_t> numbers = number_groups(context, problem);
  std::int64_t highest_dividend = context.base_dividend;
  for (const CandidateTerms& terms : context.candidates) {
    const bool moves = terms.group_weight != 0 && numbers[terms.group] != no_group;
    problem.terms.push_back({terms.linear + terms.dividend - terms.penalty, terms.dividend,
                             moves ? terms.group_weight : 0,
                             moves ? numbers[terms.group] : no_group, 0, terms.side == Side::buy});
    highest_dividend += std::max<std::int64_t>(0, terms.dividend);
  }
  problem.dividend_may_exceed = highest_dividend > context.dividend_cap;
  add_symbols(context, problem);
  add_limits(context, distinctness, problem);
  return problem;
}

}  // namespace ballast::planner
