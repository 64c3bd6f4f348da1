#include "planner/evaluation/scenario_columns.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <numeric>

#include "planner/evaluation/scenario_paths.hpp"

namespace ballast::planner {
namespace {

/// The places of paths, those on which doing nothing scores worst first.
std::vector<std::size_t> worst_first(const PlanContext& context) {
  const std::vector<std::int64_t> scores = path_scores(context, {});
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  return order;
}

Column64 in_order(const std::int64_t* column, const std::vector<std::size_t>& order) {
  Column64 out;
  out.reserve(order.size());
  for (const std::size_t path : order) out.push_back(column[path]);
  return out;
}

TradeColumns columns_of(const PlanContext& context, CandidateIndex index,
                        const std::vector<std::size_t>& order) {
  TradeColumns trade;
  const CandidateTerms& today = context.candidates[index];
  trade.buys = today.side == Side::buy;
  trade.group = today.group == no_group ? context.base_groups.size() : today.group;
  for (const IndustryMove& move : today.industries) trade.industries.push_back({move.group, {}});
  for (const std::size_t path : order) {
    const CandidateTerms terms = terms_on_path(context, path, index);
    trade.linear.push_back(terms.linear);
    trade.dividend.push_back(terms.dividend);
    trade.group_weight.push_back(terms.group_weight);
    trade.penalty.push_back(terms.penalty);
    trade.cash.push_back(terms.cash);
    trade.least_cash = trade.cash.size() == 1 ? terms.cash : std::min(trade.least_cash, terms.cash);
    for (std::size_t i = 0; i < trade.industries.size(); ++i) {
      trade.industries[i].weight.push_back(terms.industries[i].weight);
    }
  }
  return trade;
}

/// The highest and the lowest that a sum can become by any of the numbers added to it.
struct Reach {
  std::int64_t highest;
  std::int64_t lowest;

  void add(std::int64_t number) {
    highest = std::min(largest, highest + std::max<std::int64_t>(0, number));
    lowest = std::max(-largest, lowest + std::min<std::int64_t>(0, number));
  }

