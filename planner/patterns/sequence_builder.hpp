// A sequence that grows while steps and cash last. Fees are left to the filter of feasibility.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "planner/patterns/pattern.hpp"

namespace ballast::planner {

class SequenceBuilder {
 public:
  /// REQUIRES: the view outlives the builder.
  explicit SequenceBuilder(const PatternView& view) : view_(view), cash_(view.cash) {}

  /// Takes the first `count` of the places, whatever they cost.
  SequenceBuilder& first(std::span<const std::size_t> places, std::size_t count);

  /// Walks the places in order and takes each whose value cash suffices for.
  SequenceBuilder& affordable(std::span<const std::size_t> places);

  /// Takes each as long as cash suffices: the first that is too dear ends the walk.
  SequenceBuilder& until_unaffordable(std::span<const std::size_t> places);

  /// Takes one trade. Returns false, and takes nothing, if no step is left, its security is traded
  /// already, or cash does not suffice for a purchase.
  bool take(std::size_t place);

  [[nodiscard]] bool full() const { return sequence_.size() >= view_.max_steps; }
  [[nodiscard]] std::vector<CandidateSequence> finish() const;

 private:
  void add(std::size_t place);
  [[nodiscard]] bool free(std::size_t place) const;

  const PatternView& view_;
  Money cash_;
  CandidateSequence sequence_;
};

/// Returns the places of several lists one after the other.
[[nodiscard]] CandidateLists::Places joined(
    std::initializer_list<std::span<const std::size_t>> lists);

}  // namespace ballast::planner
