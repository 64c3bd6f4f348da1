#include "planner/evaluation/set_columns.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iterator>
#include <set>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/exact_doubles.hpp"

namespace ballast::planner {
namespace {

/// More do not stay in a core's own memory, fewer do not fill the vectors.
constexpr std::size_t most_choices = 4096;
constexpr std::size_t least_choices = 8;

/// More sums of groups that keep their signs would push others out of that memory.
constexpr std::size_t most_settled = 32;

/// With fewer choices they are not worth making.
constexpr std::size_t least_settled = 256;

constexpr std::size_t most_marked = 63;
constexpr std::uint64_t clash_mark = std::uint64_t{1} << most_marked;

bool some_block_others(const PlanContext& context) {
  std::set<std::uint32_t> securities;
  for (const CandidateTerms& terms : context.candidates) securities.insert(terms.security);
  return securities.size() < context.candidates.size() || !context.conflicts.empty();
}

}  // namespace

SetColumns::SetColumns(const PlanContext& context, const SetSpace& space)
    : context_(context),
      space_(space),
      first_buy_(context.sell_count),
      buy_count_(context.space_buys),
      dividends_(!dividend_cap_never_binds(context, context.max_depth)),
      marked_(some_block_others(context)),
      choices_(max_sequence_length + 1) {
  std::set<std::size_t> groups;
  std::set<std::size_t> industries;
  for (std::size_t i = first_buy_; i < first_buy_ + buy_count_; ++i) {
    const CandidateTerms& terms = context.candidates[i];
    if (terms.group != no_group) groups.insert(terms.group);
    for (const IndustryMove& move : terms.industries) industries.insert(move.group);
  }
  moved_.assign(groups.begin(), groups.end());
  moved_groups_ = moved_.size();
  moved_.insert(moved_.end(), industries.begin(), industries.end());
  fill_rows();
}

BuyChoices* SetColumns::choices(std::size_t buys, std::uint64_t sets) {
  BuyChoices& one = choices_[buys];
  if (one.size == 0) {
    const std::uint64_t size = space_.combinations().choose(buy_count_, buys);
    if (size < least_choices || size > most_choices || size > sets) return nullptr;
    one.buys = buys;
    one.size = size;
    make(one);
    find_reach(one);
  }
  return &one;
}

void SetColumns::make(BuyChoices& choices) const {
  const std::size_t blocks = (choices.size + columns_per_block - 1) / columns_per_block;
  choices.blocks.resize(blocks * terms());
  for (BlockOfNumbers& block : choices.blocks) block = {};
  for (double& cash : choices.blocks[(blocks - 1) * terms() + ColumnTable::cash].of)
    cash = below_all_sums;
  std::vector<CandidateIndex> chosen(choices.buys);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    chosen[i] = static_cast<CandidateIndex>(first_buy_ + i);
  }
  const std::size_t end = first_buy_ + buy_count_;
  for (std::size_t choice = 0; choice < choices.size; ++choice) {
    choices.candidates.insert(choices.candidates.end(), chosen.begin(), chosen.end());
    fill(choices, choice);
    std::size_t place = chosen.size();
    while (place > 0 && chosen[place - 1] == end - chosen.size() + place - 1) --place;
    if (place == 0) break;
    ++chosen[place - 1];
    for (; place < chosen.size(); ++place) {
      chosen[place] = static_cast<CandidateIndex>(chosen[place - 1] + 1);
    }
  }
}

void SetColumns::fill(BuyChoices& choices, std::size_t choice) const {
  BlockOfNumbers* block = choices.blocks.data() + choice / columns_per_block * terms();
  const std::size_t lane = choice % columns_per_block;
  const std::span<const CandidateIndex> set = choices.at(choice);
  std::uint64_t marks = marked_ && clashes(context_, set) ? clash_mark : 0;
  for (const CandidateIndex index : set) marks |= mark_of(index);
  for (std::size_t term = 0; term < terms(); ++term) {
    double sum = 0.0;
    for (const CandidateIndex index : set) sum += rows_[(index - first_buy_) * terms() + term];
    block[term].of[lane] = sum;
  }
  choices.some_clash = choices.some_clash || (marks & clash_mark) != 0;
  block[ColumnTable::marks].of[lane] = std::bit_cast<double>(marks);
}

