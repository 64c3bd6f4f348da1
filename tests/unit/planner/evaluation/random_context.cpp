#include "tests/unit/planner/evaluation/random_context.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <set>

#include "planner/evaluation/scenario_paths.hpp"

namespace ballast::planner::test {
namespace {

std::int64_t between(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>{low, high}(random);
}

CandidateTerms random_candidate(std::mt19937_64& random, Side side, std::size_t groups,
                                std::int64_t grain) {
  const std::int64_t sign = side == Side::sell ? -1 : 1;
  const std::int64_t unit = Score::one / 64;
  CandidateTerms terms;
  terms.side = side;
  terms.parts = {sign * between(random, 0, grain) * unit, sign * between(random, 0, 1) * unit, 0,
                 sign * between(random, 0, 1) * unit, 0};
  terms.linear = terms.parts.sum();
  terms.dividend = sign * between(random, 0, grain) * unit / 2;
  if (groups > 0 && between(random, 0, 4) > 0) {
    terms.group =
        static_cast<std::uint16_t>(between(random, 0, static_cast<std::int64_t>(groups) - 1));
    terms.group_weight = sign * between(random, 1, grain) * unit;
  }
  terms.fee = between(random, 0, 2) * 1'000'000;
  terms.penalty = terms.fee / 1'000'000 * unit / 16;
  const std::int64_t value = between(random, 1, grain) * 2'000'000;
  terms.cash = side == Side::sell ? value - terms.fee : -(value + terms.fee);
  terms.priority = between(random, 0, 3) << (priority_fraction_bits - 1);
  return terms;
}

void add_industries(std::mt19937_64& random, const ProblemShape& shape, PlanContext& context) {
  const std::int64_t unit = Score::one / 64;
  context.industry_full = between(random, 0, 12) * unit;
  const std::int64_t groups = between(random, 0, static_cast<std::int64_t>(shape.most_groups));
  for (std::int64_t i = 0; i < groups; ++i) {
    context.base_industries.push_back(between(random, -4, 4) * unit);
  }
  for (CandidateTerms& terms : context.candidates) {
    const std::int64_t sign = terms.side == Side::sell ? -1 : 1;
    for (std::uint16_t i = 0; i < groups; ++i) {
      if (random() % 3 != 0) continue;
      terms.industries.push_back({i, sign * between(random, 1, shape.grain) * unit});
    }
  }
}

std::vector<std::uint32_t> random_securities(std::mt19937_64& random, std::size_t count) {
  std::vector<std::uint32_t> all(10);
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  std::shuffle(all.begin(), all.end(), random);
  all.resize(count);
  return all;
}

void add_side(std::mt19937_64& random, Side side, const ProblemShape& shape, PlanContext& context) {
  const auto most = static_cast<std::int64_t>(shape.most_a_side);
  const auto count =
      static_cast<std::size_t>(std::max(between(random, 0, most), between(random, 0, most)));
  const bool twice = between(random, 0, 3) == 0;
  for (const std::uint32_t security : random_securities(random, count)) {
    context.candidates.push_back(
        random_candidate(random, side, context.base_groups.size(), shape.grain));
    context.candidates.back().security = twice ? security / 2 : security;
  }
}

std::int64_t plain_score(const PlanContext& context, const std::vector<CandidateIndex>& set) {
  std::int64_t linear = context.base_linear;
  std::int64_t dividend = context.base_dividend;
  std::int64_t penalty = 0;
  for (const auto i : set) {
    linear += context.candidates[i].linear;
    dividend += context.candidates[i].dividend;
    penalty += context.candidates[i].penalty;
  }
  std::int64_t geography = context.geography_full;
  for (std::size_t g = 0; g < context.base_groups.size(); ++g) {
    std::int64_t group = context.base_groups[g];
    for (const auto i : set) {
      if (context.candidates[i].group == g) group += context.candidates[i].group_weight;
    }
    geography -= group < 0 ? -group : group;
  }
  if (geography < 0) geography = 0;
  std::int64_t industry = context.industry_full;
  for (std::size_t g = 0; g < context.base_industries.size(); ++g) {
    std::int64_t group = context.base_industries[g];
    for (const auto i : set) {
      for (const IndustryMove& move : context.candidates[i].industries) {
        if (move.group == g) group += move.weight;
      }
    }
    industry -= group < 0 ? -group : group;
  }
  if (industry < 0) industry = 0;
  if (dividend > context.dividend_cap) dividend = context.dividend_cap;
  std::int64_t end_state = linear + dividend + geography + industry;
  if (end_state > Score::one) end_state = Score::one;
  return end_state < penalty ? 0 : end_state - penalty;
}

bool can_pay(const PlanContext& context, const std::vector<CandidateIndex>& set) {
  std::int64_t cash = context.cash;
  for (const auto i : set) {
    cash += context.candidates[i].cash;
    if (context.candidates[i].side == Side::buy && cash < 0) return false;
  }
  return true;
}

bool wanted(const PlanContext& context, const Distinctness& distinctness,
            const std::vector<CandidateIndex>& set) {
  std::set<std::uint32_t> traded;
  for (const auto i : set) traded.insert(context.candidates[i].security);
  for (const auto security : context.required_securities) {
    if (!traded.contains(security)) return false;
  }
  for (const auto& reference : distinctness.references) {
    std::set<CandidateIndex> both(reference.begin(), reference.end());
    std::size_t shared = 0;
    for (const auto i : set) shared += both.count(i);
    both.insert(set.begin(), set.end());
    if (static_cast<double>(shared) / static_cast<double>(both.size()) > 0.5) return false;
  }
  return true;
}

bool before(const RankedSequence& a, const RankedSequence& b) {
  if (a.score.ticks != b.score.ticks) return a.score.ticks > b.score.ticks;
  if (a.priority != b.priority) return a.priority > b.priority;
  if (a.candidates.size() != b.candidates.size()) return a.candidates.size() < b.candidates.size();
  return std::lexicographical_compare(a.candidates.begin(), a.candidates.end(),
                                      b.candidates.begin(), b.candidates.end());
}

bool in_conflict(const PlanContext& context, const std::vector<CandidateIndex>& set) {
  const std::set<CandidateIndex> members(set.begin(), set.end());
  return std::any_of(context.conflicts.begin(), context.conflicts.end(), [&](const auto& pair) {
    return members.contains(pair.first) && members.contains(pair.second);
  });
}

bool within_space(const PlanContext& context, const std::vector<CandidateIndex>& set) {
  return std::all_of(set.begin(), set.end(), [&](auto i) {
    return i < context.sell_count ? i < context.space_sells
                                  : i - context.sell_count < context.space_buys;
  });
}

void add_rules(std::mt19937_64& random, const ProblemShape& shape, PlanContext& context) {
  const std::size_t count = context.candidates.size();
  context.space_sells = context.sell_count;
  context.space_buys = static_cast<std::uint16_t>(count - context.sell_count);
  if (!shape.with_rules) return;
  if (random() % 3 == 0 && context.space_sells > 0) --context.space_sells;
  if (random() % 3 == 0 && context.space_buys > 0) --context.space_buys;
  if (random() % 3 != 0) return;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      if (random() % 5 != 0) continue;
      context.conflicts.push_back({static_cast<CandidateIndex>(i), static_cast<CandidateIndex>(j)});
    }
  }
}

