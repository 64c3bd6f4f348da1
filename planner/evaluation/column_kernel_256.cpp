// The column kernel for vectors of 32 bytes; compiled for machines with AVX2 alone.
#include "planner/evaluation/column_lanes.hpp"

namespace ballast::planner {

ColumnCounts look_at_columns_256(const ColumnTable& table, const ColumnRow& row, std::size_t begin,
                                 std::size_t end, std::uint16_t* wanted) {
  return ColumnLanes<32>::look(table, row, begin, end, wanted);
}

}  // namespace ballast::planner
