// What sets are worth at the prices of a certificate: no set of the kind that the prices are for
// scores more than zero and the worth of nothing with the gains of its trades. In 2^-30 of a tick.
#pragma once

#include <cstddef>

#include "planner/bounding/certificate.hpp"
#include "planner/bounding/wide.hpp"
#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Returns the context whose scores are priced: with price scenarios a surrogate, in which no set
/// scores less, by the certificate's shares of paths. Fails for shares that do not hold.
[[nodiscard]] Result<PlanContext> priced_context(const PlanContext& context,
                                                 const Certificate& certificate);

/// Returns whether a set of the kind may hold the candidate.
[[nodiscard]] bool is_priced(const PlanContext& context, const CertificatePrices& prices,
                             std::size_t index);

/// Returns what is there before any trade, with all cash and room at their prices.
[[nodiscard]] Wide worth_of_nothing(const PlanContext& context, const CertificatePrices& prices);

/// Returns what one trade adds after paying for the room and the cash that it takes.
[[nodiscard]] Wide gain_of(const CandidateTerms& terms, const CertificatePrices& prices);

}  // namespace ballast::planner
