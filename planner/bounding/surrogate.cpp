#include "planner/bounding/surrogate.hpp"

#include <algorithm>
#include <cstdlib>

#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// Returns the weighted mean of what a function says of each path.
template <class Number>
Wide weighted_sum(const PathWeights& weights, Number number_on) {
  Wide sum = 0;
  for (std::size_t path = 0; path < weights.size(); ++path) {
    sum += static_cast<Wide>(weights[path]) * number_on(path);
  }
  return sum;
}

std::int64_t rounded_up(Wide sum) {
  const Wide floor = sum / path_weight_one;
  return static_cast<std::int64_t>(floor * path_weight_one < sum ? floor + 1 : floor);
}

std::int64_t part_of(std::int64_t part, std::int64_t number) {
  return static_cast<std::int64_t>((static_cast<Wide>(part) * number) >> multiplier_fraction_bits);
}

/// Returns how much of deviations of at most `widest` may count for a part of `full` never to be
/// below zero; such a part is then not below the one that is cut at zero.
std::int64_t part_that_lasts(std::int64_t full, std::int64_t widest) {
  if (widest <= full) return multiplier_one;
  return static_cast<std::int64_t>(widened(full) / widest);
}

std::int64_t moved_industries(const TradeColumns& trade, std::size_t path) {
  std::int64_t moved = 0;
  for (const IndustryColumn& move : trade.industries) moved += std::abs(move.weight[path]);
  return moved;
}

/// The most that a path's score gains where cash does not suffice for a purchase there.
std::int64_t gain_of_skipping(const TradeColumns& trade, std::size_t path) {
  if (!trade.buys) return 0;
  const std::int64_t gain = std::abs(trade.group_weight[path]) + moved_industries(trade, path) +
                            trade.penalty[path] - trade.linear[path] +
                            std::max<std::int64_t>(0, -trade.dividend[path]);
  return std::max<std::int64_t>(0, gain);
}

std::int64_t deviation_on(const std::vector<Column64>& groups, std::size_t path) {
  std::int64_t deviation = 0;
  for (const Column64& group : groups) deviation += std::abs(group[path]);
  return deviation;
}

}  // namespace

Surrogates::Surrogates(const PlanContext& context)
    : context_(&context), columns_(context, TradesWanted::of_space) {
  for (std::size_t path = 0; path < columns_.paths; ++path) straight_.push_back(straighten(path));
}

Surrogates::Straightening Surrogates::straighten(std::size_t path) const {
  std::vector<std::int64_t> losses;
  std::int64_t widest_group = 0;
  std::int64_t widest_industry = 0;
  for (const TradeColumns& trade : columns_.trades) {
    if (trade.linear.empty()) continue;
    losses.push_back(
        std::min<std::int64_t>(0, trade.linear[path] - trade.penalty[path] +
                                      std::min<std::int64_t>(0, trade.dividend[path])));
    widest_group = std::max(widest_group, std::abs(trade.group_weight[path]));
    widest_industry = std::max(widest_industry, moved_industries(trade, path));
  }
  const std::size_t depth = std::min<std::size_t>(context_->max_depth, losses.size());
  std::partial_sort(losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(depth),
                    losses.end());
  std::int64_t lowest =
      columns_.base_linear[path] + std::min(columns_.dividend_cap, columns_.base_dividend[path]);
  for (std::size_t i = 0; i < depth; ++i) lowest += losses[i];
  const auto trades = static_cast<std::int64_t>(depth);
  return {std::max<std::int64_t>(0, -lowest),
          part_that_lasts(columns_.geography_full,
                          deviation_on(columns_.base_groups, path) + trades * widest_group),
          part_that_lasts(columns_.industry_full,
                          deviation_on(columns_.base_industries, path) + trades * widest_industry)};
}

PlanContext Surrogates::with(const PathWeights& weights) const {
  PlanContext to = *context_;
  to.scenarios.reset();
  add_base(weights, to);
  for (std::size_t i = 0; i < columns_.trades.size(); ++i) {
    if (columns_.trades[i].linear.empty()) continue;
    add_trade(weights, static_cast<CandidateIndex>(i), to);
  }
  return to;
}

