// Vectors of so many bytes, as g++ and clang know them. Kernels look at sign bits instead of
// comparing lanes, because not all vector units compare 64-bit integers.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ballast::planner {

template <std::size_t bytes>
struct VectorsOf;

template <>
struct VectorsOf<16> {
  using Doubles [[gnu::vector_size(16)]] = double;
  using Integers [[gnu::vector_size(16)]] = std::int64_t;
  using Words [[gnu::vector_size(16)]] = std::uint64_t;
};
template <>
struct VectorsOf<32> {
  using Doubles [[gnu::vector_size(32)]] = double;
  using Integers [[gnu::vector_size(32)]] = std::int64_t;
  using Words [[gnu::vector_size(32)]] = std::uint64_t;
};
template <>
struct VectorsOf<64> {
  using Doubles [[gnu::vector_size(64)]] = double;
  using Integers [[gnu::vector_size(64)]] = std::int64_t;
  using Words [[gnu::vector_size(64)]] = std::uint64_t;
};

}  // namespace ballast::planner
