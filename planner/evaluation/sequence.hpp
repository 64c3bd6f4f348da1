// A set of candidates with its exact score, and the one total order in which sets are ranked.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// A feasible set in canonical order: sells by rank, then buys by rank, so indices rise.
struct RankedSequence {
  Score score;
  std::int64_t priority = 0;  // summed, multiples of 2^-30
  std::vector<CandidateIndex> candidates;

  bool operator==(const RankedSequence&) const = default;
};

/// Returns whether `a` ranks before `b`: higher score; of equals doing nothing (empty), then larger
/// summed priority, then shorter, then smaller indices. Unequal sets never tie.
[[nodiscard]] bool ranks_before(const RankedSequence& a, const RankedSequence& b);

/// A limit on which sets count: none of `references` may share more than half of its trades with
/// the set (shared / distinct trades of both > 1/2 is refused). Used to find plans that are clearly
/// different from those already chosen.
struct Distinctness {
  std::vector<std::vector<CandidateIndex>> references;  // indices rise

  bool operator==(const Distinctness&) const = default;
};

/// Returns whether the set (indices rise) equals a reference or shares too much with one.
[[nodiscard]] bool too_similar(const Distinctness& distinctness,
                               std::span<const CandidateIndex> set);

}  // namespace ballast::planner
