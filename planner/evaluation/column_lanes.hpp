// The text of the column kernels, for vectors of `bytes`. A unit that includes this may be compiled
// for a machine that others are not: so it includes nothing with functions that others share.
#pragma once

#include "planner/evaluation/column_kernel.hpp"
#include "planner/evaluation/vectors.hpp"
#include "planner/evaluation/whole_columns.hpp"

namespace ballast::planner {

template <std::size_t bytes>
class ColumnLanes {
 public:
  static ColumnCounts look(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                           std::size_t end, std::uint16_t* wanted) {
    const std::size_t behind = end == table.columns
                                   ? (end + columns_per_block - 1) / columns_per_block
                                   : end / columns_per_block;
    const std::size_t last = behind * columns_per_block;
    if (wanted != nullptr || row.settled == nullptr || begin >= last) {
      return look_at_any(table, row, begin, end, wanted);
    }
    ColumnCounts counts = WholeColumns<bytes>::look(table, row, begin, behind);
    if (last > end) counts.unpaid -= last - end;
    if (last < end) add(look_at_any(table, row, last, end, nullptr), counts);
    return counts;
  }

 private:
  static void add(const ColumnCounts& some, ColumnCounts& counts) {
    counts.any = counts.any || some.any;
    counts.unpaid += some.unpaid;
    counts.blocked += some.blocked;
  }

  /// Looks at columns of parts of blocks, too, and where more than geography is limited.
  static ColumnCounts look_at_any(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                  std::size_t end, std::uint16_t* wanted) {
    ColumnLanes lanes{table, row};
    const std::size_t first = begin / columns_per_block;
    std::uint64_t empty = 0;
    for (std::size_t start = begin - begin % columns_per_block; start < end;
         start += columns_per_block) {
      const std::size_t from = begin > start ? begin - start : 0;
      const std::size_t to = end - start < columns_per_block ? end - start : columns_per_block;
      const bool plain =
          from == 0 && (to == columns_per_block || end == table.columns) && row.blocked == 0;
      const BlockOfNumbers* block = table.blocks + start / columns_per_block * table.terms();
      Verdict verdict{};
      if (plain) {
        lanes.look_at_block<true>(block, from, to, verdict);
        empty += columns_per_block - to;
      } else {
        lanes.look_at_block<false>(block, from, to, verdict);
      }
      if (wanted != nullptr) wanted[start / columns_per_block - first] = bits_of(verdict);
    }
    // One sum of all lanes instead of three.
    const Words any = ~lanes.all_unwanted_ >> 63;
    const std::uint64_t sums = sum_of(lanes.unpaid_ + (lanes.blocked_ << 20) + (any << 40));
    constexpr std::uint64_t count = (std::uint64_t{1} << 20) - 1;
    return {sums >> 40 != 0, (sums & count) - empty, sums >> 20 & count};
  }

