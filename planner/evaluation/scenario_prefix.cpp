#include "planner/evaluation/scenario_prefix.hpp"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "planner/scenarios/combination.hpp"

namespace ballast::planner {

ScenarioPrefix::ScenarioPrefix(const PlanContext& context, TradesWanted wanted, KernelWidth width)
    : columns_(context, wanted),
      groups_(columns_.base_groups),
      industries_(columns_.base_industries),
      scores_(columns_.paths),
      worst_of_block_((columns_.paths + paths_per_block - 1) / paths_per_block),
      low_(columns_.paths + sieve_overhang),
      high_(columns_.paths + sieve_overhang),
      sieves_(sieves_of(width)),
      score_paths_(path_kernel(width)) {
  columns_.make_net(wanted == TradesWanted::all ? max_sequence_length
                                                : std::size_t{context.max_depth});
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
  if (!columns_.net) base.penalty.assign(columns_.paths, 0);
  base.cash.assign(columns_.paths, columns_.cash);
  base.least_cash = columns_.cash;
  levels_.resize(max_sequence_length + 1, base);
  for (Level& level : levels_) level.group_before.resize(columns_.paths);
  const Column64& zeros = groups_.back();
  TradeColumns nothing;
  nothing.linear = nothing.group_weight = nothing.cash = zeros;
  if (!columns_.net) nothing.dividend = nothing.penalty = zeros;
  nothing.group = groups_.size() - 1;
  if (moves_industries()) deviate(nothing, 0, columns_.paths);
  rate(nothing, nullptr, levels_.front());
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
  Level& to = levels_[pushed_.size() + 1];
  Column64& group = groups_[trade.group];
  to.group_before = group;
  if (moves_industries()) {
    deviate(trade, 0, columns_.paths);
    to.industry_deviation = deviations_;
  }
  const PathSums sums{to.linear.data(),  to.dividend.data(), to.deviation.data(),
                      to.penalty.data(), to.cash.data(),     group.data()};
  rate(trade, &sums, to);
  if (moves_industries()) move_industries(trade, 1);
  to.least_cash = *std::min_element(to.cash.begin(), to.cash.end());
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

/// Fills in the scores with one more trade, block by block, and what a level needs to bound others.
void ScenarioPrefix::rate(const TradeColumns& trade, const PathSums* sums, Level& level) {
  const PathTerms terms = terms_with(trade);
  const std::size_t blocks = worst_of_block_.size();
  level.score_from_block.assign(blocks + 1, 0);
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t begin = block * paths_per_block;
    const std::size_t end = std::min(columns_.paths, begin + paths_per_block);
    const PathScores scores = score_paths_(terms, begin, end, scores_.data(), sums);
    worst_of_block_[block] = scores.worst;
    level.score_from_block[block] = scores.sum;
  }
  for (std::size_t block = blocks; block-- > 0;) {
    level.score_from_block[block] += level.score_from_block[block + 1];
  }
  level.tenth_percentile = tenth_percentile(level.score_from_block.front());
  level.numerator =
      combined_numerator(columns_.weights, columns_.paths,
                         *std::min_element(worst_of_block_.begin(), worst_of_block_.end()),
                         level.tenth_percentile, level.score_from_block.front());
}

/// The percentile lies below the mean much as that of the set before did: only what is below a
/// pivot somewhat higher is gathered, and the percentile is looked for among it. Many blocks have
/// nothing so low, since doing nothing scores worst on the first paths.
std::int64_t ScenarioPrefix::tenth_percentile(std::int64_t sum) {
  if (columns_.weights.tenth_percentile == 0) return 0;
  const std::size_t rank = columns_.paths / 10;
  const std::int64_t mean = sum / static_cast<std::int64_t>(columns_.paths);
  const std::int64_t pivot = mean - percentile_below_mean_ + pivot_above_percentile_;
  std::size_t count = 0;
  for (std::size_t block = 0; block < worst_of_block_.size(); ++block) {
    if (worst_of_block_[block] >= pivot) continue;
    const std::size_t begin = block * paths_per_block;
    const std::size_t paths = std::min(columns_.paths - begin, paths_per_block);
    count += sieves_.below(scores_.data() + begin, paths, pivot, low_.data() + count);
  }
  if (count > 2 * rank) pivot_above_percentile_ -= pivot_above_percentile_ / 16;
  if (count <= rank) {
    pivot_above_percentile_ += pivot_above_percentile_ / 2 + Score::one / 4096;
    std::copy(scores_.begin(), scores_.end(), low_.begin());
    count = columns_.paths;
  }
  const std::int64_t found = select(sieves_, low_.data(), high_.data(), count, rank);
  percentile_below_mean_ = mean - found;
  return found;
}

PathTerms ScenarioPrefix::terms_with(const TradeColumns& trade) const {
  const Level& from = levels_[pushed_.size()];
  return {.linear = from.linear.data(),
          .dividend = columns_.net ? nullptr : from.dividend.data(),
          .deviation = from.deviation.data(),
          .penalty = from.penalty.data(),
          .cash = from.cash.data(),
          .group = groups_[trade.group].data(),
          .trade_linear = trade.linear.data(),
          .trade_dividend = trade.dividend.data(),
          .trade_weight = trade.group_weight.data(),
          .trade_penalty = trade.penalty.data(),
          .trade_cash = trade.cash.data(),
          .industry_deviation = moves_industries() ? deviations_.data() : nullptr,
          .always = !trade.buys || from.least_cash + trade.least_cash >= 0,
          .dividend_cap = columns_.dividend_cap,
          .geography_full = columns_.geography_full,
          .industry_full = columns_.industry_full};
}

PathScores ScenarioPrefix::score_block(const TradeColumns& trade, std::size_t begin,
                                       std::size_t end) {
  if (moves_industries()) deviate(trade, begin, end);
  return score_paths_(terms_with(trade), begin, end, scores_.data(), nullptr);
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
  const std::size_t paths = columns_.paths;
  assert(paths > 0);
  if (pushed_.size() < chosen_.size()) complete();
  if (!may_reach(last, floor)) return below;
  const TradeColumns& trade = columns_.trades[last];
  const Level& from = levels_[pushed_.size()];
  const std::int64_t highest_percentile =
      std::min(Score::one, from.tenth_percentile + trade.most_on_a_path);
  const std::int64_t wanted = floor_numerator(floor);
  std::int64_t worst = Score::one;
  std::int64_t sum = 0;
  for (std::size_t begin = 0; begin < paths; begin += paths_per_block) {
    const std::size_t end = std::min(paths, begin + paths_per_block);
    const PathScores scores = score_block(trade, begin, end);
    worst = std::min(worst, scores.worst);
    worst_of_block_[begin / paths_per_block] = scores.worst;
    sum += scores.sum;
    const std::size_t next = begin / paths_per_block + 1;
    const std::int64_t rest = std::min(static_cast<std::int64_t>(paths - end) * Score::one,
                                       from.score_from_block[next] + trade.most_from_block[next]);
    const std::int64_t highest =
        combined_numerator(columns_.weights, paths, worst, highest_percentile, sum + rest);
    if (floor > 0 && coarse(highest) < wanted) return below;
  }
  return combined_numerator(columns_.weights, paths, worst, tenth_percentile(sum), sum) /
         combined_denominator(paths);
}

}  // namespace ballast::planner
