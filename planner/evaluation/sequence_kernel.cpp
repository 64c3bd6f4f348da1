#include "planner/evaluation/sequence_kernel.hpp"

#include "planner/evaluation/sequence_lanes.hpp"

namespace ballast::planner {

LookAtSequences sequence_kernel([[maybe_unused]] KernelWidth width) {
#if defined(__x86_64__)
  if (width == KernelWidth::bits_512) return look_at_sequences_512;
  if (width == KernelWidth::bits_256) return look_at_sequences_256;
#endif
  return look_at_sequences_in<16>;
}

}  // namespace ballast::planner
