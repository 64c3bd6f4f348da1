// How the sets of the enumerated space are searched.
#pragma once

#include <cstdint>

namespace ballast::planner {

/// The plan is the same.
enum class SearchMethod : std::uint8_t {
  exact,      // by bounds where they hold and pay, in one thread
  enumerate,  // every set is scored; on a cluster by the evaluators
};

}  // namespace ballast::planner
