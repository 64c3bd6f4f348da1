// Finding a certificate that proves a close bound.
#pragma once

#include "planner/bounding/certificate.hpp"
#include "planner/bounding/surrogate.hpp"
#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Returns the certificate with the prices of the linear programmes of the whole space: the same
/// however the space is searched. REQUIRES: can_bound(context), and `basis` is its bound_basis().
[[nodiscard]] Certificate certify(const PlanContext& context, const BoundBasis& basis);

}  // namespace ballast::planner
