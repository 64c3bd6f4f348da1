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

/// What evaluating a batch yields; the merge of two is associative and commutative. The counts are
/// a pure function of context and batch: evaluated + infeasible + outside = sets looked at. A set
/// that lacks a required security or is too similar is evaluated, but not among the best.
struct SearchResult {
  std::vector<RankedSequence> best;  // best first, no set twice
  std::uint64_t evaluated = 0;       // sets that cash can pay for, all of them scored
  std::uint64_t infeasible = 0;      // sets that cash cannot pay for
  std::uint64_t outside = 0;         // no sets: a security named twice, or trades in conflict

  bool operator==(const SearchResult&) const = default;
};

}  // namespace ballast::planner
