// The text of the column kernels, for vectors of `bytes`. A unit that includes this may be compiled
// for a machine that others are not: so it includes nothing with functions that others share.
#pragma once

#include "planner/evaluation/column_kernel.hpp"

namespace ballast::planner {

template <std::size_t bytes>
struct VectorsOf;

template <>
struct VectorsOf<16> {
  using Doubles [[gnu::vector_size(16)]] = double;
  using Integers [[gnu::vector_size(16)]] = std::int64_t;
};
template <>
struct VectorsOf<32> {
  using Doubles [[gnu::vector_size(32)]] = double;
  using Integers [[gnu::vector_size(32)]] = std::int64_t;
};
template <>
struct VectorsOf<64> {
  using Doubles [[gnu::vector_size(64)]] = double;
  using Integers [[gnu::vector_size(64)]] = std::int64_t;
};

template <std::size_t bytes>
class ColumnLanes {
 public:
  static ColumnCounts look(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
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
      Masks verdict;
      if (plain) {
        lanes.look_at_block<true>(block, from, to, verdict);
        empty += columns_per_block - to;
      } else {
        lanes.look_at_block<false>(block, from, to, verdict);
      }
      if (wanted != nullptr) wanted[start / columns_per_block - first] = bits_of(verdict);
    }
    // One sum of all lanes instead of three.
    const std::uint64_t sums =
        sum_of(lanes.unpaid_ + (lanes.blocked_ << 20) + (lanes.any_ & (std::int64_t{1} << 40)));
    constexpr std::uint64_t count = (std::uint64_t{1} << 20) - 1;
    return {sums >> 40 != 0, (sums & count) - empty, sums >> 20 & count};
  }

 private:
  static constexpr std::size_t width = bytes / sizeof(double);
  static constexpr std::size_t vectors = columns_per_block / width;
  static constexpr std::int64_t all_but_sign = 0x7fff'ffff'ffff'ffff;

  using Numbers = typename VectorsOf<bytes>::Doubles;
  using Mask = typename VectorsOf<bytes>::Integers;  // a lane is 0 or -1
  using Masks = Mask[vectors];

  ColumnLanes(const ColumnTable& table, const ColumnRow& row) : table_(table), row_(row) {}

  template <class Vector>
  static Vector load(const BlockOfNumbers& from, std::size_t vector) {
    Vector out;
    __builtin_memcpy(&out, __builtin_assume_aligned(from.of + vector * width, bytes), bytes);
    return out;
  }

  static Numbers magnitude(Numbers value) {
    return __builtin_bit_cast(Numbers, __builtin_bit_cast(Mask, value) & all_but_sign);
  }

  /// Returns one number in all lanes; to take away nothing costs nothing.
  static Numbers all(double value) { return value - Numbers{}; }

  /// Adds what the deviations of some groups leave of `full`.
  [[gnu::always_inline]] void add_left(const BlockOfNumbers* moves, const double* deviations,
                                       std::size_t groups, double full,
                                       Numbers (&worth)[vectors]) const {
    Numbers left[vectors];
    for (Numbers& one : left) one = all(full);
    for (std::size_t group = 0; group < groups; ++group) {
      const Numbers deviation = all(deviations[group]);
      for (std::size_t i = 0; i < vectors; ++i) {
        left[i] -= magnitude(load<Numbers>(moves[group], i) + deviation);
      }
    }
    for (std::size_t i = 0; i < vectors; ++i) {
      worth[i] += left[i] > 0.0 ? left[i] : Numbers{};
    }
  }

  [[gnu::always_inline]] void add_worth(const BlockOfNumbers* block,
                                        Numbers (&worth)[vectors]) const {
    for (std::size_t i = 0; i < vectors; ++i) worth[i] = load<Numbers>(block[table_.worth], i);
    const BlockOfNumbers* moves = block + table_.first_group;
    add_left(moves, row_.deviations, table_.groups, row_.geography, worth);
    if (table_.industries > 0) {
      add_left(moves + table_.groups, row_.deviations + table_.groups, table_.industries,
               row_.industry, worth);
    }
    if (!table_.dividends) return;
    const Numbers room = all(row_.dividend_room);
    for (std::size_t i = 0; i < vectors; ++i) {
      const Numbers dividend = load<Numbers>(block[table_.dividend], i);
      worth[i] += dividend < room ? dividend : room;
    }
  }

  /// Returns which lanes are columns of [from, to), and counts those of them that are blocked.
  Mask open(const BlockOfNumbers* block, std::size_t vector, std::size_t from, std::size_t to) {
    Mask lane{};
    for (std::size_t i = 0; i < width; ++i) lane[i] = static_cast<std::int64_t>(vector * width + i);
    const Mask inside =
        (lane >= static_cast<std::int64_t>(from)) & (lane < static_cast<std::int64_t>(to));
    const Mask marks = load<Mask>(block[table_.marks], vector);
    const Mask free = (marks & static_cast<std::int64_t>(row_.blocked)) == 0;
    blocked_ -= inside & ~free;
    return inside & free;
  }

  /// `whole`: all columns of the block are asked for, and none can be blocked.
  template <bool whole>
  [[gnu::always_inline]] void look_at_block(const BlockOfNumbers* block, std::size_t from,
                                            std::size_t to, Masks& verdict) {
    Numbers worth[vectors];
    add_worth(block, worth);
    for (std::size_t i = 0; i < vectors; ++i) {
      const Numbers cash = load<Numbers>(block[table_.cash], i);
      Mask paid = cash >= row_.least_cash;
      Mask unpaid = ~paid;
      if constexpr (!whole) {
        const Mask sets = open(block, i, from, to);
        paid &= sets;
        unpaid &= sets;
      }
      unpaid_ -= unpaid;
      verdict[i] = paid & (worth[i] >= row_.threshold);
      any_ |= verdict[i];
    }
  }

  static std::uint64_t sum_of(Mask counts) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += counts[i];
    return static_cast<std::uint64_t>(sum);
  }

  static std::uint16_t bits_of(const Masks& masks) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < columns_per_block; ++i) {
      bits |= static_cast<unsigned>(masks[i / width][i % width] & 1) << i;
    }
    return static_cast<std::uint16_t>(bits);
  }

  const ColumnTable& table_;
  const ColumnRow& row_;
  Mask any_{};
  Mask unpaid_{};
  Mask blocked_{};
};

}  // namespace ballast::planner