/// Fills in the terms of each purchase alone.
void SetColumns::fill_rows() {
  rows_.assign(buy_count_ * terms(), 0.0);
  const auto place_of = [&](std::size_t begin, std::size_t end, std::size_t group) {
    const auto first = moved_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = moved_.begin() + static_cast<std::ptrdiff_t>(end);
    return ColumnTable::first_group +
           static_cast<std::size_t>(std::lower_bound(first, last, group) - moved_.begin());
  };
  for (std::size_t i = 0; i < buy_count_; ++i) {
    const CandidateTerms& terms_of = context_.candidates[first_buy_ + i];
    double* row = rows_.data() + i * terms();
    const std::int64_t worth = terms_of.linear - terms_of.penalty;
    row[ColumnTable::cash] = static_cast<double>(terms_of.cash);
    row[ColumnTable::worth] = static_cast<double>(worth + (dividends_ ? 0 : terms_of.dividend));
    row[ColumnTable::dividend] = static_cast<double>(terms_of.dividend);
    if (terms_of.group != no_group) {
      row[place_of(0, moved_groups_, terms_of.group)] = static_cast<double>(terms_of.group_weight);
    }
    for (const IndustryMove& move : terms_of.industries) {
      row[place_of(moved_groups_, moved_.size(), move.group)] = static_cast<double>(move.weight);
    }
  }
}

/// Fills in how far each group's weights go.
void SetColumns::find_reach(BuyChoices& choices) const {
  choices.lowest.assign(moved_.size(), 0.0);
  choices.highest.assign(moved_.size(), 0.0);
  for (std::size_t first = 0; first < choices.blocks.size(); first += terms()) {
    for (std::size_t i = 0; i < moved_.size(); ++i) {
      const BlockOfNumbers& weights = choices.blocks[first + ColumnTable::first_group + i];
      const auto [low, high] = std::minmax_element(std::begin(weights.of), std::end(weights.of));
      choices.lowest[i] = std::min(choices.lowest[i], *low);
      choices.highest[i] = std::max(choices.highest[i], *high);
    }
  }
}

const SettledSums& SetColumns::settled(BuyChoices& choices, std::uint64_t above,
                                       std::uint64_t below) const {
  for (const SettledSums& one : choices.settled) {
    if (one.above == above && one.below == below) return one;
  }
  if (choices.settled.size() == most_settled) choices.settled.clear();
  SettledSums& sums = choices.settled.emplace_back(SettledSums{above, below, {}});
  const std::size_t count = choices.blocks.size() / terms();
  sums.blocks.resize(count, BlockOfNumbers{});
  for (std::size_t i = 0; i < moved_.size(); ++i) {
    const bool adds = (above >> i & 1) != 0;
    if (!adds && (below >> i & 1) == 0) continue;
    for (std::size_t block = 0; block < count; ++block) {
      const double* weights = choices.blocks[block * terms() + ColumnTable::first_group + i].of;
      double* of = sums.blocks[block].of;
      for (std::size_t lane = 0; lane < columns_per_block; ++lane) {
        of[lane] += adds ? weights[lane] : -weights[lane];
      }
    }
  }
  return sums;
}

