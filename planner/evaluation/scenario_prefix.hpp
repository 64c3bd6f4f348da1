// The exact sums of a growing and shrinking set on every price path. A set is looked at path by
// path only where a bound that costs one addition cannot rule it out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/path_kernel.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/scenario_columns.hpp"
#include "planner/evaluation/sieve.hpp"

namespace ballast::planner {

class ScenarioPrefix {
 public:
  /// REQUIRES: the context has scenarios; this machine has the width, on which no answer depends.
  ScenarioPrefix(const PlanContext& context, TradesWanted wanted,
                 KernelWidth width = widest_kernel());

  /// Makes `chosen` (rising) the prefix that the functions below add a last trade to. Costs next to
  /// nothing: the sums of its trades are made when they are needed.
  void follow(std::span<const CandidateIndex> chosen);

  /// Returns false only where the chosen candidates with `last` score below `floor` ticks.
  [[nodiscard]] bool may_reach(CandidateIndex last, std::int64_t floor) const {
    return floor <= 0 || bound_ + columns_.trades[last].reach >= floor_numerator(floor);
  }

  /// Returns the score in ticks of the chosen candidates with `last`, a larger index than theirs;
  /// where that is below `floor`, some number below `floor`.
  [[nodiscard]] std::int64_t score(CandidateIndex last, std::int64_t floor);

  /// Returns the path on which the set scored last has its lower median; of equal scores by the
  /// order of paths. REQUIRES: it was scored without a floor.
  [[nodiscard]] std::size_t median_path();

  /// Makes all but the last of a set (rising) the prefix and returns the set's score, or some
  /// number below `floor` as score() does.
  [[nodiscard]] std::int64_t score_set(std::span<const CandidateIndex> set, std::int64_t floor);

 private:
  /// The sums over the base and some candidates, one number a path.
  struct Level {
    Column64 linear;
    Column64 dividend;  // empty where columns are net, as is `penalty`
    Column64 deviation;
    Column64 industry_deviation;  // empty where no industries move
    Column64 penalty;
    Column64 cash;
    Column64 group_before;        // the column of the last trade's group without it
    Column64 score_from_block;    // the sum of scores from each block of paths on
    std::int64_t least_cash = 0;  // of all paths
    std::int64_t tenth_percentile = 0;
    std::int64_t numerator = 0;
  };

  [[nodiscard]] std::int64_t floor_numerator(std::int64_t floor) const;
  void push(CandidateIndex index);
  void pop();
  void complete();
  void rate(const TradeColumns& trade, const PathSums* sums, Level& level);
  void update_bound();
  [[nodiscard]] std::int64_t tenth_percentile(std::int64_t sum);
  [[nodiscard]] PathTerms terms_with(const TradeColumns& trade) const;
  PathScores score_block(const TradeColumns& trade, std::size_t begin, std::size_t end);
  void deviate(const TradeColumns& trade, std::size_t begin, std::size_t end);
  void move_industries(const TradeColumns& trade, std::int64_t sign);
  [[nodiscard]] bool moves_industries() const { return !industries_.empty(); }

  ScenarioColumns columns_;
  std::vector<Column64> groups_;             // of the topmost level
  std::vector<Column64> industries_;         // likewise
  Column64 deviations_;                      // of industries, with the trade looked at last
  std::vector<Level> levels_;                // the first is the base
  std::vector<CandidateIndex> pushed_;       // trades whose sums are made
  std::vector<CandidateIndex> chosen_;       // begins with all of those
  Column64 scores_;                          // of the set looked at last
  Column64 worst_of_block_;                  // of those
  Column64 low_;                             // those of them below the pivot
  Column64 high_;                            // for selecting among them
  std::int64_t percentile_below_mean_ = 0;   // of the set looked at last
  std::int64_t pivot_above_percentile_ = 0;  // as a rule above a seventh of the scores
  Sieves sieves_;
  ScorePaths score_paths_;
  std::vector<std::size_t> places_;
  std::int64_t bound_ = 0;  // coarse numerator: the chosen candidates' score is not above it
};

}  // namespace ballast::planner