void Surrogates::add_base(const PathWeights& weights, PlanContext& to) const {
  to.base_linear = rounded_up(weighted_sum(weights, [&](std::size_t path) {
    return columns_.base_linear[path] + straight_[path].raised;
  }));
  to.base_parts = {to.base_linear, 0, 0, 0, 0};
  to.base_dividend = rounded_up(
      weighted_sum(weights, [&](std::size_t path) { return columns_.base_dividend[path]; }));
  to.dividend_cap =
      rounded_up(weighted_sum(weights, [&](std::size_t) { return columns_.dividend_cap; }));
  for (std::size_t g = 0; g < to.base_groups.size(); ++g) {
    to.base_groups[g] = rounded_up(weighted_sum(weights, [&](std::size_t path) {
      return part_of(straight_[path].geography_part, columns_.base_groups[g][path]);
    }));
  }
  for (std::size_t i = 0; i < to.base_industries.size(); ++i) {
    to.base_industries[i] = rounded_up(weighted_sum(weights, [&](std::size_t path) {
      return part_of(straight_[path].industry_part, columns_.base_industries[i][path]);
    }));
  }
  // Each rounded deviation and move is off by less than two ticks and a tick of its weight's
  // excess.
  constexpr std::int64_t off = 3;
  const auto roundings = [&](std::size_t groups) {
    return off * static_cast<std::int64_t>(groups) * (1 + context_->max_depth);
  };
  to.geography_full =
      rounded_up(weighted_sum(weights, [&](std::size_t) { return columns_.geography_full; })) +
      roundings(to.base_groups.size());
  to.industry_full =
      rounded_up(weighted_sum(weights, [&](std::size_t) { return columns_.industry_full; })) +
      roundings(to.base_industries.size());
}

void Surrogates::add_trade(const PathWeights& weights, CandidateIndex index,
                           PlanContext& to) const {
  const TradeColumns& trade = columns_.trades[index];
  CandidateTerms& terms = to.candidates[index];
  terms.penalty = 0;
  terms.linear = rounded_up(weighted_sum(weights, [&](std::size_t path) {
    return trade.linear[path] - trade.penalty[path] + gain_of_skipping(trade, path);
  }));
  terms.parts = {terms.linear, 0, 0, 0, 0};
  terms.dividend =
      rounded_up(weighted_sum(weights, [&](std::size_t path) { return trade.dividend[path]; }));
  terms.group_weight = rounded_up(weighted_sum(weights, [&](std::size_t path) {
    return part_of(straight_[path].geography_part, trade.group_weight[path]);
  }));
  for (std::size_t i = 0; i < terms.industries.size(); ++i) {
    terms.industries[i].weight = rounded_up(weighted_sum(weights, [&](std::size_t path) {
      return part_of(straight_[path].industry_part, trade.industries[i].weight[path]);
    }));
  }
}

std::vector<std::int64_t> Surrogates::scores_of(const std::vector<CandidateIndex>& set) const {
  std::vector<std::int64_t> scores;
  std::vector<std::int64_t> groups(columns_.base_groups.size());
  for (std::size_t path = 0; path < columns_.paths; ++path) {
    std::int64_t linear = columns_.base_linear[path];
    std::int64_t dividend = columns_.base_dividend[path];
    for (std::size_t g = 0; g < groups.size(); ++g) groups[g] = columns_.base_groups[g][path];
    for (const CandidateIndex index : set) {
      const TradeColumns& trade = columns_.trades[index];
      linear += trade.linear[path] - trade.penalty[path];
      dividend += trade.dividend[path];
      groups[trade.group] += trade.group_weight[path];
    }
    std::int64_t deviation = 0;
    for (const std::int64_t group : groups) deviation += std::abs(group);
    scores.push_back(linear + std::min(columns_.dividend_cap, dividend) +
                     std::max<std::int64_t>(0, columns_.geography_full - deviation));
  }
  return scores;
}

}  // namespace ballast::planner