/// Fills in which groups keep their signs whatever is chosen. REQUIRES: the row's deviations.
void SetColumns::settle(BuyChoices& choices, ColumnRow& row) const {
  row.rest = row.geography;
  row.can_run_out = true;
  row.open = 0;
  const auto leave_open = [&row](std::size_t group) {
    row.open_groups[row.open] = static_cast<std::uint8_t>(group);
    row.open_deviations[row.open++] = row.deviations[group];
  };
  if (choices.size < least_settled) {
    for (std::size_t i = 0; i < moved_groups_; ++i) leave_open(i);
    row.settled = settled(choices, 0, 0).blocks.data();
    return;
  }
  std::uint64_t above = 0;
  std::uint64_t below = 0;
  double most_moved = 0.0;
  for (std::size_t i = 0; i < moved_groups_; ++i) {
    const double deviation = row.deviations[i];
    const double lowest = deviation + choices.lowest[i];
    const double highest = deviation + choices.highest[i];
    most_moved += std::max(std::abs(lowest), std::abs(highest));
    if (lowest >= 0.0) {
      above |= std::uint64_t{1} << i;
      row.rest -= deviation;
    } else if (highest <= 0.0) {
      below |= std::uint64_t{1} << i;
      row.rest += deviation;
    } else {
      leave_open(i);
    }
  }
  row.can_run_out = most_moved > row.geography;
  row.settled = settled(choices, above, below).blocks.data();
}

std::uint64_t SetColumns::mark_of(CandidateIndex buy) const {
  return std::uint64_t{1} << (buy - first_buy_) % most_marked;
}

ColumnTable SetColumns::table(const BuyChoices& choices) const {
  return {choices.blocks.data(), moved_groups_, moved_.size() - moved_groups_, dividends_,
          choices.size};
}

bool SetColumns::can_mark(const Prefix& prefix) const {
  if (!marked_ || buy_count_ <= most_marked) return true;
  const LastTrade last = prefix.last_trade();
  for (std::size_t i = first_buy_; i < first_buy_ + buy_count_; ++i) {
    if (last.blocked(i)) return false;
  }
  return true;
}

std::uint64_t SetColumns::blocked_by(const LastTrade& last) const {
  std::uint64_t marks = 0;
  if (!marked_ || buy_count_ > most_marked) return marks;
  for (std::size_t i = first_buy_; i < first_buy_ + buy_count_; ++i) {
    if (last.blocked(i)) marks |= mark_of(static_cast<CandidateIndex>(i));
  }
  return marks;
}

void SetColumns::fill(const Prefix& prefix, BuyChoices& choices, std::int64_t floor,
                      ColumnRow& row) const {
  const LastTradeWithIndustries last = prefix.last_trade_with_industries();
  row.least_cash = static_cast<double>(-last.sums.cash);
  row.dividend_room = static_cast<double>(last.dividend_cap - last.sums.dividend);
  row.blocked = blocked_by(last) | (choices.some_clash ? clash_mark : 0);
  std::int64_t geography = last.geography_full - last.sums.deviation;
  std::int64_t industry = last.industry_full - last.sums.industry_deviation;
  for (std::size_t i = 0; i < moved_.size(); ++i) {
    const bool country = i < moved_groups_;
    const std::int64_t deviation = (country ? last.groups : last.industries)[moved_[i]];
    (country ? geography : industry) += std::abs(deviation);
    row.deviations[i] = static_cast<double>(deviation);
  }
  row.geography = static_cast<double>(geography);
  row.industry = static_cast<double>(industry);
  row.settled = nullptr;
  if (moved_groups_ == moved_.size() && !dividends_) settle(choices, row);
  row.threshold = below_all_sums;
  if (floor <= 0) return;
  // No score reaches it, and what is taken from it below does not overflow.
  constexpr std::int64_t beyond_all = std::int64_t{1} << 60;
  std::int64_t needed =
      std::min(floor, beyond_all) - last.sums.linear + last.sums.penalty - last.sums.dividend;
  if (prefix.moves_industries() && moved_.size() == moved_groups_) {
    needed -= std::max<std::int64_t>(0, industry);
  }
  row.threshold = static_cast<double>(needed);
}

}  // namespace ballast::planner
