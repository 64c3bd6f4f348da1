// Sequences that are written out, in one piece of memory without a length each: blocks of eight,
// step by step, as the sequence kernels read them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence_kernel.hpp"

namespace ballast::planner {

class SequenceList {
 public:
  /// REQUIRES: longest <= max_sequence_length, the most trades of a sequence to be added.
  explicit SequenceList(std::size_t longest) : stride_(longest) {}

  /// Not explicit: lists of lists are what sequences are made as. Throws std::out_of_range for a
  /// sequence above max_sequence_length.
  // NOLINTNEXTLINE(google-explicit-constructor)
  SequenceList(std::span<const std::vector<CandidateIndex>> sequences);
  // NOLINTNEXTLINE(google-explicit-constructor)
  SequenceList(const std::vector<std::vector<CandidateIndex>>& sequences)
      : SequenceList(std::span{sequences}) {}

  /// Adds a sequence, whose trades are put in order. REQUIRES: not longer than the longest; indices
  /// below 2 * max_candidates_per_side.
  void add(std::span<const CandidateIndex> sequence);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t blocks() const {
    return (size_ + sequences_per_block - 1) / sequences_per_block;
  }

  /// Returns a sequence in rising order. REQUIRES: place < size().
  [[nodiscard]] std::vector<CandidateIndex> at(std::size_t place) const;

  /// Returns whether all were added as sets: in rising order and no trade twice.
  [[nodiscard]] bool were_sets() const { return were_sets_; }
  /// Returns whether some sequence names a candidate twice.
  [[nodiscard]] bool repeats() const { return repeats_; }
  /// Returns the number of candidates that there must be.
  [[nodiscard]] std::size_t candidates() const { return candidates_; }

  /// Returns the steps of each sequence: of block i the stride * sequences_per_block numbers from i
  /// times as many on, the first trade of all eight, then the second ...: 0 for no trade, else the
  /// candidate's index and 1.
  [[nodiscard]] std::span<const std::uint16_t> steps() const { return steps_; }
  [[nodiscard]] std::size_t stride() const { return stride_; }

 private:
  [[nodiscard]] std::size_t first_step(std::size_t place) const {
    return place / sequences_per_block * sequences_per_block * stride_ +
           place % sequences_per_block;
  }

  std::size_t stride_;
  std::size_t size_ = 0;
  std::size_t candidates_ = 0;
  bool were_sets_ = true;
  bool repeats_ = false;
  std::vector<std::uint16_t> steps_;
};

}  // namespace ballast::planner
