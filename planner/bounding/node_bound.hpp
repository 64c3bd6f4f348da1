// The bound of a node, and what each choice loses against it.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/bounding/dominance.hpp"
#include "planner/bounding/node.hpp"
#include "planner/bounding/relaxation.hpp"
#include "planner/evaluation/best_list.hpp"

namespace ballast::planner {

/// What is known at a node: no set of it scores more than `bound`, and one that makes certain
/// choices no more than `bound` less the sum of their losses.
struct NodeBound {
  bool alive = false;                   // some set may enter the list
  std::int64_t bound = 0;               // ticks
  std::vector<OpenSymbol> symbols;      // that a set may trade, or must
  std::vector<CandidateIndex> rounded;  // a guess at a good set: rising, within the caps
  Multipliers prices;                   // that prove the bound
};

class NodeBounder {
 public:
  /// REQUIRES: all outlive the bounder.
  NodeBounder(const PlanContext& context, const BoundProblem& problem, const Dominance& dominance);

  /// Solves the relaxation at a node. Leaves `symbols` empty.
  [[nodiscard]] NodeBound solve(const NodeState& state, const std::vector<CandidateIndex>& chosen);

  /// Fills in `alive` and the symbols' choices that may enter the list, by the prices of solve().
  void keep_promising(const NodeState& state, const std::vector<CandidateIndex>& chosen,
                      const BestList& best, NodeBound& node) const;

 private:
  [[nodiscard]] std::int64_t best_reward(const NodeState& state, std::size_t symbol) const;
  [[nodiscard]] std::vector<CandidateIndex> round(const NodeState& state,
                                                  std::vector<CandidateIndex> chosen) const;

  const PlanContext* context_;
  const BoundProblem* problem_;
  const Dominance* dominance_;
  Relaxation relaxation_;
  Prices prices_;
  std::vector<double> fraction_of_;  // of each candidate
};

}  // namespace ballast::planner
