// Scoring written-out sequences at today's prices, eight at a time: each candidate is one row of
// terms and a sequence is the sum of its rows, without a branch for each trade or each sequence.
// Numbers are whole ticks and micros in doubles, exact as in the column kernel.
#pragma once

#include <cstddef>
#include <cstdint>

#include "planner/evaluation/kernel_width.hpp"

namespace ballast::planner {

inline constexpr std::size_t sequences_per_block = 8;
inline constexpr std::size_t terms_of_short_row = 8;
inline constexpr std::size_t terms_of_long_row = 16;

/// The terms of a candidate or of the base: worth, cash, then the groups of countries; where there
/// is more to count: worth, cash, purchases, dividend, groups of countries, groups of industries.
/// What a row lacks is zero.
struct alignas(64) ShortRow {
  double of[terms_of_short_row];
};
struct alignas(64) LongRow {
  double of[terms_of_long_row];
};

/// A candidate's bit, and those of the candidates that may not be traded with it.
struct RivalBits {
  std::uint64_t own = 0;
  std::uint64_t rivals = 0;
};

/// A sequence is wanted if its worth, with the dividend (at most `dividend_cap`) and with what
/// deviations leave of geography and industry above zero, reaches `threshold`.
struct SequenceTable {
  static constexpr std::size_t worth = 0;
  static constexpr std::size_t cash = 1;
  static constexpr std::size_t first_group = 2;
  static constexpr std::size_t purchases = 2;  // of long rows: below zero if there are any
  static constexpr std::size_t dividend = 3;
  static constexpr std::size_t first_group_of_long_row = 4;

  const ShortRow* short_rows = nullptr;  // of all zeros, then one a candidate; or
  const LongRow* long_rows = nullptr;
  LongRow base;
  std::size_t industries = 0;         // where the industries of long rows begin
  const RivalBits* rivals = nullptr;  // one more than candidates; null: all go together
  double geography = 0.0;             // the parts in full
  double industry = 0.0;
  double dividend_cap = 0.0;
  double threshold = 0.0;
};

struct SequenceCounts {
  bool any = false;           // some sequence may be wanted
  std::uint64_t unpaid = 0;   // sets that cash cannot pay for
  std::uint64_t blocked = 0;  // no sets
};

/// Looks at so many whole blocks of a SequenceList from `steps` on. `verdicts`: one for each
/// sequence, also for those that the last block lacks; the highest bit is not set where it is
/// wanted.
using LookAtSequences = SequenceCounts (*)(const SequenceTable& table, const std::uint16_t* steps,
                                           std::size_t stride, std::size_t blocks,
                                           std::uint64_t* verdicts);

/// For machines with AVX-512 and AVX2 alone.
SequenceCounts look_at_sequences_512(const SequenceTable& table, const std::uint16_t* steps,
                                     std::size_t stride, std::size_t blocks,
                                     std::uint64_t* verdicts);
SequenceCounts look_at_sequences_256(const SequenceTable& table, const std::uint16_t* steps,
                                     std::size_t stride, std::size_t blocks,
                                     std::uint64_t* verdicts);

/// REQUIRES: a width that this machine has, other than none.
[[nodiscard]] LookAtSequences sequence_kernel(KernelWidth width);

}  // namespace ballast::planner
