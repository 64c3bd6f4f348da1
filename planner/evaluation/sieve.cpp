#include "planner/evaluation/sieve.hpp"

#include <algorithm>
#include <utility>

namespace ballast::planner {
namespace {

/// Without a branch for each number, because none of them can be foretold.
template <bool below>
std::size_t sieve(const std::int64_t* numbers, std::size_t count, std::int64_t limit,
                  std::int64_t* kept) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t one = numbers[i];
    kept[size] = one;
    size += static_cast<std::size_t>(below ? one < limit : one > limit);
  }
  return size;
}

}  // namespace

std::int64_t select(const Sieves& sieves, std::int64_t* numbers, std::int64_t* spare,
                    std::size_t count, std::size_t rank) {
  constexpr std::size_t few = 12;
  while (count > few) {
    const std::int64_t a = numbers[0];
    const std::int64_t b = numbers[count / 2];
    const std::int64_t c = numbers[count - 1];
    const std::int64_t middle = std::max(std::min(a, b), std::min(std::max(a, b), c));
    const std::size_t above = sieves.above(numbers, count, middle, spare);
    if (rank >= count - above) {
      rank -= count - above;
      count = above;
      std::swap(numbers, spare);
      continue;
    }
    const std::size_t below = sieves.below(numbers, count, middle, numbers);
    if (rank >= below) return middle;
    count = below;
  }
  std::sort(numbers, numbers + count);
  return numbers[rank];
}

Sieves sieves_of([[maybe_unused]] KernelWidth width) {
#if defined(__x86_64__)
  if (width == KernelWidth::bits_512) return sieves_512();
#endif
  return {sieve<true>, sieve<false>};
}

}  // namespace ballast::planner