bool within_caps(const PlanContext& context, const std::vector<CandidateIndex>& set) {
  const auto sells = static_cast<std::size_t>(
      std::count_if(set.begin(), set.end(), [&](auto i) { return i < context.sell_count; }));
  return !set.empty() && set.size() <= context.max_depth && sells <= context.max_sells &&
         set.size() - sells <= context.max_buys;
}

}  // namespace

PlanContext random_context(std::mt19937_64& random, const ProblemShape& shape) {
  const std::int64_t unit = Score::one / 64;
  PlanContext context;
  context.base_parts = {between(random, 0, 40) * unit, 0, between(random, 0, 4) * unit, 0, unit};
  context.base_linear = context.base_parts.sum();
  context.base_dividend = between(random, 0, 4) * unit;
  context.dividend_cap = context.base_dividend + between(random, 0, 3) * unit;
  context.geography_full = between(random, 0, 12) * unit;
  const std::int64_t groups = between(random, 0, static_cast<std::int64_t>(shape.most_groups));
  for (std::int64_t i = 0; i < groups; ++i) {
    context.base_groups.push_back(between(random, -4, 4) * unit);
  }
  context.cash = between(random, -4, 12) * 1'000'000;
  add_side(random, Side::sell, shape, context);
  context.sell_count = static_cast<std::uint16_t>(context.candidates.size());
  add_side(random, Side::buy, shape, context);
  add_rules(random, shape, context);
  context.max_depth = static_cast<std::uint16_t>(between(random, 1, 6));
  context.max_sells = static_cast<std::uint16_t>(between(random, 0, 4));
  context.max_buys = static_cast<std::uint16_t>(between(random, 0, 4));
  if (shape.with_industries) add_industries(random, shape, context);
  if (shape.with_required) {
    context.required_securities = random_securities(random, 1 + random() % 2);
    std::sort(context.required_securities.begin(), context.required_securities.end());
  }
  return context;
}

