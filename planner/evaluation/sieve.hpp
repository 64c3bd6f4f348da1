// Keeping the low or the high ones of many numbers: what selecting by rank consists of.
#pragma once

#include <cstddef>
#include <cstdint>

#include "planner/evaluation/kernel_width.hpp"

namespace ballast::planner {

/// What a sieve may write beyond the numbers that it keeps.
inline constexpr std::size_t sieve_overhang = 8;

/// Copies the numbers that are below (or above) a limit, in their order, and returns how many.
/// `kept` may be `numbers`; it has room for `count` and the overhang.
using Sieve = std::size_t (*)(const std::int64_t* numbers, std::size_t count, std::int64_t limit,
                              std::int64_t* kept);

struct Sieves {
  Sieve below;
  Sieve above;
};

/// Returns the number of so high a rank (0: the lowest) among `count` numbers, which are moved
/// about, as they are in `spare`; both have room for an overhang more. REQUIRES: rank < count.
[[nodiscard]] std::int64_t select(const Sieves& sieves, std::int64_t* numbers, std::int64_t* spare,
                                  std::size_t count, std::size_t rank);

/// For machines with AVX-512 alone.
Sieves sieves_512();

/// REQUIRES: a width that this machine has.
[[nodiscard]] Sieves sieves_of(KernelWidth width);

}  // namespace ballast::planner
