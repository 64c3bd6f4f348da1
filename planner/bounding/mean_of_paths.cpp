// Shares no code with the search: all from the plain evaluation of a path, in its own words.
#include "planner/bounding/mean_of_paths.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "planner/bounding/wide.hpp"
#include "planner/evaluation/scenario_paths.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

bool may_be_traded(const PlanContext& context, std::size_t index) {
  if (index < context.sell_count) return index < context.space_sells;
  return index - context.sell_count < context.space_buys;
}

/// The terms of one path, and how much of them may count without bending the score upward.
struct Path {
  PlanContext base;
  std::vector<CandidateTerms> trades;  // one a candidate; as today where it may not be traded
  Wide raised = 0;                     // what keeps all that is linear from falling below zero
  Wide geography_part = 0;             // of 2^30: so much of each deviation counts
  Wide industry_part = 0;
};

std::int64_t all_industries(const CandidateTerms& terms) {
  std::int64_t all = 0;
  for (const IndustryMove& move : terms.industries) all += std::abs(move.weight);
  return all;
}

/// Returns the part of deviations that may count for `full` to cover them however trades add up.
Wide covered_part(std::int64_t full, const std::vector<std::int64_t>& base, std::int64_t widest,
                  std::int64_t trades) {
  Wide deviation = static_cast<Wide>(trades) * widest;
  for (const std::int64_t group : base) deviation += std::abs(group);
  return deviation <= full ? multiplier_one : widened(full) / deviation;
}

Path read_path(const PlanContext& context, std::size_t number) {
  Path path{view_of_path(context, number, {}).context, context.candidates};
  std::vector<std::int64_t> losses;
  std::int64_t widest_group = 0;
  std::int64_t widest_industries = 0;
  for (std::size_t i = 0; i < path.trades.size(); ++i) {
    if (!may_be_traded(context, i)) continue;
    const CandidateTerms terms = terms_on_path(context, number, static_cast<CandidateIndex>(i));
    const std::int64_t least =
        terms.linear - terms.penalty + std::min<std::int64_t>(0, terms.dividend);
    losses.push_back(std::min<std::int64_t>(0, least));
    widest_group = std::max(widest_group, std::abs(terms.group_weight));
    widest_industries = std::max(widest_industries, all_industries(terms));
    path.trades[i] = terms;
  }
  std::sort(losses.begin(), losses.end());
  losses.resize(std::min<std::size_t>(losses.size(), context.max_depth));
  const PlanContext& base = path.base;
  Wide lowest = base.base_linear;
  lowest += std::min(base.dividend_cap, base.base_dividend);
  for (const std::int64_t loss : losses) lowest += loss;
  path.raised = std::max<Wide>(0, -lowest);
  const auto trades = static_cast<std::int64_t>(losses.size());
  path.geography_part = covered_part(base.geography_full, base.base_groups, widest_group, trades);
  path.industry_part =
      covered_part(base.industry_full, base.base_industries, widest_industries, trades);
  return path;
}

/// Returns what a trade may add to the linear part of a path's score: cash may not suffice for a
/// purchase there, and then nothing of it counts.
Wide linear_part(const CandidateTerms& terms) {
  const Wide added = static_cast<Wide>(terms.linear) - terms.penalty;
  if (terms.side == Side::sell) return added;
  const Wide skipped = static_cast<Wide>(std::abs(terms.group_weight)) + all_industries(terms) -
                       added + std::max<std::int64_t>(0, -terms.dividend);
  return added + std::max<Wide>(0, skipped);
}

/// A number's weighted sum over paths.
struct SumOfPaths {
  Wide value = 0;

  void add(std::int64_t weight, Wide number) { value += weight * number; }
  [[nodiscard]] std::int64_t mean() const {
    const Wide down = value / path_weight_one;
    return static_cast<std::int64_t>(down * path_weight_one < value ? down + 1 : down);
  }
};

Wide counted(Wide part, std::int64_t deviation) {
  return (part * deviation) >> multiplier_fraction_bits;
}

struct TradeSums {
  SumOfPaths linear, dividend, group_weight;
  std::vector<SumOfPaths> industries{};
};

