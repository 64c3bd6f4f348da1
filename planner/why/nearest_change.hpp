// The nearest value of a lever that flips the answer.
#pragma once

#include <optional>

#include "planner/why/trial.hpp"

namespace ballast::planner {

/// Returns the change of this lever that flips whether the security is traded, if one was found:
/// looked for near and far in both directions, then by halving what lies between. The value that is
/// returned was planned with.
[[nodiscard]] std::optional<FlippingChange> nearest_change(const WhyCase& at, const Lever& lever,
                                                           bool in_plan, Trials& trials);

}  // namespace ballast::planner
