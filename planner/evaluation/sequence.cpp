#include "planner/evaluation/sequence.hpp"

#include <algorithm>

namespace ballast::planner {
namespace {

std::size_t count_shared(std::span<const CandidateIndex> a, std::span<const CandidateIndex> b) {
  std::size_t shared = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (*left == *right) ++shared;
    const bool step_left = *left <= *right;
    const bool step_right = *right <= *left;
    if (step_left) ++left;
    if (step_right) ++right;
  }
  return shared;
}

}  // namespace

bool ranks_before(const RankedSequence& a, const RankedSequence& b) {
  if (a.score != b.score) return a.score > b.score;
  if (a.candidates.empty() || b.candidates.empty()) {
    return a.candidates.empty() && !b.candidates.empty();
  }
  if (a.priority != b.priority) return a.priority > b.priority;
  if (a.candidates.size() != b.candidates.size()) return a.candidates.size() < b.candidates.size();
  return a.candidates < b.candidates;
}

bool too_similar(const Distinctness& distinctness, std::span<const CandidateIndex> set) {
  return std::any_of(distinctness.references.begin(), distinctness.references.end(),
                     [&](const std::vector<CandidateIndex>& reference) {
                       const std::size_t shared = count_shared(reference, set);
                       const std::size_t distinct = reference.size() + set.size() - shared;
                       return distinct == 0 || 2 * shared > distinct;
                     });
}

}  // namespace ballast::planner
