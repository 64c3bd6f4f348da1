#include "planner/evaluation/path_kernel.hpp"

#include "planner/evaluation/path_lanes.hpp"

namespace ballast::planner {

ScorePaths path_kernel(KernelWidth width) {
  if (width == KernelWidth::none) return PathLanes<8>::score;
#if defined(__x86_64__)
  if (width == KernelWidth::bits_512) return score_paths_512;
  if (width == KernelWidth::bits_256) return score_paths_256;
#endif
  return PathLanes<16>::score;
}

}  // namespace ballast::planner