  static constexpr std::size_t width = bytes / sizeof(double);
  static constexpr std::size_t vectors = columns_per_block / width;
  static constexpr BlockOfNumbers places{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
  static constexpr std::uint64_t all_but_sign = 0x7fff'ffff'ffff'ffff;

  using Numbers = typename VectorsOf<bytes>::Doubles;
  using Words = typename VectorsOf<bytes>::Words;
  using Verdict = Words[vectors];  // a lane whose highest bit is not set is wanted

  ColumnLanes(const ColumnTable& table, const ColumnRow& row) : table_(table), row_(row) {}

  template <class Vector>
  static Vector load(const BlockOfNumbers& from, std::size_t vector) {
    Vector out{};
    __builtin_memcpy(&out, __builtin_assume_aligned(from.of + vector * width, bytes), bytes);
    return out;
  }

  static Numbers magnitude(Numbers value) {
    return __builtin_bit_cast(Numbers, __builtin_bit_cast(Words, value) & all_but_sign);
  }

  /// Returns one number in all lanes; to take away nothing costs nothing.
  static Numbers all(double value) { return value - Numbers{}; }

  /// Adds what the deviations of some groups leave of `full`.
  [[gnu::always_inline]] void add_left(const BlockOfNumbers* moves, const double* deviations,
                                       std::size_t groups, double full,
                                       Numbers (&worth)[vectors]) const {
    Numbers left[vectors]{};
#pragma GCC unroll 8
    for (Numbers& one : left) one = all(full);
    for (std::size_t group = 0; group < groups; ++group) {
      const Numbers deviation = all(deviations[group]);
#pragma GCC unroll 8
      for (std::size_t i = 0; i < vectors; ++i) {
        left[i] -= magnitude(load<Numbers>(moves[group], i) + deviation);
      }
    }
#pragma GCC unroll 8
    for (std::size_t i = 0; i < vectors; ++i) {
      worth[i] += left[i] > 0.0 ? left[i] : Numbers{};
    }
  }

  [[gnu::always_inline]] void add_worth(const BlockOfNumbers* block,
                                        Numbers (&worth)[vectors]) const {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < vectors; ++i) worth[i] = load<Numbers>(block[table_.worth], i);
    const BlockOfNumbers* moves = block + table_.first_group;
    add_left(moves, row_.deviations, table_.groups, row_.geography, worth);
    if (table_.industries > 0) {
      add_left(moves + table_.groups, row_.deviations + table_.groups, table_.industries,
               row_.industry, worth);
    }
    if (!table_.dividends) return;
    const Numbers room = all(row_.dividend_room);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < vectors; ++i) {
      const Numbers dividend = load<Numbers>(block[table_.dividend], i);
      worth[i] += dividend < room ? dividend : room;
    }
  }

  /// Returns the words of numbers: the highest bit is set where they are below zero.
  static Words words(Numbers value) {
    return __builtin_bit_cast(Words, value);
  }

  /// Marks the lanes that are no columns of [from, to) or no sets; counts the latter.
  Words outside(const BlockOfNumbers* block, std::size_t vector, std::size_t from, std::size_t to) {
    const Numbers place = load<Numbers>(places, vector);
    const Words beyond =
        words(place - static_cast<double>(from)) | words((static_cast<double>(to) - 1.0) - place);
    if (row_.blocked == 0) return beyond;
    const Words found = load<Words>(block[table_.marks], vector) & row_.blocked;
    const Words blocked = found | -found;
    blocked_ += (blocked & ~beyond) >> 63;
    return beyond | blocked;
  }

  /// `whole`: all columns of the block are asked for, and none can be blocked.
  template <bool whole>
  [[gnu::always_inline]] void look_at_block(const BlockOfNumbers* block, std::size_t from,
                                            std::size_t to, Verdict& verdict) {
    Numbers worth[vectors]{};
    add_worth(block, worth);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < vectors; ++i) {
      const Words unpaid = words(load<Numbers>(block[table_.cash], i) - row_.least_cash);
      const Words unwanted = unpaid | words(worth[i] - row_.threshold);
      if constexpr (whole) {
        unpaid_ += unpaid >> 63;
        verdict[i] = unwanted;
      } else {
        const Words others = outside(block, i, from, to);
        unpaid_ += (unpaid & ~others) >> 63;
        verdict[i] = unwanted | others;
      }
      all_unwanted_ &= verdict[i];
    }
  }

  static std::uint64_t sum_of(Words counts) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += counts[i];
    return sum;
  }

  static std::uint16_t bits_of(const Verdict& verdict) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < columns_per_block; ++i) {
      bits |= (~verdict[i / width][i % width] >> 63) << i;
    }
    return static_cast<std::uint16_t>(bits);
  }

  const ColumnTable& table_;
  const ColumnRow& row_;
  Words all_unwanted_ = ~Words{};
  Words unpaid_{};
  Words blocked_{};
};

}  // namespace ballast::planner
