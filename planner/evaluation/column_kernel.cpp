#include "planner/evaluation/column_kernel.hpp"

#include "planner/evaluation/column_lanes.hpp"

namespace ballast::planner {

#if defined(__x86_64__)

KernelWidth widest_kernel() {
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
    return KernelWidth::bits_512;
  }
  return __builtin_cpu_supports("avx2") ? KernelWidth::bits_256 : KernelWidth::bits_128;
}

LookAtColumns column_kernel(KernelWidth width) {
  if (width == KernelWidth::bits_512) return look_at_columns_512;
  if (width == KernelWidth::bits_256) return look_at_columns_256;
  return ColumnLanes<16>::look;
}

#else

KernelWidth widest_kernel() {
  return KernelWidth::bits_128;
}

LookAtColumns column_kernel(KernelWidth /*width*/) {
  return ColumnLanes<16>::look;
}

#endif

}  // namespace ballast::planner
