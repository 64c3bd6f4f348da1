// The text of the sequence kernels, for vectors of `bytes`. A unit that includes this may be
// compiled for a machine that others are not: so it includes nothing with functions that others
// share.
#pragma once

#include "planner/evaluation/sequence_kernel.hpp"
#include "planner/evaluation/vectors.hpp"

namespace ballast::planner {

/// The lanes of a vector of `bytes`, counted.
template <std::size_t... lane>
struct LaneNumbers {};
template <std::size_t bytes>
struct LanesOf;
template <>
struct LanesOf<16> {
  using Type = LaneNumbers<0, 1>;
};
template <>
struct LanesOf<32> {
  using Type = LaneNumbers<0, 1, 2, 3>;
};
template <>
struct LanesOf<64> {
  using Type = LaneNumbers<0, 1, 2, 3, 4, 5, 6, 7>;
};

template <std::size_t bytes, class Row>
class SequenceLanes {
 public:
  static SequenceCounts look(const SequenceTable& table, const std::uint16_t* steps,
                             std::size_t stride, std::size_t blocks, std::uint64_t* verdicts) {
    SequenceLanes lanes{table};
    if (table.rivals == nullptr) {
      lanes.template look_at_blocks<false>(steps, stride, blocks, verdicts);
    } else {
      lanes.template look_at_blocks<true>(steps, stride, blocks, verdicts);
    }
    SequenceCounts counts;
    for (std::size_t i = 0; i < width; ++i) {
      counts.any = counts.any || lanes.all_unwanted_[i] >> 63 == 0;
      counts.unpaid += lanes.unpaid_[i];
      counts.blocked += lanes.blocked_[i];
    }
    return counts;
  }

 private:
  static constexpr std::size_t terms = sizeof(Row) / sizeof(double);
  static constexpr bool is_long = terms == terms_of_long_row;
  static constexpr std::size_t width = bytes / sizeof(double);
  static constexpr std::size_t vectors = terms / width;
  static constexpr std::uint64_t all_but_sign = 0x7fff'ffff'ffff'ffff;

  using Numbers = typename VectorsOf<bytes>::Doubles;
  using Words = typename VectorsOf<bytes>::Words;
  using Lanes = typename LanesOf<bytes>::Type;

  explicit SequenceLanes(const SequenceTable& table) : table_(table) {
    if constexpr (is_long) rows_ = table.long_rows;
    if constexpr (!is_long) rows_ = table.short_rows;
  }

  static Numbers load(const double* from) {
    Numbers out{};
    __builtin_memcpy(&out, __builtin_assume_aligned(from, bytes), bytes);
    return out;
  }
  static Numbers magnitude(Numbers value) {
    return __builtin_bit_cast(Numbers, __builtin_bit_cast(Words, value) & all_but_sign);
  }
  static Words words(Numbers value) { return __builtin_bit_cast(Words, value); }
  static Numbers positive(Numbers value) { return value > 0.0 ? value : Numbers{}; }

  /// Exchanges lanes of two vectors so that those whose number lacks the bit `distance` are of the
  /// first and the others, that far to the left, of the second; `upper`: what is left over.
  template <std::size_t distance, bool upper, std::size_t... lane>
  static Numbers weave(Numbers a, Numbers b, LaneNumbers<lane...> /*lanes*/) {
    return __builtin_shufflevector(
        a, b,
        static_cast<int>((lane & distance) == 0 ? lane + (upper ? distance : 0)
                                                : width + lane - (upper ? 0 : distance))...);
  }

  template <std::size_t distance>
  [[gnu::always_inline]] static void transpose_from(Numbers (&tile)[width]) {
    if constexpr (distance < width) {
#pragma GCC unroll 8
      for (std::size_t i = 0; i < width; ++i) {
        if ((i & distance) != 0) continue;
        const Numbers lower = weave<distance, false>(tile[i], tile[i + distance], Lanes{});
        tile[i + distance] = weave<distance, true>(tile[i], tile[i + distance], Lanes{});
        tile[i] = lower;
      }
      transpose_from<2 * distance>(tile);
    }
  }

