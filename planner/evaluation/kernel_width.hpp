// How wide the vectors are that a kernel works with.
#pragma once

#include <cstdint>

namespace ballast::planner {

/// `none`: one number at a time.
enum class KernelWidth : std::uint8_t { none, bits_128, bits_256, bits_512 };

/// Returns the widest that this machine has.
[[nodiscard]] KernelWidth widest_kernel();

}  // namespace ballast::planner
