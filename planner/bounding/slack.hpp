// What a bound by prices overlooks. Prices make deviations linear and let all room be used; where
// few trades are left to choose, deviations remain that these cannot mend and cash that they cannot
// spend. A set is worth less than the bound by at least that.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "planner/bounding/node.hpp"

namespace ballast::planner {

class Slack {
 public:
  /// REQUIRES: `problem` outlives the slack.
  explicit Slack(const BoundProblem& problem);

  /// Goes to a node whose bound is by these prices: `chosen` are chosen, and the symbols are still
  /// to be decided in this order. REQUIRES: `prices` outlive what follows.
  void begin(const Multipliers& prices, const std::vector<CandidateIndex>& chosen,
             const std::vector<OpenSymbol>& symbols);

  void take(CandidateIndex index);
  void drop(CandidateIndex index);

  /// Returns by how many ticks every set falls short of its bound that adds at most so many trades,
  /// of symbols from the one at `level` on, to those that are taken.
  [[nodiscard]] std::int64_t least(std::size_t level, std::size_t trades) const;

 private:
  /// The most that so many trades can do: the place in the array says how many.
  using MostOf = std::array<std::int64_t, max_sequence_length + 1>;
  struct Rest {
    MostOf mended{};  // ticks of deviations
    MostOf spent{};   // micros
  };

  void move(CandidateIndex index, std::int64_t sign);
  [[nodiscard]] std::int64_t mended_by_few(std::size_t level, std::size_t trades) const;
  [[nodiscard]] std::int64_t slack_of(std::size_t group) const;
  [[nodiscard]] std::int64_t most_mended(CandidateIndex index) const;

  const BoundProblem* problem_;
  const Limit* cash_limit_ = nullptr;
  std::int64_t cash_price_ = 0;
  const Multipliers* prices_ = nullptr;
  std::vector<Rest> rest_;            // of each level, and one behind the last
  bool one_group_each_ = true;        // no trade moves two groups
  std::vector<std::int64_t> most_;    // of each level and group: what one trade can mend of it
  std::vector<std::int64_t> groups_;  // deviations
  std::int64_t deviations_ = 0;       // ticks that prices overlook in them
  std::int64_t cash_ = 0;             // micros left
};

}  // namespace ballast::planner
