// The rows of terms that the sequence kernels sum, and how sequences are looked at with them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/evaluation/kernel_width.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence_kernel.hpp"
#include "planner/evaluation/sequence_list.hpp"

namespace ballast::planner {

class SequenceRows {
 public:
  /// Returns whether there are rows for this context and these sequences: no scenarios, sums that
  /// doubles hold, few enough groups, at most 64 candidates that block others, no trade twice.
  [[nodiscard]] static bool fit(const PlanContext& context, const SequenceList& sequences);

  /// REQUIRES: fit(context, sequences); all indices are of candidates; a width that this machine
  /// has, other than none; all outlive the rows.
  SequenceRows(const PlanContext& context, const SequenceList& sequences, KernelWidth width);

  /// Looks at as many sequences as there are verdicts (whole blocks), or up to the end of the list,
  /// from the block `first` on. Where a verdict's highest bit is not set a set, which cash pays
  /// for, may have a score of `floor` or more.
  SequenceCounts look(std::size_t first, std::int64_t floor, std::span<std::uint64_t> verdicts);

 private:
  void add_rivals(const PlanContext& context);
  void fill_short(const PlanContext& context);
  void fill_long(const PlanContext& context);

  const SequenceList& sequences_;
  LookAtSequences kernel_;
  SequenceTable table_;
  std::vector<ShortRow> short_rows_;
  std::vector<LongRow> long_rows_;
  std::vector<RivalBits> rivals_;  // empty: all go together
};

}  // namespace ballast::planner
