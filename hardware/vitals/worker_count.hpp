// How many evaluators a board can feed: by its processors and memory at the start, and fewer while
// it is hot or starved.
#pragma once

#include <chrono>
#include <cstdint>

#include "hardware/vitals/grades.hpp"
#include "hardware/vitals/vitals.hpp"

namespace ballast::hardware {

/// What one evaluator takes at its peak, and a quarter more.
inline constexpr std::int64_t worker_kib = 96 << 10;

/// Returns 1 to the number of processors. `kept_free` processors are for other actors of the board.
[[nodiscard]] int worker_count(const Vitals& vitals, int kept_free,
                               std::int64_t kib_per_worker = worker_kib);

/// Idles workers of a board that is not well, one at a time, and takes them back when it is.
class Derating {
 public:
  /// Takes grades and temperature at `now`, a time that never goes back; asked more often than
  /// every five seconds it keeps its answer. Returns how many of `wanted` workers may work; 0 where
  /// the board is about to slow down by itself.
  int update(int wanted, const Vitals& vitals, const Grades& grades, std::chrono::milliseconds now);

 private:
  [[nodiscard]] int allowed(int wanted, const Vitals& vitals, const Grades& grades) const;

  bool began_ = false;
  int working_ = 0;
  std::chrono::milliseconds decided_{};
  std::chrono::milliseconds well_since_{};
  bool well_ = false;
};

}  // namespace ballast::hardware
