// A node of the search: a form, the trades that are chosen and those that are barred. Standing at
// a node means knowing what is left to decide.
#pragma once

#include <cstdint>
#include <vector>

#include "planner/bounding/dominance.hpp"
#include "planner/bounding/multipliers.hpp"

namespace ballast::planner {

/// A part of the space, with an upper bound of the scores in it.
struct OpenNode {
  Form form;
  std::vector<CandidateIndex> chosen;
  std::vector<CandidateIndex> barred;
  std::int64_t bound = 0;  // ticks

  bool operator==(const OpenNode&) const = default;
};

/// Returns whether a search of the context can stand at the node: its form is one of the context's
/// and its candidates are. A node from outside must pass before it is used.
[[nodiscard]] bool is_node_of(const PlanContext& context, const OpenNode& node);

/// One way to decide a symbol.
struct Choice {
  static constexpr CandidateIndex nothing = 0xffff;

  CandidateIndex candidate = nothing;
  std::int64_t loss = 0;  // ticks below the best choice of the symbol
};

/// The choices that may still lead into the list, least loss first.
struct OpenSymbol {
  std::size_t symbol = 0;  // index into BoundProblem::symbols
  std::vector<Choice> choices;
  double fraction = 0.0;  // how undecided the relaxation is, 0..0.5
};

/// What is left to decide at a node.
class NodeState {
 public:
  /// REQUIRES: both outlive the state.
  NodeState(const PlanContext& context, const BoundProblem& problem);

  /// Goes to a node: what follows from its choices (caps, securities, pairs that exclude each
  /// other) is barred. Returns false if no set is left.
  [[nodiscard]] bool enter(const OpenNode& node);

  [[nodiscard]] const Remainder& remainder() const { return remainder_; }
  /// Returns the candidates that may still be chosen, rising.
  [[nodiscard]] const std::vector<CandidateIndex>& open() const { return open_; }
  [[nodiscard]] bool is_open(CandidateIndex index) const { return state_[index] == State::open; }
  /// Returns whether the symbol is decided by a choice.
  [[nodiscard]] bool traded(std::size_t symbol) const { return traded_[symbol] != 0; }
  [[nodiscard]] std::size_t depth_left() const { return depth_left_; }
  [[nodiscard]] std::int64_t priority() const { return priority_; }
  /// Returns the largest summed priority that a set of this node can have.
  [[nodiscard]] std::int64_t highest_priority() const;
  /// Returns the candidates that no set of this node holds and whose securities none trades.
  [[nodiscard]] CandidateMask passed_over() const;

 private:
  enum class State : char { open, chosen, barred };

  void bar_rivals(CandidateIndex index);
  void bar_full_sides();
  [[nodiscard]] bool can_meet_requirements() const;

  const PlanContext* context_;
  const BoundProblem* problem_;
  std::vector<State> state_;
  std::vector<char> traded_;
  std::vector<CandidateIndex> open_;
  Remainder remainder_;
  std::size_t depth_left_ = 0;
  std::size_t sells_left_ = 0;
  std::size_t buys_left_ = 0;
  std::int64_t priority_ = 0;
};

}  // namespace ballast::planner
