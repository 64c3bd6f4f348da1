// The kernels for vectors of 32 bytes; compiled for machines with AVX2 alone.
#include "planner/evaluation/column_lanes.hpp"
#include "planner/evaluation/path_lanes.hpp"
#include "planner/evaluation/sequence_lanes.hpp"

namespace ballast::planner {

ColumnCounts look_at_columns_256(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                 std::size_t end, std::uint16_t* wanted) {
  return ColumnLanes<32>::look(table, row, begin, end, wanted);
}

PathScores score_paths_256(const PathTerms& terms, std::size_t begin, std::size_t end,
                           std::int64_t* scores, const PathSums* sums) {
  return PathLanes<32>::score(terms, begin, end, scores, sums);
}

SequenceCounts look_at_sequences_256(const SequenceTable& table, const std::uint16_t* steps,
                                     std::size_t stride, std::size_t blocks,
                                     std::uint64_t* verdicts) {
  return look_at_sequences_in<32>(table, steps, stride, blocks, verdicts);
}

}  // namespace ballast::planner
