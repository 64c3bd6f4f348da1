// All choices of so many purchases of the space, as columns for the column kernel, and the row that
// a prefix asks them with.
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

/// The choices of one number of purchases, in lexicographic order: those whose first purchase is
/// not before a given one are the end of the list.
struct BuyChoices {
  std::size_t buys = 0;
  std::size_t size = 0;  // 0: not made
  bool some_clash = false;
  std::vector<BlockOfNumbers> blocks;
  std::vector<CandidateIndex> candidates;  // `buys` for each choice
  std::vector<double> lowest;              // weights of each moved group
  std::vector<double> highest;
  std::vector<SettledSums> settled;  // those that were asked for

  [[nodiscard]] std::span<const CandidateIndex> at(std::size_t choice) const {
    return std::span{candidates}.subspan(choice * buys, buys);
  }
};

class SetColumns {
 public:
  /// REQUIRES: fits_doubles(context, context.max_depth), no scenarios; context and space outlive
  /// the columns.
  SetColumns(const PlanContext& context, const SetSpace& space);

  /// Returns whether columns are the faster way at all.
  [[nodiscard]] bool usable() const { return moved_.size() <= max_moved_groups; }

  /// Returns all choices of so many purchases, or nothing where they are too few or too many, or
  /// not worth making for `sets` sets.
  [[nodiscard]] BuyChoices* choices(std::size_t buys, std::uint64_t sets);

  [[nodiscard]] ColumnTable table(const BuyChoices& choices) const;

  /// Returns whether columns can tell which choices the chosen candidates block.
  [[nodiscard]] bool can_mark(const Prefix& prefix) const;

  /// Fills in what the chosen candidates ask of `choices`; to be wanted a set must reach `floor`.
  void fill(const Prefix& prefix, BuyChoices& choices, std::int64_t floor, ColumnRow& row) const;

 private:
  [[nodiscard]] std::size_t terms() const { return ColumnTable::first_group + moved_.size(); }
  void make(BuyChoices& choices) const;
  void fill(BuyChoices& choices, std::size_t choice) const;
  void fill_rows();
  void find_reach(BuyChoices& choices) const;
  void settle(BuyChoices& choices, ColumnRow& row) const;
  [[nodiscard]] const SettledSums& settled(BuyChoices& choices, std::uint64_t above,
                                           std::uint64_t below) const;
  [[nodiscard]] std::uint64_t mark_of(CandidateIndex buy) const;
  [[nodiscard]] std::uint64_t blocked_by(const LastTrade& last) const;

  const PlanContext& context_;
  const SetSpace& space_;
  std::size_t first_buy_;
  std::size_t buy_count_;
  bool dividends_ = false;           // their cap may bind
  bool marked_ = false;              // some candidates block purchases
  std::vector<std::size_t> moved_;   // groups of countries that purchases move, then industries
  std::size_t moved_groups_ = 0;     // of countries
  std::vector<double> rows_;         // the terms of each purchase alone
  std::vector<BuyChoices> choices_;  // by number of purchases
};

}  // namespace ballast::planner
