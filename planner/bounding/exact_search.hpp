// The best sets of the enumerated space, found and proven by branch and bound: the same sets in the
// same order as scoring every one, for a small part of the work. In all functions `context` has no
// fault.
//
// Every bound is computed in integers from prices that hold whatever they are, so no rounding can
// lose a set. The search stops where it is told to; what is left is then a list of nodes with
// bounds. How many nodes and sets were looked at may differ from machine to machine; sets, order
// and scores do not.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "planner/bounding/can_bound.hpp"
#include "planner/bounding/node.hpp"
#include "planner/bounding/surrogate.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {

struct ExactResult {
  std::vector<RankedSequence> best;  // best first, doing nothing among them
  bool exact = false;                // nothing is left that could change them
  std::uint64_t scored = 0;          // sets; some more than once
  std::uint64_t nodes = 0;           // relaxations solved, and steps between them
  std::vector<OpenNode> open;        // what is left; empty if exact

  /// Returns an upper bound of the score of every set that was not looked at, or the best score if
  /// there is none better.
  [[nodiscard]] Score upper_bound() const;
};

class ExactSearch {
 public:
  /// `basis`: that of the context; made here where there is none. REQUIRES: can_bound(context);
  /// `context` outlives the search.
  ExactSearch(const PlanContext& context, Distinctness distinctness, std::size_t keep,
              SharedBasis basis = {});

  /// Searches a part: the nodes that another search left open. `known` are sets that it found; they
  /// save work and are part of the answer. Merging the answers of all parts gives the whole one,
  /// however the nodes were spread and whatever was known to whom. REQUIRES besides: every node
  /// is one of the context, and every known set has its exact score and is feasible.
  ExactSearch(const PlanContext& context, Distinctness distinctness, std::size_t keep,
              std::vector<OpenNode> nodes, const std::vector<RankedSequence>& known,
              SharedBasis basis = {});
  ExactSearch(ExactSearch&&) noexcept;
  ExactSearch& operator=(ExactSearch&&) noexcept;
  ~ExactSearch();

  /// Looks at about `most_steps` more nodes; returns whether any are left. A hundred thousand take
  /// about a millisecond.
  bool advance(std::uint64_t most_steps);

  [[nodiscard]] ExactResult result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Returns the whole answer.
[[nodiscard]] ExactResult search_exactly(const PlanContext& context,
                                         const Distinctness& distinctness, std::size_t keep);

}  // namespace ballast::planner
