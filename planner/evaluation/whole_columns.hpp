// The text of the kernels that look at whole blocks of columns where nothing but geography is
// limited: what nearly all sets of a range are scored by. For vectors of `bytes`; see
// column_lanes.hpp.
#pragma once

#include "planner/evaluation/column_kernel.hpp"
#include "planner/evaluation/vectors.hpp"

namespace ballast::planner {

/// `most`: how many groups are open, or the most that may be.
template <std::size_t bytes, std::size_t most, bool with_marks, bool can_run_out>
class ColumnScan {
 public:
  ColumnScan(const ColumnTable& table, const ColumnRow& row)
      : terms_(table.terms()),
        open_(most < max_moved_groups ? most : row.open),
        least_cash_(all(row.least_cash)),
        threshold_(all(can_run_out ? row.threshold : row.threshold - row.rest)),
        rest_(all(row.rest)),
        marks_(Words{} + row.blocked) {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < open_; ++i) {
      deviations_[i] = all(row.open_deviations[i]);
      groups_[i] = ColumnTable::first_group + row.open_groups[i];
    }
  }

  /// Looks at the columns from `begin` on, to the end of the block before `behind`. Returns the
  /// number of unpaid ones in the lowest twenty bits, that of blocked ones in the next, and above
  /// them whether some are wanted; there are fewer than 2^20 columns.
  std::uint64_t look(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                     std::size_t behind) {
    const std::size_t first = begin / columns_per_block;
    const BlockOfNumbers* block = table.blocks + first * terms_;
    const BlockOfNumbers* settled = row.settled + first;
    const BlockOfNumbers* const end = row.settled + behind;
    if (begin % columns_per_block != 0) {
      look_at<true>(block, *settled, static_cast<double>(begin % columns_per_block));
      block += terms_;
      ++settled;
    }
    for (; settled < end; ++settled, block += terms_) look_at<false>(block, *settled, 0.0);
    const Words any = ~all_unwanted_ >> 63;
    const Words lanes = unpaid_ + (blocked_ << 20) + (any << 40);
    std::uint64_t sums = 0;
    for (std::size_t i = 0; i < width; ++i) sums += lanes[i];
    return sums;
  }

 private:
  static constexpr std::size_t width = bytes / sizeof(double);
  static constexpr std::uint64_t all_but_sign = 0x7fff'ffff'ffff'ffff;
  static constexpr BlockOfNumbers places{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};

  using Numbers = typename VectorsOf<bytes>::Doubles;
  using Words = typename VectorsOf<bytes>::Words;

  static Numbers load(const BlockOfNumbers& from, std::size_t lane) {
    Numbers out{};
    __builtin_memcpy(&out, __builtin_assume_aligned(from.of + lane, bytes), bytes);
    return out;
  }
  static Numbers magnitude(Numbers value) {
    return __builtin_bit_cast(Numbers, __builtin_bit_cast(Words, value) & all_but_sign);
  }
  static Words words(Numbers value) {
    return __builtin_bit_cast(Words, value);
  }
  static Numbers all(double value) {
    return value - Numbers{};
  }

  /// Returns by how much the columns of a vector exceed the threshold.
  [[gnu::always_inline]] Numbers over(const BlockOfNumbers* block, const BlockOfNumbers& settled,
                                      std::size_t lane) const {
    const Numbers worth = load(block[ColumnTable::worth], lane) - threshold_;
    Numbers moved = load(settled, lane);
#pragma GCC unroll 4
    for (std::size_t i = 0; i < open_; ++i) {
      moved += magnitude(load(block[groups_[i]], lane) + deviations_[i]);
    }
    if constexpr (!can_run_out) return worth - moved;
    const Numbers left = rest_ - moved;
    return worth + (left > 0.0 ? left : Numbers{});
  }

  /// `from`: of a block in part, its first column.
  template <bool in_part>
  [[gnu::always_inline]] void look_at(const BlockOfNumbers* block, const BlockOfNumbers& settled,
                                      double from) {
#pragma GCC unroll 8
    for (std::size_t lane = 0; lane < columns_per_block; lane += width) {
      Words unpaid = words(load(block[ColumnTable::cash], lane) - least_cash_);
      Words outside{};
      if constexpr (with_marks) {
        const Words found =
            __builtin_bit_cast(Words, load(block[ColumnTable::marks], lane)) & marks_;
        outside = found | -found;
      }
      if constexpr (in_part) {
        const Words before = words(load(places, lane) - from);
        blocked_ += (outside & ~before) >> 63;
        outside |= before;
      } else if constexpr (with_marks) {
        blocked_ += outside >> 63;
      }
      unpaid &= ~outside;
      unpaid_ += unpaid >> 63;
      all_unwanted_ &= words(over(block, settled, lane)) | outside | unpaid;
    }
  }

  std::size_t terms_;
  std::size_t open_;
  Numbers least_cash_;
  Numbers threshold_;
  Numbers rest_;
  Words marks_;
  Numbers deviations_[most + 1]{};
  std::size_t groups_[most + 1]{};
  Words all_unwanted_ = ~Words{};
  Words unpaid_{};
  Words blocked_{};
};

template <std::size_t bytes>
class WholeColumns {
 public:
  /// Looks at the columns from `begin` on, to the end of the block before `behind`. REQUIRES: no
  /// industries, no dividends apart. What the last block lacks counts as unpaid.
  static ColumnCounts look(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                           std::size_t behind) {
    const std::uint64_t sums = look_with(table, row, begin, behind);
    constexpr std::uint64_t count = (std::uint64_t{1} << 20) - 1;
    return {sums >> 40 != 0, sums & count, sums >> 20 & count};
  }

 private:
  static std::uint64_t look_with(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                 std::size_t behind) {
    switch (row.open) {
      case 0:
        return look_as<0>(table, row, begin, behind);
      case 1:
        return look_as<1>(table, row, begin, behind);
      case 2:
        return look_as<2>(table, row, begin, behind);
      case 3:
        return look_as<3>(table, row, begin, behind);
      case 4:
        return look_as<4>(table, row, begin, behind);
      case 5:
        return look_as<5>(table, row, begin, behind);
      default:
        return look_as<max_moved_groups>(table, row, begin, behind);
    }
  }

  template <std::size_t most>
  static std::uint64_t look_as(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                               std::size_t behind) {
    if (row.blocked != 0) {
      return ColumnScan<bytes, most, true, true>{table, row}.look(table, row, begin, behind);
    }
    if (row.can_run_out) {
      return ColumnScan<bytes, most, false, true>{table, row}.look(table, row, begin, behind);
    }
    return ColumnScan<bytes, most, false, false>{table, row}.look(table, row, begin, behind);
  }
};

}  // namespace ballast::planner