void add_scenarios(std::mt19937_64& random, std::size_t paths, PlanContext& context) {
  const std::int64_t unit = Score::one / 64;
  for (CandidateTerms& one : context.candidates) {
    if (random() % 3 != 0) continue;
    one.parts.total_return = -one.parts.total_return;
    one.linear = one.parts.sum();
    one.dividend = between(random, -2, 2) * unit;
    one.penalty += between(random, 0, 6) * unit;
  }
  const auto column = [&](std::size_t count, auto draw) {
    std::vector<std::int64_t> numbers(count);
    std::generate(numbers.begin(), numbers.end(), draw);
    return numbers;
  };
  const auto factor = [&] { return between(random, 2, 6) * (Score::one / 4); };
  const std::int64_t largest_part = between(random, 4, 24);
  const auto part = [&] { return between(random, largest_part / 2, largest_part) * unit; };
  ScenarioTerms terms;
  terms.mode = random() % 2 == 0 ? PriceScenarios::stochastic : PriceScenarios::monte_carlo;
  terms.paths = static_cast<std::uint16_t>(paths);
  terms.total_return = column(paths, part);
  terms.promise = column(paths, part);
  terms.stability = column(paths, part);
  terms.quality = column(paths, part);
  terms.dividend = column(paths, [&] { return between(random, 0, 5) * unit; });
  terms.groups =
      column(paths * context.base_groups.size(), [&] { return between(random, -4, 4) * unit; });
  terms.industries =
      column(paths * context.base_industries.size(), [&] { return between(random, -4, 4) * unit; });
  terms.ratios = column(paths, factor);
  terms.multipliers = column(paths * context.candidates.size(), factor);
  context.scenarios = terms;
}

Distinctness random_distinctness(std::mt19937_64& random, const PlanContext& context) {
  Distinctness distinctness;
  for (std::size_t i = 0; i < random() % 3; ++i) {
    std::vector<CandidateIndex> reference;
    for (std::size_t index = 0; index < context.candidates.size(); ++index) {
      if (random() % 4 == 0) reference.push_back(static_cast<CandidateIndex>(index));
    }
    distinctness.references.push_back(reference);
  }
  return distinctness;
}

SearchResult brute_force(const PlanContext& context, const Distinctness& distinctness,
                         std::size_t keep) {
  SearchResult result;
  for (std::uint64_t mask = 1; mask < std::uint64_t{1} << context.candidates.size(); ++mask) {
    if (std::popcount(mask) > context.max_depth) continue;
    std::vector<CandidateIndex> set;
    std::set<std::uint32_t> securities;
    for (std::size_t i = 0; i < context.candidates.size(); ++i) {
      if ((mask >> i & 1U) == 0) continue;
      set.push_back(static_cast<CandidateIndex>(i));
      securities.insert(context.candidates[i].security);
    }
    if (!within_caps(context, set) || !within_space(context, set)) continue;
    if (securities.size() < set.size() || in_conflict(context, set)) {
      ++result.outside;
    } else if (!can_pay(context, set)) {
      ++result.infeasible;
    } else {
      ++result.evaluated;
      if (!wanted(context, distinctness, set)) continue;
      std::int64_t priority = 0;
      for (const auto i : set) priority += context.candidates[i].priority;
      const Score score = context.scenarios ? scenario_scores(context, set).combined
                                            : Score{plain_score(context, set)};
      result.best.push_back({score, priority, set});
    }
  }
  std::sort(result.best.begin(), result.best.end(), before);
  if (result.best.size() > keep) result.best.resize(keep);
  return result;
}

}  // namespace ballast::planner::test
