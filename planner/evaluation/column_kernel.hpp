// Scoring one prefix with very many choices of trades, several of them in each vector.
//
// Numbers are whole ticks and micros held in doubles: as long as they and all sums stay below 2^53
// every addition, minimum and comparison is exact, so that width, order and machine cannot matter.
// Doubles, because all vector units, the oldest among them, compare and limit doubles in one
// instruction and 64-bit integers in many. Vectors are those of g++ and clang, which lower them to
// what a machine has: one text for x86-64 and Arm.
#pragma once

#include <cstddef>
#include <cstdint>

#include "planner/evaluation/kernel_width.hpp"

namespace ballast::planner {

inline constexpr std::size_t columns_per_block = 16;

/// With more groups that columns move, one set at a time is faster.
inline constexpr std::size_t max_moved_groups = 32;

/// One term of a block of columns.
struct alignas(64) BlockOfNumbers {
  double of[columns_per_block];
};

/// Blocks one after the other; each holds cash, worth, dividend, marks, then the moved groups of
/// countries and of industries. Marks are bits of 64-bit integers.
struct ColumnTable {
  const BlockOfNumbers* blocks = nullptr;
  std::size_t groups = 0;
  std::size_t industries = 0;
  bool dividends = false;   // dividends count apart, because their cap may bind
  std::size_t columns = 0;  // below 2^20; what the last block lacks has less cash than any row

  static constexpr std::size_t cash = 0;
  static constexpr std::size_t worth = 1;
  static constexpr std::size_t dividend = 2;
  static constexpr std::size_t marks = 3;
  static constexpr std::size_t first_group = 4;

  [[nodiscard]] std::size_t terms() const { return first_group + groups + industries; }
};

/// What a prefix asks of each column. It is wanted if its worth, with the dividend (at most
/// `dividend_room`), and what geography and industry leave above zero, reaches `threshold`.
struct ColumnRow {
  double least_cash = 0.0;
  double threshold = 0.0;
  double dividend_room = 0.0;
  double geography = 0.0;  // the part in full, less the deviation of groups that no column moves
  double industry = 0.0;
  std::uint64_t blocked = 0;            // a column with one of these marks is no set
  double deviations[max_moved_groups];  // of the moved groups; the others stay as they are

  /// The same for kernels that look at whole blocks where nothing but geography is limited. In most
  /// groups no column changes the deviation's sign: those are one sum for each column, which
  /// `rest`, the part in full less what no column moves, is taken less.
  const BlockOfNumbers* settled = nullptr;  // one for each block of columns
  double rest = 0.0;
  bool can_run_out = true;  // some column may leave less than nothing of geography
  std::size_t open = 0;     // groups whose sign is open:
  std::uint8_t open_groups[max_moved_groups];
  double open_deviations[max_moved_groups];
};

struct ColumnCounts {
  bool any = false;           // some column is wanted
  std::uint64_t unpaid = 0;   // sets that cash cannot pay for
  std::uint64_t blocked = 0;  // no sets
};

/// Looks at the columns [begin, end). `wanted`: nothing, or one word for each block that these
/// columns touch, to be filled in with a bit for each wanted column.
using LookAtColumns = ColumnCounts (*)(const ColumnTable& table, const ColumnRow& row,
                                       std::size_t begin, std::size_t end, std::uint16_t* wanted);

/// For machines with AVX-512 and AVX2 alone.
ColumnCounts look_at_columns_512(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                 std::size_t end, std::uint16_t* wanted);
ColumnCounts look_at_columns_256(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                 std::size_t end, std::uint16_t* wanted);

/// REQUIRES: a width that this machine has, other than none.
[[nodiscard]] LookAtColumns column_kernel(KernelWidth width);

}  // namespace ballast::planner
