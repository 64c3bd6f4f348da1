// Finding the best sets again from a certificate alone, without any part of the search: every set
// that its prices let reach a score is looked at, and scored in the plain way.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/bounding/certificate.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner {

struct CheckedSets {
  std::vector<RankedSequence> best;  // best first, doing nothing among them
  std::uint64_t steps = 0;
};

/// Returns the best `keep` of all allowed sets of the space that score at least `floor`: the lower
/// it is, the more there is to look at; at zero that is every set. Fails for a certificate that
/// proves nothing, naming what, and if more than `most_steps` partial sets would be looked at.
[[nodiscard]] Result<CheckedSets> check_exactness(const PlanContext& context,
                                                  const Certificate& certificate, Score floor,
                                                  std::size_t keep, std::uint64_t most_steps);

}  // namespace ballast::planner
