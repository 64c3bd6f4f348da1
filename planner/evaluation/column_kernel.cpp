#include "planner/evaluation/column_kernel.hpp"

#include "planner/evaluation/column_lanes.hpp"

namespace ballast::planner {

LookAtColumns column_kernel([[maybe_unused]] KernelWidth width) {
#if defined(__x86_64__)
  if (width == KernelWidth::bits_512) return look_at_columns_512;
  if (width == KernelWidth::bits_256) return look_at_columns_256;
#endif
  return ColumnLanes<16>::look;
}

}  // namespace ballast::planner
