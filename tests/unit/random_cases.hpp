// How many random cases a property test tries. Sanitizers look for faults of memory and of
// undefined behaviour, which need fewer cases than a fault of arithmetic and cost ten times as
// much.
#pragma once

#include <cstdint>

#include "tests/sanitizers/sanitized.hpp"

namespace ballast {

/// `whole` cases, a tenth of them (at least one) under a sanitizer.
constexpr std::uint64_t random_cases(std::uint64_t whole) {
  return sanitized ? (whole + 9) / 10 : whole;
}

}  // namespace ballast
