// The exact sums of a growing and shrinking set: adding a candidate costs a few additions, however
// many groups there are, because one candidate moves one group's deviation.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// A candidate's terms, densely packed.
struct Column {
  std::int64_t linear = 0;
  std::int64_t dividend = 0;
  std::int64_t group_weight = 0;
  std::int64_t penalty = 0;
  std::int64_t cash = 0;
  std::int64_t priority = 0;
  std::uint32_t group = 0;
};

/// The industry moves of all candidates in one row: those of candidate i are [begin[i],
/// begin[i+1]).
struct IndustryTable {
  std::vector<std::uint32_t> begin;
  std::vector<IndustryMove> moves;
};

/// The sums over a base and some candidates.
struct Sums {
  std::int64_t linear = 0;
  std::int64_t dividend = 0;
  std::int64_t deviation = 0;
  std::int64_t penalty = 0;
  std::int64_t cash = 0;
  std::int64_t priority = 0;
  std::int64_t industry_deviation = 0;
};

/// Scores a prefix with each of many last trades, without an industry part. A value, so that a loop
/// keeps it in registers.
struct LastTrade {
  Sums sums;
  std::int64_t dividend_cap;
  std::int64_t geography_full;
  const Column* columns;
  const std::int64_t* groups;
  const std::uint16_t* blocked_by;

  /// Returns the score in ticks.
  [[nodiscard]] std::int64_t score(std::size_t index) const {
    return score_of_spread(index, spread(index));
  }

  /// Returns what dividend and geography are worth, in ticks.
  [[nodiscard]] std::int64_t spread(std::size_t index) const {
    const Column& column = columns[index];
    const std::int64_t group = groups[column.group];
    const std::int64_t deviation =
        sums.deviation - std::abs(group) + std::abs(group + column.group_weight);
    return std::min(dividend_cap, sums.dividend + column.dividend) +
           std::max<std::int64_t>(0, geography_full - deviation);
  }

  /// Returns the score in ticks where spread(index) is `spread`.
  [[nodiscard]] std::int64_t score_of_spread(std::size_t index, std::int64_t spread) const {
    const Column& column = columns[index];
    const std::int64_t end_state = sums.linear + column.linear + spread;
    return std::max<std::int64_t>(0,
                                  std::min(Score::one, end_state) - sums.penalty - column.penalty);
  }
  [[nodiscard]] std::int64_t cash(std::size_t index) const {
    return sums.cash + columns[index].cash;
  }
  [[nodiscard]] std::int64_t priority(std::size_t index) const {
    return sums.priority + columns[index].priority;
  }
  /// Returns whether this candidate, one of its security or one in conflict with it is chosen.
  [[nodiscard]] bool blocked(std::size_t index) const { return blocked_by[index] != 0; }
};

/// The same with an industry part.
struct LastTradeWithIndustries : LastTrade {
  std::int64_t industry_full;
  const IndustryTable* table;
  const std::int64_t* industries;

  [[nodiscard]] std::int64_t score(std::size_t index) const {
    return score_of_spread(index, spread(index));
  }

  /// Returns what dividend, geography and industry are worth, in ticks.
  [[nodiscard]] std::int64_t spread(std::size_t index) const {
    std::int64_t deviation = sums.industry_deviation;
    for (std::uint32_t i = table->begin[index]; i < table->begin[index + 1]; ++i) {
      const IndustryMove& move = table->moves[i];
      const std::int64_t group = industries[move.group];
      deviation += std::abs(group + move.weight) - std::abs(group);
    }
    return LastTrade::spread(index) + std::max<std::int64_t>(0, industry_full - deviation);
  }
};

class Prefix {
 public:
  /// REQUIRES: `context` outlives the prefix.
  explicit Prefix(const PlanContext& context);

  /// REQUIRES: fewer than max_sequence_length candidates are chosen.
  void push(CandidateIndex index);
  void pop();

  /// Returns the chosen candidates with `last` added. The span is valid until the next push.
  [[nodiscard]] std::span<const CandidateIndex> chosen_with(CandidateIndex last) {
    chosen_[size_] = last;
    return {chosen_.data(), size_ + 1};
  }
  /// Returns the chosen candidates in the order of their pushes. Valid until the next push or pop.
  [[nodiscard]] std::span<const CandidateIndex> chosen() const { return {chosen_.data(), size_}; }
  [[nodiscard]] CandidateIndex back() const { return chosen_[size_ - 1]; }

  /// Returns what is needed to score the chosen candidates with one more. Valid until the next push
  /// or pop.
  [[nodiscard]] LastTrade last_trade() const {
    return {sums_[size_],    dividend_cap_,  geography_full_,
            columns_.data(), groups_.data(), blocked_by_.data()};
  }
  /// Likewise. Needed instead where moves_industries().
  [[nodiscard]] LastTradeWithIndustries last_trade_with_industries() const {
    return {last_trade(), industry_full_, &industry_table_, industries_.data()};
  }

  /// Returns whether candidates move groups of industries.
  [[nodiscard]] bool moves_industries() const { return !industries_.empty(); }

  [[nodiscard]] std::int64_t cash() const { return sums_[size_].cash; }
  [[nodiscard]] std::int64_t priority() const { return sums_[size_].priority; }

  /// Returns the score of the chosen candidates in ticks.
  [[nodiscard]] std::int64_t score() const;

  /// Returns whether two chosen candidates are of one security or in conflict.
  [[nodiscard]] bool clashes() const { return clashes_ > 0; }

 private:
  [[nodiscard]] std::int64_t move_industries(CandidateIndex index, std::int64_t sign);

  std::int64_t dividend_cap_;
  std::int64_t geography_full_;
  std::int64_t industry_full_;
  std::vector<Column> columns_;
  std::vector<std::int64_t> groups_;  // the one after the last stands for no group: always zero
  IndustryTable industry_table_;
  std::vector<std::int64_t> industries_;
  std::vector<std::vector<CandidateIndex>> rivals_;  // of each: what it blocks, itself too
  std::vector<std::uint16_t> blocked_by_;            // how many chosen ones block each candidate
  std::array<Sums, max_sequence_length + 1> sums_{};
  std::array<CandidateIndex, max_sequence_length + 1> chosen_{};
  std::size_t size_ = 0;
  std::size_t clashes_ = 0;
};

}  // namespace ballast::planner
