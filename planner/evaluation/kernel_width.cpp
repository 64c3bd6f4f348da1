#include "planner/evaluation/kernel_width.hpp"

namespace ballast::planner {

KernelWidth widest_kernel() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
    return KernelWidth::bits_512;
  }
  if (__builtin_cpu_supports("avx2")) return KernelWidth::bits_256;
#endif
  return KernelWidth::bits_128;
}

}  // namespace ballast::planner
