#include "planner/patterns/proposed_sequences.hpp"

namespace ballast::planner {

std::vector<CandidateSequence> with_beginnings(std::vector<CandidateSequence> sequences) {
  const std::size_t count = sequences.size();
  for (std::size_t i = 0; i < count; ++i) {
    const CandidateSequence whole = sequences[i];
    for (std::size_t length = 1; length < whole.size(); ++length) {
      sequences.emplace_back(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    }
  }
  return sequences;
}

}  // namespace ballast::planner
