// A person's views of single securities, blended with what holding the present portfolio implies.
#pragma once

#include <span>

#include "planner/targets/chosen_weights.hpp"

namespace ballast::planner {

/// The risk aversion of whoever holds what is held, and how unsure its returns are.
inline constexpr double holders_aversion = 3.0;
inline constexpr double prior_uncertainty = 0.05;

/// Returns the best utility at the holder's aversion, by the posterior of Black and Litterman: the
/// returns for which what is held now is best (equal weights, where nothing is), moved by the views
/// by as much as their confidence. Refused for a view of a security that is not among the entries,
/// two of one, a confidence beyond 0 to 1 or a return beyond -1 to 10. REQUIRES: an entry for each
/// security of the model.
[[nodiscard]] Result<ChosenWeights> weights_by_views(const PortfolioProblem& problem,
                                                     const RiskModel& model,
                                                     std::span<const TargetEntry> entries,
                                                     const TargetRules& rules);

}  // namespace ballast::planner
