// All choices of so many purchases, or sales, of the space, as columns for the column kernel, and
// the row that a prefix asks them with.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/column_kernel.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/prefix.hpp"
#include "planner/evaluation/set_space.hpp"

namespace ballast::planner {

/// What some groups whose deviations keep their signs add to the deviation: the weights where it is
/// above zero less those where it is below, for each column.
struct SettledSums {
  std::uint64_t above = 0;  // bits of moved groups
  std::uint64_t below = 0;
  std::vector<BlockOfNumbers> blocks;
};

/// The choices of one number of trades, in lexicographic order: those whose first trade is not
/// before a given one are the end of the list.
struct Choices {
  std::size_t trades = 0;
  std::size_t size = 0;  // 0: not made
  bool some_clash = false;
  std::vector<BlockOfNumbers> blocks;
  std::vector<CandidateIndex> candidates;  // `trades` for each choice
  std::vector<double> lowest;              // weights of each moved group
  std::vector<double> highest;
  std::vector<SettledSums> settled;  // those that were asked for

  [[nodiscard]] std::span<const CandidateIndex> at(std::size_t choice) const {
    return std::span{candidates}.subspan(choice * trades, trades);
  }
};

class SetColumns {
 public:
  /// Columns of what is traded on `side`. REQUIRES: fits_doubles(context, context.max_depth), no
  /// scenarios; context and space outlive the columns.
  SetColumns(const PlanContext& context, const SetSpace& space, Side side);

  /// Returns whether columns are the faster way at all.
  [[nodiscard]] bool usable() const { return moved_.size() <= max_moved_groups; }

  /// Returns all choices of so many trades, or nothing where they are too few or too many, or not
  /// worth making for `sets` sets.
  [[nodiscard]] Choices* choices(std::size_t trades, std::uint64_t sets);

  [[nodiscard]] ColumnTable table(const Choices& choices) const;

  /// Returns whether columns can tell which choices any chosen candidates block.
  [[nodiscard]] bool can_mark() const { return !marked_ || count_ <= most_marked; }
  /// Returns whether columns can tell which choices these chosen candidates block.
  [[nodiscard]] bool can_mark(const Prefix& prefix) const;

  /// Fills in what the chosen candidates ask of `choices`; to be wanted a set must reach `floor`.
  void fill(const Prefix& prefix, Choices& choices, std::int64_t floor, ColumnRow& row) const;

 private:
  static constexpr std::size_t most_marked = 63;

  [[nodiscard]] std::size_t terms() const { return ColumnTable::first_group + moved_.size(); }
  void make(std::size_t trades);
  void put_before(std::size_t trade, const Choices& fewer, std::size_t count, Choices& choices,
                  std::size_t to) const;
  void mark(Choices& choices) const;
  void find_reach(Choices& choices) const;
  void fill_rows();
  void settle(Choices& choices, ColumnRow& row) const;
  [[nodiscard]] const SettledSums& settled(Choices& choices, std::uint64_t above,
                                           std::uint64_t below) const;
  [[nodiscard]] std::uint64_t mark_of(CandidateIndex trade) const;
  [[nodiscard]] std::uint64_t blocked_by(const LastTrade& last) const;

  const PlanContext& context_;
  const SetSpace& space_;
  Side side_;
  std::size_t first_;               // candidate of the side
  std::size_t count_;               // of the side's candidates
  bool dividends_ = false;          // their cap may bind
  bool marked_ = false;             // some candidates block others
  std::vector<std::size_t> moved_;  // groups of countries that these trades move, then industries
  std::size_t moved_groups_ = 0;    // of countries
  std::vector<double> rows_;        // the terms of each trade alone
  std::vector<Choices> choices_;    // by number of trades
};

}  // namespace ballast::planner
