// Scoring written-out sequences at today's prices: each candidate is one row of terms, and a
// sequence is the sum of its rows, without a branch for each trade.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// What is known of a sequence. Score and priority mean something only if it is a set that cash
/// pays for.
struct SequenceLook {
  bool clashes = false;
  bool paid = false;
  std::int64_t score = 0;
  std::int64_t priority = 0;
};

class SequenceRows {
 public:
  /// Returns whether there are rows for this context: no scenarios, at most 64 candidates and 11
  /// groups, countries and industries together.
  [[nodiscard]] static bool fit(const PlanContext& context);

  /// REQUIRES: fit(context); `context` outlives the rows.
  explicit SequenceRows(const PlanContext& context);

  /// Says of a sequence, in any order of its trades, what clashes(), feasible() and score() say.
  /// REQUIRES: at most max_sequence_length indices of candidates.
  [[nodiscard]] SequenceLook look(std::span<const CandidateIndex> sequence) const;

 private:
  static constexpr std::size_t width = 16;
  struct alignas(16) Row {
    std::array<std::int64_t, width> terms{};
  };

  template <std::size_t terms>
  [[nodiscard]] Row sum(std::span<const CandidateIndex> sequence) const;
  [[nodiscard]] std::int64_t left(const Row& row, std::size_t begin, std::size_t end,
                                  std::int64_t full) const;

  const PlanContext& context_;
  std::size_t groups_end_;      // terms of countries are before it,
  std::size_t industries_end_;  // those of industries before this
  Row base_;
  std::vector<Row> rows_;                 // one per candidate
  std::vector<std::uint64_t> conflicts_;  // of each: the candidates that it blocks, itself too
};

}  // namespace ballast::planner
