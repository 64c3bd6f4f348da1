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
constexpr std::size_t least_settled = 128;

constexpr std::uint64_t clash_mark = std::uint64_t{1} << 63;

bool some_block_others(const PlanContext& context) {
  std::set<std::uint32_t> securities;
  for (const CandidateTerms& terms : context.candidates) securities.insert(terms.security);
  return securities.size() < context.candidates.size() || !context.conflicts.empty();
}

}  // namespace

SetColumns::SetColumns(const PlanContext& context, const SetSpace& space, Side side)
    : context_(context),
      space_(space),
      side_(side),
      first_(side == Side::buy ? context.sell_count : 0),
      count_(side == Side::buy ? context.space_buys : context.space_sells),
      dividends_(!dividend_cap_never_binds(context, context.max_depth)),
      marked_(some_block_others(context)),
      choices_(max_sequence_length + 1) {
  std::set<std::size_t> groups;
  std::set<std::size_t> industries;
  for (std::size_t i = first_; i < first_ + count_; ++i) {
    const CandidateTerms& terms = context.candidates[i];
    if (terms.group != no_group) groups.insert(terms.group);
    for (const IndustryMove& move : terms.industries) industries.insert(move.group);
  }
  moved_.assign(groups.begin(), groups.end());
  moved_groups_ = moved_.size();
  moved_.insert(moved_.end(), industries.begin(), industries.end());
  fill_rows();
}

Choices* SetColumns::choices(std::size_t trades, std::uint64_t sets) {
  Choices& one = choices_[trades];
  if (one.size == 0) {
    const std::uint64_t size = space_.combinations().choose(count_, trades);
    if (size < least_choices || size > most_choices || size > sets) return nullptr;
    make(trades);
  }
  return &one;
}

/// Makes all choices of so many trades: each trade before all choices of one trade less that begin
/// behind it, which are the end of that list.
void SetColumns::make(std::size_t trades) {
  if (trades > 0 && choices_[trades - 1].size == 0) make(trades - 1);
  Choices& choices = choices_[trades];
  choices.trades = trades;
  choices.size = space_.combinations().choose(count_, trades);
  choices.blocks.resize((choices.size + columns_per_block - 1) / columns_per_block * terms());
  BlockOfNumbers* last = choices.blocks.data() + choices.blocks.size() - terms();
  for (double& cash : last[ColumnTable::cash].of) cash = below_all_sums;
  if (trades == 0) {
    last[ColumnTable::cash].of[0] = 0.0;
    return;
  }
  choices.candidates.resize(choices.size * trades);
  std::size_t made = 0;
  for (std::size_t trade = 0; made < choices.size; ++trade) {
    const std::size_t more = space_.combinations().choose(count_ - trade - 1, trades - 1);
    put_before(trade, choices_[trades - 1], more, choices, made);
    made += more;
  }
  if (marked_) mark(choices);
  find_reach(choices);
}

/// Puts a trade before each of the last `count` of `fewer`; what that makes begins at `to`.
void SetColumns::put_before(std::size_t trade, const Choices& fewer, std::size_t count,
                            Choices& choices, std::size_t to) const {
  const double* row = rows_.data() + trade * terms();
  for (std::size_t from = fewer.size - count; from < fewer.size;) {
    const std::size_t source = from % columns_per_block;
    const std::size_t target = to % columns_per_block;
    const std::size_t run =
        std::min(fewer.size - from, columns_per_block - std::max(source, target));
    const BlockOfNumbers* sums = fewer.blocks.data() + from / columns_per_block * terms();
    BlockOfNumbers* with = choices.blocks.data() + to / columns_per_block * terms();
    for (std::size_t term = 0; term < terms(); ++term) {
      if (term == ColumnTable::marks) continue;
      for (std::size_t i = 0; i < run; ++i) {
        with[term].of[target + i] = sums[term].of[source + i] + row[term];
      }
    }
    CandidateIndex* chosen = choices.candidates.data() + to * choices.trades;
    const CandidateIndex* rest = fewer.candidates.data() + from * fewer.trades;
    for (std::size_t i = 0; i < run; ++i) {
      *chosen++ = static_cast<CandidateIndex>(first_ + trade);
      chosen = std::copy_n(rest + i * fewer.trades, fewer.trades, chosen);
    }
    from += run;
    to += run;
  }
}

