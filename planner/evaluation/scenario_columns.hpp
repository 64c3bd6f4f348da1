// The scenario terms of a context as the search wants them: one column per term, paths from the
// worst to the best, and for every candidate the most that it can add to the combined score.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {

using Column64 = std::vector<std::int64_t>;

/// Paths are looked at in blocks; after each, a set that cannot matter is left.
inline constexpr std::size_t paths_per_block = 64;

/// Returns a numerator of the combined score in sixteenths, rounded up: then those of ten trades
/// add up within int64.
[[nodiscard]] constexpr std::int64_t coarse(std::int64_t numerator) {
  return (numerator + 15) >> 4;
}

/// What a candidate moves in one group of industries, one number a path.
struct IndustryColumn {
  std::uint16_t group = 0;
  Column64 weight;
};

/// A candidate's terms, one number a path.
struct TradeColumns {
  Column64 linear;
  Column64 dividend;  // of net columns: empty, as is `penalty`
  Column64 group_weight;
  Column64 penalty;
  Column64 cash;
  std::int64_t least_cash = 0;  // of all paths
  std::vector<IndustryColumn> industries;
  std::size_t group = 0;  // base_groups.size(): none
  bool buys = false;

  /// The most that this trade adds to the score of any path, whatever was traded before.
  std::int64_t most_on_a_path = 0;
  /// The most that it adds to the sum of scores from each block of paths on.
  Column64 most_from_block;
  /// The most that it adds to the combined score's numerator, coarse.
  std::int64_t reach = 0;
};

/// Which candidates are wanted: those of the enumerated space, or the further ones, too.
enum class TradesWanted : std::uint8_t { of_space, all };

struct ScenarioColumns {
  /// REQUIRES: the context has scenarios and no fault.
  ScenarioColumns(const PlanContext& context, TradesWanted wanted);

  /// Puts dividends and penalties into the linear terms, if no set of at most so many trades has
  /// more dividend than counts, or a score that is cut at one, on any path.
  void make_net(std::size_t most_trades);

  ScenarioWeights weights;
  std::size_t paths;
  std::int64_t dividend_cap;
  std::int64_t geography_full;
  std::int64_t industry_full;
  std::int64_t cash;
  bool net = false;  // no dividend and no score is ever cut: linear terms have dividend and penalty
  Column64 base_linear;
  Column64 base_dividend;             // empty where columns are net
  std::vector<Column64> base_groups;  // and one more that stays zero: no group
  std::vector<Column64> base_industries;
  std::vector<std::size_t> order;    // of each column's numbers: which path they are of
  std::vector<TradeColumns> trades;  // one per candidate; empty where it is not wanted
};

}  // namespace ballast::planner
