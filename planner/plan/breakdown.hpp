// A score taken apart for people: the parts add up to it exactly.
#pragma once

#include <span>
#include <string>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"
#include "planner/plan/decision.hpp"

namespace ballast::planner {

/// Returns the score of the state after these trades by part: total return, long-term promise,
/// stability, those of diversification (industry where it counts), opinion, cost, the effect of
/// cutting at 0 and 1, and with scenarios what all price paths add to the one that the other parts
/// are of. What is compared is shown on one path: that of the plan (shown_path).
[[nodiscard]] Breakdown breakdown_of(const PlanContext& context,
                                     std::span<const CandidateIndex> set, ShownPath path);

/// Returns `to` less `from`, both of breakdown_of on one path, without the parts that are zero.
[[nodiscard]] Breakdown difference_of(const Breakdown& from, const Breakdown& to);

/// Returns the part in which `behind` falls most short of `ahead`, with the shortfall; both have
/// the same parts.
[[nodiscard]] ScorePart largest_shortfall(const Breakdown& behind, const Breakdown& ahead);

/// Returns a score as points of 100: "4.70".
[[nodiscard]] std::string points_text(Score score, int decimals);

/// Returns one sentence on why `loser` ranks after `winner`.
[[nodiscard]] std::string why_lost(const PlanContext& context, const RankedSequence& loser,
                                   const RankedSequence& winner);

}  // namespace ballast::planner
