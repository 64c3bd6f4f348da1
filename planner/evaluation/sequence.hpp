// A set of candidates with its exact score, and the one total order in which sets are ranked.
#pragma once

#include <compare>
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

/// Returns whether `a` ranks before `b`: higher score, then the tie key of planner-domain 8.6.6:
/// larger summed priority, shorter, smaller indices. Doing nothing (empty) wins every tie.
[[nodiscard]] bool ranks_before(const RankedSequence& a, const RankedSequence& b);

/// A limit on which sets count: none of `references` may share more than half of its trades with
/// the set (shared / distinct trades of both > 1/2 is refused). Used to find plans that are clearly
/// different from those already chosen.
struct Distinctness {
  std::vector<std::vector<CandidateIndex>> references;

  bool operator==(const Distinctness&) const = default;
};

/// What evaluating a batch yields; the merge of two is associative and commutative.
struct SearchResult {
  std::vector<RankedSequence> best;  // at most beam_width, best first
  std::uint64_t evaluated = 0;       // sets of the space that were scored
  std::uint64_t infeasible = 0;      // sets of the space that cash cannot pay for
  std::uint64_t outside = 0;         // indices that are no set of the space (one symbol, two sides)
  std::uint64_t refused = 0;         // sets left out by pins or by Distinctness

  bool operator==(const SearchResult&) const = default;
};

}  // namespace ballast::planner
