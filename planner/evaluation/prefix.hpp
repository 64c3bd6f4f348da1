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
  [[nodiscard]] CandidateIndex back() const { return chosen_[size_ - 1]; }

  /// Returns the score, in ticks, of the chosen candidates and `index`.
  [[nodiscard]] std::int64_t score_with(CandidateIndex index) const {
    const Column& column = columns_[index];
    const Sums& sums = sums_[size_];
    const std::int64_t group = groups_[column.group];
    const std::int64_t deviation =
        sums.deviation - std::abs(group) + std::abs(group + column.group_weight);
    const std::int64_t end_state = sums.linear + column.linear +
                                   std::min(dividend_cap_, sums.dividend + column.dividend) +
                                   std::max<std::int64_t>(0, geography_full_ - deviation);
    return std::max<std::int64_t>(0,
                                  std::min(Score::one, end_state) - sums.penalty - column.penalty);
  }
  [[nodiscard]] std::int64_t cash() const { return sums_[size_].cash; }
  [[nodiscard]] std::int64_t cash_with(CandidateIndex index) const {
    return sums_[size_].cash + columns_[index].cash;
  }
  [[nodiscard]] std::int64_t priority_with(CandidateIndex index) const {
    return sums_[size_].priority + columns_[index].priority;
  }

  /// Returns whether a security was chosen on both sides; sells are pushed before buys.
  [[nodiscard]] bool clashes() const { return clashes_ > 0; }

  /// Returns whether the candidate is a buy of a security of which a sell is chosen.
  [[nodiscard]] bool blocked(CandidateIndex index) const { return blocked_[index] != 0; }

 private:
  struct Column {
    std::int64_t linear = 0;
    std::int64_t dividend = 0;
    std::int64_t group_weight = 0;
    std::int64_t penalty = 0;
    std::int64_t cash = 0;
    std::int64_t priority = 0;
    std::uint32_t group = 0;  // the slot after the last stands for no group and stays zero
    CandidateIndex opposite = no_candidate;  // a sell's buy of the same security
  };
  struct Sums {
    std::int64_t linear = 0;
    std::int64_t dividend = 0;
    std::int64_t deviation = 0;
    std::int64_t penalty = 0;
    std::int64_t cash = 0;
    std::int64_t priority = 0;
  };
  static constexpr CandidateIndex no_candidate = 0xffff;

  std::int64_t dividend_cap_;
  std::int64_t geography_full_;
  std::vector<Column> columns_;
  std::vector<std::int64_t> groups_;
  std::vector<std::uint8_t> blocked_;
  std::array<Sums, max_sequence_length + 1> sums_{};
  std::array<CandidateIndex, max_sequence_length + 1> chosen_{};
  std::size_t size_ = 0;
  std::size_t clashes_ = 0;
};

}  // namespace ballast::planner