  static constexpr std::int64_t largest = std::int64_t{1} << 60;
};

/// Whether on no path any sales can take the score to where it is cut at 0 or at 1. Then a sale
/// changes it by its terms, and not only by at most nothing.
bool sales_stay_within_limits(const ScenarioColumns& all) {
  for (std::size_t path = 0; path < all.paths; ++path) {
    Reach linear{all.base_linear[path], all.base_linear[path]};
    Reach dividend{all.base_dividend[path], all.base_dividend[path]};
    for (const TradeColumns& trade : all.trades) {
      if (trade.buys || trade.linear.empty()) continue;
      linear.add(trade.linear[path]);
      linear.add(-trade.penalty[path]);
      dividend.add(trade.dividend[path]);
    }
    const std::int64_t highest = linear.highest + std::min(all.dividend_cap, dividend.highest) +
                                 all.geography_full + all.industry_full;
    const std::int64_t lowest = linear.lowest + std::min(all.dividend_cap, dividend.lowest);
    if (highest > Score::one || lowest < 0) return false;
  }
  return true;
}

/// Returns the most that so many trades add to a sum on a path.
std::int64_t most_added(const ScenarioColumns& all, const Column64 TradeColumns::*column,
                        std::size_t path, std::size_t trades) {
  std::vector<std::int64_t> numbers;
  for (const TradeColumns& trade : all.trades) {
    const Column64& one = trade.*column;
    if (!one.empty() && one[path] > 0) numbers.push_back(one[path]);
  }
  const std::size_t count = std::min(trades, numbers.size());
  std::partial_sort(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(count),
                    numbers.end(), std::greater<>{});
  return std::accumulate(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(count),
                         std::int64_t{0});
}

/// Returns whether on no path a set of so many trades has more dividend than counts, or a score
/// that is cut at one.
bool nothing_is_cut(const ScenarioColumns& all, std::size_t trades) {
  for (std::size_t path = 0; path < all.paths; ++path) {
    const std::int64_t dividend =
        all.base_dividend[path] + most_added(all, &TradeColumns::dividend, path, trades);
    const std::int64_t linear =
        all.base_linear[path] + most_added(all, &TradeColumns::linear, path, trades);
    if (dividend > all.dividend_cap) return false;
    if (linear + dividend + all.geography_full + all.industry_full > Score::one) return false;
  }
  return true;
}

/// Fills in the bounds. Deviations change by at most the trade's own weights, the dividend part by
/// at most its own; cutting at the cap, at 0 and at 1 makes differences smaller, a purchase may
/// be skipped, and no score changes by more than one.
void bound(const ScenarioColumns& all, bool sales_may_lower, TradeColumns& trade) {
  const std::size_t blocks = (all.paths + paths_per_block - 1) / paths_per_block;
  trade.most_from_block.assign(blocks + 1, 0);
  trade.most_on_a_path = -Score::one;
  for (std::size_t path = 0; path < all.paths; ++path) {
    std::int64_t most = trade.linear[path] + std::max<std::int64_t>(0, trade.dividend[path]) +
                        std::abs(trade.group_weight[path]) - trade.penalty[path];
    for (const IndustryColumn& industry : trade.industries) most += std::abs(industry.weight[path]);
    if (trade.buys || !sales_may_lower) most = std::max<std::int64_t>(0, most);
    most = std::clamp(most, -Score::one, Score::one);
    trade.most_on_a_path = std::max(trade.most_on_a_path, most);
    trade.most_from_block[path / paths_per_block] += most;
  }
  for (std::size_t block = blocks; block-- > 0;) {
    trade.most_from_block[block] += trade.most_from_block[block + 1];
  }
  trade.reach = coarse(combined_numerator(all.weights, all.paths, trade.most_on_a_path,
                                          trade.most_on_a_path, trade.most_from_block.front()));
}

}  // namespace

ScenarioColumns::ScenarioColumns(const PlanContext& context, TradesWanted wanted)
    : weights(scenario_mode(context.scenarios->mode)->weights),
      paths(context.scenarios->paths),
      dividend_cap(context.dividend_cap),
      geography_full(context.geography_full),
      industry_full(context.industry_full),
      cash(context.cash) {
  const ScenarioTerms& terms = *context.scenarios;
  order = worst_first(context);
  for (const std::size_t path : order) {
    base_linear.push_back(terms.total_return[path] + terms.promise[path] + terms.stability[path] +
                          terms.quality[path] + context.base_parts.opinion);
  }
  base_dividend = in_order(terms.dividend.data(), order);
  for (std::size_t group = 0; group < context.base_groups.size(); ++group) {
    base_groups.push_back(in_order(terms.groups.data() + group * paths, order));
  }
  base_groups.emplace_back(paths, 0);
  for (std::size_t group = 0; group < context.base_industries.size(); ++group) {
    base_industries.push_back(in_order(terms.industries.data() + group * paths, order));
  }
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const bool in_space = i < context.sell_count ? i < context.space_sells
                                                 : i < context.sell_count + context.space_buys;
    const bool build = wanted == TradesWanted::all || in_space;
    trades.push_back(build ? columns_of(context, static_cast<CandidateIndex>(i), order)
                           : TradeColumns{});
  }
  const bool sales_may_lower = sales_stay_within_limits(*this);
  for (TradeColumns& trade : trades) {
    if (!trade.linear.empty()) bound(*this, sales_may_lower, trade);
  }
}

void ScenarioColumns::make_net(std::size_t most_trades) {
  if (!nothing_is_cut(*this, most_trades)) return;
  net = true;
  for (std::size_t path = 0; path < paths; ++path) base_linear[path] += base_dividend[path];
  base_dividend.clear();
  for (TradeColumns& trade : trades) {
    for (std::size_t path = 0; path < trade.linear.size(); ++path) {
      trade.linear[path] += trade.dividend[path] - trade.penalty[path];
    }
    trade.dividend.clear();
    trade.penalty.clear();
  }
}

}  // namespace ballast::planner
