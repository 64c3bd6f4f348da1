// The kernels for vectors of 64 bytes; compiled for machines with AVX-512 alone.
#include <immintrin.h>

#include "planner/evaluation/column_lanes.hpp"
#include "planner/evaluation/path_lanes.hpp"
#include "planner/evaluation/sequence_lanes.hpp"
#include "planner/evaluation/sieve.hpp"

namespace ballast::planner {
namespace {

/// No text for all machines can say this one instruction, which moves the lanes kept together.
template <bool below>
std::size_t sieve_by_eights(const std::int64_t* numbers, std::size_t count, std::int64_t limit,
                            std::int64_t* kept) {
  constexpr std::size_t width = 8;
  const __m512i limits = _mm512_set1_epi64(limit);
  std::size_t size = 0;
  for (std::size_t i = 0; i < count; i += width) {
    const std::size_t left = count - i;
    const auto inside = static_cast<__mmask8>(left < width ? (1U << left) - 1U : 0xffU);
    const __m512i some = _mm512_maskz_loadu_epi64(inside, numbers + i);
    const __mmask8 wanted = below ? _mm512_mask_cmplt_epi64_mask(inside, some, limits)
                                  : _mm512_mask_cmpgt_epi64_mask(inside, some, limits);
    _mm512_storeu_si512(kept + size, _mm512_maskz_compress_epi64(wanted, some));
    size += static_cast<std::size_t>(__builtin_popcount(wanted));
  }
  return size;
}

}  // namespace

Sieves sieves_512() {
  return {sieve_by_eights<true>, sieve_by_eights<false>};
}

ColumnCounts look_at_columns_512(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                 std::size_t end, std::uint16_t* wanted) {
  return ColumnLanes<64>::look(table, row, begin, end, wanted);
}

PathScores score_paths_512(const PathTerms& terms, std::size_t begin, std::size_t end,
                           std::int64_t* scores, const PathSums* sums) {
  return PathLanes<64>::score(terms, begin, end, scores, sums);
}

SequenceCounts look_at_sequences_512(const SequenceTable& table, const std::uint16_t* steps,
                                     std::size_t stride, std::size_t blocks,
                                     std::uint64_t* verdicts) {
  return look_at_sequences_in<64>(table, steps, stride, blocks, verdicts);
}

}  // namespace ballast::planner