  /// Sums the rows of `width` sequences and returns them by term: one sequence in each lane.
  [[gnu::always_inline]] void sum(const std::uint16_t* steps, std::size_t stride,
                                  Numbers (&by_term)[terms]) const {
    Numbers sums[vectors][width]{};
#pragma GCC unroll 16
    for (std::size_t i = 0; i < vectors; ++i) {
      const Numbers base = load(table_.base.of + i * width);
#pragma GCC unroll 8
      for (Numbers& one : sums[i]) one = base;
    }
    for (std::size_t step = 0; step < stride; ++step, steps += sequences_per_block) {
#pragma GCC unroll 8
      for (std::size_t lane = 0; lane < width; ++lane) {
        const double* row = rows_[steps[lane]].of;
#pragma GCC unroll 8
        for (std::size_t i = 0; i < vectors; ++i) sums[i][lane] += load(row + i * width);
      }
    }
#pragma GCC unroll 8
    for (std::size_t i = 0; i < vectors; ++i) {
      transpose_from<1>(sums[i]);
#pragma GCC unroll 8
      for (std::size_t lane = 0; lane < width; ++lane) by_term[i * width + lane] = sums[i][lane];
    }
  }

  /// Returns what the terms [begin, end) leave of `full`.
  static Numbers left(const Numbers (&sums)[terms], std::size_t begin, std::size_t end,
                      double full) {
    Numbers rest = full - Numbers{};
#pragma GCC unroll 16
    for (std::size_t i = begin; i < end; ++i) rest -= magnitude(sums[i]);
    return positive(rest);
  }

  /// Looks at `width` sequences. Returns whether each is paid for and reaches the threshold.
  [[gnu::always_inline]] Words look_at(const Numbers (&sums)[terms], Words blocked) {
    Numbers worth = sums[SequenceTable::worth];
    Words unpaid = words(sums[SequenceTable::cash]);
    if constexpr (is_long) {
      const Numbers dividend = sums[SequenceTable::dividend];
      worth += dividend < table_.dividend_cap ? dividend : table_.dividend_cap - Numbers{};
      worth +=
          left(sums, SequenceTable::first_group_of_long_row, table_.industries, table_.geography);
      worth += left(sums, table_.industries, terms, table_.industry);
      unpaid &= words(sums[SequenceTable::purchases]);
    } else {
      worth += left(sums, SequenceTable::first_group, terms, table_.geography);
    }
    unpaid &= ~blocked;
    unpaid_ += unpaid >> 63;
    blocked_ += blocked >> 63;
    const Words verdict = unpaid | blocked | words(worth - table_.threshold);
    all_unwanted_ &= verdict;
    return verdict;
  }

  /// Returns all ones for each of `width` sequences in which one candidate blocks another.
  [[gnu::always_inline]] Words find_blocked(const std::uint16_t* steps, std::size_t stride) const {
    std::uint64_t seen[width]{};
    std::uint64_t blocked[width]{};
    for (std::size_t step = 0; step < stride; ++step, steps += sequences_per_block) {
#pragma GCC unroll 8
      for (std::size_t lane = 0; lane < width; ++lane) {
        const RivalBits& bits = table_.rivals[steps[lane]];
        blocked[lane] |= seen[lane] & bits.own;
        seen[lane] |= bits.rivals;
      }
    }
    Words out{};
    for (std::size_t lane = 0; lane < width; ++lane) out[lane] = blocked[lane] != 0 ? ~0ULL : 0;
    return out;
  }

  template <bool with_rivals>
  [[gnu::always_inline]] void look_at_blocks(const std::uint16_t* steps, std::size_t stride,
                                             std::size_t blocks, std::uint64_t* verdicts) {
    for (std::size_t block = 0; block < blocks; ++block) {
      for (std::size_t first = 0; first < sequences_per_block; first += width) {
        Words blocked{};
        if constexpr (with_rivals) blocked = find_blocked(steps + first, stride);
        Numbers sums[terms]{};
        sum(steps + first, stride, sums);
        const Words verdict = look_at(sums, blocked);
        __builtin_memcpy(verdicts, &verdict, bytes);
        verdicts += width;
      }
      steps += stride * sequences_per_block;
    }
  }

  const SequenceTable& table_;
  const Row* rows_;
  Words all_unwanted_ = ~Words{};
  Words unpaid_{};
  Words blocked_{};
};

/// The kernel for vectors of `bytes`, whichever rows there are.
template <std::size_t bytes>
SequenceCounts look_at_sequences_in(const SequenceTable& table, const std::uint16_t* steps,
                                    std::size_t stride, std::size_t blocks,
                                    std::uint64_t* verdicts) {
  if (table.short_rows != nullptr) {
    return SequenceLanes<bytes, ShortRow>::look(table, steps, stride, blocks, verdicts);
  }
  return SequenceLanes<bytes, LongRow>::look(table, steps, stride, blocks, verdicts);
}

}  // namespace ballast::planner
