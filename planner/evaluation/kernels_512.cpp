// The kernels for vectors of 64 bytes; compiled for machines with AVX-512 alone.
#include "planner/evaluation/column_lanes.hpp"
#include "planner/evaluation/path_lanes.hpp"
#include "planner/evaluation/sequence_lanes.hpp"

namespace ballast::planner {

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
