#include "planner/evaluation/sequence_list.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace ballast::planner {

SequenceList::SequenceList(std::span<const std::vector<CandidateIndex>> sequences) : stride_(0) {
  for (const auto& sequence : sequences) stride_ = std::max(stride_, sequence.size());
  if (stride_ > max_sequence_length) {
    throw std::out_of_range("a sequence has more than " + std::to_string(max_sequence_length) +
                            " trades");
  }
  steps_.reserve((sequences.size() + sequences_per_block) * stride_);
  for (const auto& sequence : sequences) add(sequence);
}

void SequenceList::add(std::span<const CandidateIndex> sequence) {
  std::array<CandidateIndex, max_sequence_length> sorted{};
  const auto end = std::copy(sequence.begin(), sequence.end(), sorted.begin());
  if (!std::is_sorted(sorted.begin(), end)) {
    were_sets_ = false;
    std::sort(sorted.begin(), end);
  }
  if (std::adjacent_find(sorted.begin(), end) != end) {
    were_sets_ = false;
    repeats_ = true;
  }
  if (!sequence.empty()) candidates_ = std::max(candidates_, *(end - 1) + std::size_t{1});
  const std::size_t first = first_step(size_);
  if (size_ % sequences_per_block == 0)
    steps_.resize(steps_.size() + sequences_per_block * stride_);
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    steps_[first + i * sequences_per_block] = static_cast<std::uint16_t>(sorted[i] + 1);
  }
  ++size_;
}

std::vector<CandidateIndex> SequenceList::at(std::size_t place) const {
  std::vector<CandidateIndex> sequence;
  const std::size_t first = first_step(place);
  for (std::size_t i = 0; i < stride_; ++i) {
    const std::uint16_t step = steps_[first + i * sequences_per_block];
    if (step == 0) break;
    sequence.push_back(static_cast<CandidateIndex>(step - 1));
  }
  return sequence;
}

}  // namespace ballast::planner
