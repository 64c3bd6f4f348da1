// The plain, exact evaluation of one set: the definition that every faster search must agree with.
// In all functions: `context` has no fault, and a set has at most max_sequence_length indices, each
// below context.candidates.size(); its order does not matter except where said.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {

using CandidateSet = std::span<const CandidateIndex>;

/// The score of a set, split; total() is score() exactly.
struct ScoreParts {
  Score total_return;
  Score promise;
  Score stability;
  Score quality;
  Score dividend;
  Score geography;
  Score industry;  // zero without an industry part
  Score opinion;
  Score cost;             // <= 0
  Score limit;            // what cutting at 0 and 1 adds; zero for all but freak portfolios
  Score price_scenarios;  // what the combined score of all paths adds to that of the path shown

  [[nodiscard]] Score total() const;

  bool operator==(const ScoreParts&) const = default;
};

[[nodiscard]] Score score(const PlanContext& context, CandidateSet set);

/// Where the parts of a score are those of one price path: which. Nothing: of today's prices.
using ShownPath = std::optional<std::size_t>;

/// Returns the path with the median score of this set, or today's prices, as the mode says.
[[nodiscard]] ShownPath shown_path(const PlanContext& context, CandidateSet set);

/// With scenarios the parts are those of one path, and what they lack is a part of its own. Parts
/// of two sets can be compared if both are of the same path.
[[nodiscard]] ScoreParts score_parts(const PlanContext& context, CandidateSet set, ShownPath path);

/// Returns the same on the set's own shown path.
[[nodiscard]] ScoreParts score_parts(const PlanContext& context, CandidateSet set);

/// The same at today's prices, as if there were no scenarios.
[[nodiscard]] ScoreParts score_parts_today(const PlanContext& context, CandidateSet set);

/// Returns the fees of the set, in micros.
[[nodiscard]] std::int64_t fees(const PlanContext& context, CandidateSet set);

/// Returns whether cash suffices at every step, all sells first: a buy needs value and fee.
/// Sells alone are always feasible, whatever cash there is.
[[nodiscard]] bool feasible(const PlanContext& context, CandidateSet set);

/// Returns whether two of the set's trades are of one security or in conflict: then it is no set.
[[nodiscard]] bool clashes(const PlanContext& context, CandidateSet set);

/// Returns whether the set trades every required security.
[[nodiscard]] bool trades_required(const PlanContext& context, CandidateSet set);

/// Returns the set in canonical order with its score and summed priority.
[[nodiscard]] RankedSequence ranked(const PlanContext& context, CandidateSet set);

}  // namespace ballast::planner