/// Marks each choice with what it holds, and those that are no sets.
void SetColumns::mark(Choices& choices) const {
  for (std::size_t choice = 0; choice < choices.size; ++choice) {
    const std::span<const CandidateIndex> set = choices.at(choice);
    std::uint64_t marks = clashes(context_, set) ? clash_mark : 0;
    choices.some_clash = choices.some_clash || marks != 0;
    for (const CandidateIndex index : set) marks |= mark_of(index);
    BlockOfNumbers* block = choices.blocks.data() + choice / columns_per_block * terms();
    block[ColumnTable::marks].of[choice % columns_per_block] = std::bit_cast<double>(marks);
  }
}

/// Fills in the terms of each trade alone, without marks.
void SetColumns::fill_rows() {
  rows_.assign(count_ * terms(), 0.0);
  const auto place_of = [&](std::size_t begin, std::size_t end, std::size_t group) {
    const auto first = moved_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = moved_.begin() + static_cast<std::ptrdiff_t>(end);
    return ColumnTable::first_group +
           static_cast<std::size_t>(std::lower_bound(first, last, group) - moved_.begin());
  };
  for (std::size_t i = 0; i < count_; ++i) {
    const CandidateTerms& terms_of = context_.candidates[first_ + i];
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
void SetColumns::find_reach(Choices& choices) const {
  choices.lowest.assign(moved_.size(), 0.0);
  choices.highest.assign(moved_.size(), 0.0);
  for (std::size_t i = 0; i < moved_.size(); ++i) {
    BlockOfNumbers lowest{};
    BlockOfNumbers highest{};
    for (std::size_t first = 0; first < choices.blocks.size(); first += terms()) {
      const BlockOfNumbers& weights = choices.blocks[first + ColumnTable::first_group + i];
      for (std::size_t lane = 0; lane < columns_per_block; ++lane) {
        lowest.of[lane] = std::min(lowest.of[lane], weights.of[lane]);
        highest.of[lane] = std::max(highest.of[lane], weights.of[lane]);
      }
    }
    choices.lowest[i] = *std::min_element(std::begin(lowest.of), std::end(lowest.of));
    choices.highest[i] = *std::max_element(std::begin(highest.of), std::end(highest.of));
  }
}

const SettledSums& SetColumns::settled(Choices& choices, std::uint64_t above,
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
void SetColumns::settle(Choices& choices, ColumnRow& row) const {
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

std::uint64_t SetColumns::mark_of(CandidateIndex trade) const {
  return std::uint64_t{1} << (trade - first_) % most_marked;
}

ColumnTable SetColumns::table(const Choices& choices) const {
  return {choices.blocks.data(), moved_groups_, moved_.size() - moved_groups_, dividends_,
          choices.size};
}

bool SetColumns::can_mark(const Prefix& prefix) const {
  if (can_mark()) return true;
  const LastTrade last = prefix.last_trade();
  for (std::size_t i = first_; i < first_ + count_; ++i) {
    if (last.blocked(i)) return false;
  }
  return true;
}

std::uint64_t SetColumns::blocked_by(const LastTrade& last) const {
  std::uint64_t marks = 0;
  if (!marked_ || count_ > most_marked) return marks;
  for (std::size_t i = first_; i < first_ + count_; ++i) {
    if (last.blocked(i)) marks |= mark_of(static_cast<CandidateIndex>(i));
  }
  return marks;
}

void SetColumns::fill(const Prefix& prefix, Choices& choices, std::int64_t floor,
                      ColumnRow& row) const {
  const LastTradeWithIndustries last = prefix.last_trade_with_industries();
  // Sales alone need no cash.
  const bool pays = side_ == Side::buy || !prefix.chosen().empty();
  row.least_cash = pays ? static_cast<double>(-last.sums.cash) : below_all_sums / 2;
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
