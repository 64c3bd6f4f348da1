// Which trades make a set better in place of which others, whatever else the set holds. A set that
// could be improved in as many ways as sets are kept is not among the best: thirty trades that are
// alike are a few dozen sets to look at, not millions.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "planner/bounding/multipliers.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {

/// A set of candidates as bits.
class CandidateMask {
 public:
  void insert(CandidateIndex index) { words_[index / 64U] |= bit(index); }
  void erase(CandidateIndex index) { words_[index / 64U] &= ~bit(index); }

  [[nodiscard]] friend std::size_t count_shared(const CandidateMask& a, const CandidateMask& b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t shared = a.words_[i] & b.words_[i];
      if (shared != 0) count += static_cast<std::size_t>(std::popcount(shared));
    }
    return count;
  }

 private:
  static constexpr std::size_t words = most_bounded_candidates / 64;

  static constexpr std::uint64_t bit(CandidateIndex index) {
    return std::uint64_t{1} << (index % 64U);
  }

  std::array<std::uint64_t, words> words_{};
};

class Dominance {
 public:
  /// Of prices that move nothing is known. REQUIRES: can_bound(context).
  Dominance(const PlanContext& context, const Distinctness& distinctness);

  /// Returns the candidates that, each in place of `index`, turn every set with a positive score
  /// into an allowed one that ranks before it, unless its security is traded already.
  [[nodiscard]] const CandidateMask& better_than(CandidateIndex index) const {
    return better_[index];
  }
  /// Returns the candidates that `index` is better than.
  [[nodiscard]] const CandidateMask& worse_than(CandidateIndex index) const {
    return worse_[index];
  }

 private:
  std::vector<CandidateMask> better_;
  std::vector<CandidateMask> worse_;
};

}  // namespace ballast::planner
