#include "planner/evaluation/scenario_prefix.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "planner/scenarios/combination.hpp"

namespace ballast::planner {
namespace {

/// What one trade makes of the sums on one path.
struct PathSums {
  std::int64_t linear;
  std::int64_t dividend;
  std::int64_t deviation;
  std::int64_t penalty;
  std::int64_t cash;
  std::int64_t group;
};

/// `always`: -1 for a sale, which is carried out whatever cash there is; 0 for a purchase.
inline PathSums with_trade(const PathSums& before, const TradeColumns& trade, std::size_t path,
                           std::int64_t always) {
  const std::int64_t cash = before.cash + trade.cash[path];
  const std::int64_t executed = always | ~(cash >> 63);
  const std::int64_t group = before.group + (trade.group_weight[path] & executed);
  return {before.linear + (trade.linear[path] & executed),
          before.dividend + (trade.dividend[path] & executed),
          before.deviation - std::abs(before.group) + std::abs(group),
          before.penalty + (trade.penalty[path] & executed),
          before.cash + (trade.cash[path] & executed),
          group};
}

/// `industry`: what the industry part adds.
inline std::int64_t score_of(const PathSums& sums, std::int64_t dividend_cap,
                             std::int64_t geography_full, std::int64_t industry) {
  const std::int64_t end_state = sums.linear + std::min(dividend_cap, sums.dividend) +
                                 std::max<std::int64_t>(0, geography_full - sums.deviation) +
                                 industry;
  return std::max<std::int64_t>(0, std::min(Score::one, end_state) - sums.penalty);
}

}  // namespace

ScenarioPrefix::ScenarioPrefix(const PlanContext& context, TradesWanted wanted)
    : columns_(context, wanted),
      groups_(columns_.base_groups),
      industries_(columns_.base_industries),
      scores_(columns_.paths) {
  Level base;
  base.linear = columns_.base_linear;
  base.dividend = columns_.base_dividend;
  base.deviation.assign(columns_.paths, 0);
  for (const Column64& group : groups_) {
    for (std::size_t path = 0; path < columns_.paths; ++path) {
      base.deviation[path] += std::abs(group[path]);
    }
  }
  if (moves_industries()) base.industry_deviation.assign(columns_.paths, 0);
  for (const Column64& group : industries_) {
    for (std::size_t path = 0; path < columns_.paths; ++path) {
      base.industry_deviation[path] += std::abs(group[path]);
    }
  }
  deviations_ = base.industry_deviation;
  base.penalty.assign(columns_.paths, 0);
  base.cash.assign(columns_.paths, columns_.cash);
  for (std::size_t path = 0; path < columns_.paths; ++path) {
    scores_[path] =
        score_of({base.linear[path], base.dividend[path], base.deviation[path], 0, 0, 0},
                 columns_.dividend_cap, columns_.geography_full, industry_on(path));
  }
  levels_.resize(max_sequence_length + 1, base);
  for (Level& level : levels_) level.group_before.resize(columns_.paths);
  rate(levels_.front());
  update_bound();
}

std::int64_t ScenarioPrefix::floor_numerator(std::int64_t floor) const {
  if (floor <= 0) return 0;  // no score is below; without a floor it is the lowest number
  if (floor > Score::one) return std::numeric_limits<std::int64_t>::max();
  return (floor * combined_denominator(columns_.paths)) >> 4;
}

void ScenarioPrefix::follow(std::span<const CandidateIndex> chosen) {
  const auto shared = std::mismatch(pushed_.begin(), pushed_.end(), chosen.begin(), chosen.end());
  const auto keep = static_cast<std::size_t>(shared.first - pushed_.begin());
  while (pushed_.size() > keep) pop();
  chosen_.assign(chosen.begin(), chosen.end());
  update_bound();
}

void ScenarioPrefix::update_bound() {
  bound_ = coarse(levels_[pushed_.size()].numerator);
  for (std::size_t i = pushed_.size(); i < chosen_.size(); ++i) {
    bound_ += columns_.trades[chosen_[i]].reach;
  }
}

void ScenarioPrefix::push(CandidateIndex index) {
  const TradeColumns& trade = columns_.trades[index];
  const Level& from = levels_[pushed_.size()];
  Level& to = levels_[pushed_.size() + 1];
  Column64& group = groups_[trade.group];
  const std::int64_t always = trade.buys ? 0 : -1;
  to.group_before = group;
  if (moves_industries()) {
    deviate(trade, 0, columns_.paths);
    to.industry_deviation = deviations_;
    move_industries(trade, 1);
  }
  for (std::size_t path = 0; path < columns_.paths; ++path) {
    const PathSums sums = with_trade({from.linear[path], from.dividend[path], from.deviation[path],
                                      from.penalty[path], from.cash[path], group[path]},
                                     trade, path, always);
    to.linear[path] = sums.linear;
    to.dividend[path] = sums.dividend;
    to.deviation[path] = sums.deviation;
    to.penalty[path] = sums.penalty;
    to.cash[path] = sums.cash;
    group[path] = sums.group;
    scores_[path] =
        score_of(sums, columns_.dividend_cap, columns_.geography_full, industry_on(path));
  }
  rate(to);
  pushed_.push_back(index);
}

void ScenarioPrefix::pop() {
  const TradeColumns& trade = columns_.trades[pushed_.back()];
  groups_[trade.group].swap(levels_[pushed_.size()].group_before);
  pushed_.pop_back();
  if (moves_industries()) move_industries(trade, -1);
}

/// Fills in what the industries deviate by on some paths if this trade is added.
void ScenarioPrefix::deviate(const TradeColumns& trade, std::size_t begin, std::size_t end) {
  const Level& from = levels_[pushed_.size()];
  const std::int64_t always = trade.buys ? 0 : -1;
  for (std::size_t path = begin; path < end; ++path) {
    deviations_[path] = from.industry_deviation[path];
  }
  for (const IndustryColumn& move : trade.industries) {
    const Column64& group = industries_[move.group];
    for (std::size_t path = begin; path < end; ++path) {
      const std::int64_t executed = always | ~((from.cash[path] + trade.cash[path]) >> 63);
      deviations_[path] +=
          std::abs(group[path] + (move.weight[path] & executed)) - std::abs(group[path]);
    }
  }
}

/// Adds (sign 1) or takes away (-1) a trade that comes after those whose sums are made.
void ScenarioPrefix::move_industries(const TradeColumns& trade, std::int64_t sign) {
  const Level& from = levels_[pushed_.size()];
  const std::int64_t always = trade.buys ? 0 : -1;
  for (const IndustryColumn& move : trade.industries) {
    Column64& group = industries_[move.group];
    for (std::size_t path = 0; path < columns_.paths; ++path) {
      const std::int64_t executed = always | ~((from.cash[path] + trade.cash[path]) >> 63);
      group[path] += sign * (move.weight[path] & executed);
    }
  }
}

void ScenarioPrefix::complete() {
  for (std::size_t i = pushed_.size(); i < chosen_.size(); ++i) push(chosen_[i]);
  update_bound();
}

/// Fills in what a level needs to bound others, from the scores on all paths.
void ScenarioPrefix::rate(Level& level) {
  const std::size_t blocks = (columns_.paths + paths_per_block - 1) / paths_per_block;
  level.score_from_block.assign(blocks + 1, 0);
  for (std::size_t path = 0; path < columns_.paths; ++path) {
    level.score_from_block[path / paths_per_block] += scores_[path];
  }
  for (std::size_t block = blocks; block-- > 0;) {
    level.score_from_block[block] += level.score_from_block[block + 1];
  }
  level.tenth_percentile = tenth_percentile();
  level.numerator = combined_numerator(columns_.weights, columns_.paths,
                                       *std::min_element(scores_.begin(), scores_.end()),
                                       level.tenth_percentile, level.score_from_block.front());
}

std::int64_t ScenarioPrefix::tenth_percentile() {
  if (columns_.weights.tenth_percentile == 0) return 0;
  sorted_ = scores_;
  const auto at = sorted_.begin() + static_cast<std::ptrdiff_t>(columns_.paths / 10);
  std::nth_element(sorted_.begin(), at, sorted_.end());
  return *at;
}

void ScenarioPrefix::score_block(const TradeColumns& trade, std::size_t begin, std::size_t end) {
  if (moves_industries()) {
    deviate(trade, begin, end);
    score_block_with(trade, begin, end, [this](std::size_t path) {
      return std::max<std::int64_t>(0, columns_.industry_full - deviations_[path]);
    });
  } else {
    score_block_with(trade, begin, end,
                     [full = columns_.industry_full](std::size_t /*path*/) { return full; });
  }
}

template <class Industry>
void ScenarioPrefix::score_block_with(const TradeColumns& trade, std::size_t begin, std::size_t end,
                                      Industry industry) {
  const Level& from = levels_[pushed_.size()];
  const Column64& group = groups_[trade.group];
  const std::int64_t always = trade.buys ? 0 : -1;
  for (std::size_t path = begin; path < end; ++path) {
    const PathSums sums = with_trade({from.linear[path], from.dividend[path], from.deviation[path],
                                      from.penalty[path], from.cash[path], group[path]},
                                     trade, path, always);
    scores_[path] = score_of(sums, columns_.dividend_cap, columns_.geography_full, industry(path));
  }
}

std::size_t ScenarioPrefix::median_path() {
  places_.resize(columns_.paths);
  std::iota(places_.begin(), places_.end(), std::size_t{0});
  const auto median = places_.begin() + static_cast<std::ptrdiff_t>((columns_.paths - 1) / 2);
  std::nth_element(places_.begin(), median, places_.end(), [this](std::size_t a, std::size_t b) {
    if (scores_[a] != scores_[b]) return scores_[a] < scores_[b];
    return columns_.order[a] < columns_.order[b];
  });
  return columns_.order[*median];
}

std::int64_t ScenarioPrefix::score_set(std::span<const CandidateIndex> set, std::int64_t floor) {
  if (set.empty()) {
    return levels_.front().numerator / combined_denominator(columns_.paths);
  }
  follow(set.first(set.size() - 1));
  return score(set.back(), floor);
}

std::int64_t ScenarioPrefix::score(CandidateIndex last, std::int64_t floor) {
  constexpr std::int64_t below = -1;
  if (pushed_.size() < chosen_.size()) complete();
  if (!may_reach(last, floor)) return below;
  const TradeColumns& trade = columns_.trades[last];
  const Level& from = levels_[pushed_.size()];
  const std::int64_t highest_percentile =
      std::min(Score::one, from.tenth_percentile + trade.most_on_a_path);
  const std::int64_t wanted = floor_numerator(floor);
  std::int64_t worst = Score::one;
  std::int64_t sum = 0;
  for (std::size_t begin = 0; begin < columns_.paths; begin += paths_per_block) {
    const std::size_t end = std::min(columns_.paths, begin + paths_per_block);
    score_block(trade, begin, end);
    for (std::size_t path = begin; path < end; ++path) {
      worst = std::min(worst, scores_[path]);
      sum += scores_[path];
    }
    const std::size_t next = begin / paths_per_block + 1;
    const std::int64_t rest = std::min(static_cast<std::int64_t>(columns_.paths - end) * Score::one,
                                       from.score_from_block[next] + trade.most_from_block[next]);
    const std::int64_t highest =
        combined_numerator(columns_.weights, columns_.paths, worst, highest_percentile, sum + rest);
    if (floor > 0 && coarse(highest) < wanted) return below;
  }
  return combined_numerator(columns_.weights, columns_.paths, worst, tenth_percentile(), sum) /
         combined_denominator(columns_.paths);
}

}  // namespace ballast::planner