struct SumsOfPaths {
  SumOfPaths linear, dividend, dividend_cap, geography_full, industry_full;
  std::vector<SumOfPaths> groups{}, industries{};
  std::vector<TradeSums> trades{};

  explicit SumsOfPaths(const PlanContext& context)
      : groups(context.base_groups.size()), industries(context.base_industries.size()) {
    for (const CandidateTerms& terms : context.candidates) {
      trades.push_back({{}, {}, {}, std::vector<SumOfPaths>(terms.industries.size())});
    }
  }

  void add(std::int64_t weight, const Path& path) {
    const PlanContext& base = path.base;
    linear.add(weight, base.base_linear + path.raised);
    dividend.add(weight, base.base_dividend);
    dividend_cap.add(weight, base.dividend_cap);
    geography_full.add(weight, base.geography_full);
    industry_full.add(weight, base.industry_full);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      groups[g].add(weight, counted(path.geography_part, base.base_groups[g]));
    }
    for (std::size_t i = 0; i < industries.size(); ++i) {
      industries[i].add(weight, counted(path.industry_part, base.base_industries[i]));
    }
    for (std::size_t i = 0; i < trades.size(); ++i) add_trade(weight, path, i);
  }

  void add_trade(std::int64_t weight, const Path& path, std::size_t index) {
    const CandidateTerms& terms = path.trades[index];
    TradeSums& sums = trades[index];
    sums.linear.add(weight, linear_part(terms));
    sums.dividend.add(weight, terms.dividend);
    sums.group_weight.add(weight, counted(path.geography_part, terms.group_weight));
    for (std::size_t i = 0; i < sums.industries.size(); ++i) {
      sums.industries[i].add(weight, counted(path.industry_part, terms.industries[i].weight));
    }
  }
};

std::vector<std::size_t> worst_of_nothing_first(const PlanContext& context) {
  const std::vector<std::int64_t> scores = path_scores(context, {});
  std::vector<std::size_t> paths(scores.size());
  std::iota(paths.begin(), paths.end(), std::size_t{0});
  std::stable_sort(paths.begin(), paths.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  return paths;
}

/// Rounding takes less than two ticks, and one of its weight's excess, off each deviation and move.
std::int64_t lost_in_rounding(std::size_t groups, std::int64_t trades) {
  return 3 * static_cast<std::int64_t>(groups) * (1 + trades);
}

}  // namespace

PlanContext mean_of_paths(const PlanContext& context, const PathShares& shares) {
  const PathWeights weights = weights_of(scenario_mode(context.scenarios->mode)->weights, shares);
  SumsOfPaths sums(context);
  std::size_t place = 0;
  for (const std::size_t path : worst_of_nothing_first(context)) {
    sums.add(weights[place++], read_path(context, path));
  }
  PlanContext mean = context;
  mean.scenarios.reset();
  mean.base_linear = sums.linear.mean();
  mean.base_parts = {mean.base_linear, 0, 0, 0, 0};
  mean.base_dividend = sums.dividend.mean();
  mean.dividend_cap = sums.dividend_cap.mean();
  mean.geography_full =
      sums.geography_full.mean() + lost_in_rounding(sums.groups.size(), context.max_depth);
  mean.industry_full =
      sums.industry_full.mean() + lost_in_rounding(sums.industries.size(), context.max_depth);
  for (std::size_t g = 0; g < sums.groups.size(); ++g) mean.base_groups[g] = sums.groups[g].mean();
  for (std::size_t i = 0; i < sums.industries.size(); ++i) {
    mean.base_industries[i] = sums.industries[i].mean();
  }
  for (std::size_t i = 0; i < sums.trades.size(); ++i) {
    if (!may_be_traded(context, i)) continue;
    CandidateTerms& terms = mean.candidates[i];
    const TradeSums& of_trade = sums.trades[i];
    terms.linear = of_trade.linear.mean();
    terms.parts = {terms.linear, 0, 0, 0, 0};
    terms.penalty = 0;
    terms.dividend = of_trade.dividend.mean();
    terms.group_weight = of_trade.group_weight.mean();
    for (std::size_t m = 0; m < of_trade.industries.size(); ++m) {
      terms.industries[m].weight = of_trade.industries[m].mean();
    }
  }
  return mean;
}

}  // namespace ballast::planner
