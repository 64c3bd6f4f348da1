#include "planner/patterns/sequence_builder.hpp"

#include <algorithm>

namespace ballast::planner {

void SequenceBuilder::add(std::size_t place) {
  const Money value = view_.value_of(place);
  sequence_.push_back(place);
  cash_ += view_.candidate(place).side == Side::sell ? value : -value;
}

bool SequenceBuilder::free(std::size_t place) const {
  return !full() && std::none_of(sequence_.begin(), sequence_.end(), [&](std::size_t taken) {
    return view_.candidate(taken).security == view_.candidate(place).security;
  });
}

bool SequenceBuilder::take(std::size_t place) {
  const bool buys = view_.candidate(place).side == Side::buy;
  if (!free(place) || (buys && view_.value_of(place) > cash_)) return false;
  add(place);
  return true;
}

SequenceBuilder& SequenceBuilder::first(std::span<const std::size_t> places, std::size_t count) {
  for (std::size_t i = 0; i < std::min(count, places.size()); ++i) {
    if (free(places[i])) add(places[i]);
  }
  return *this;
}

SequenceBuilder& SequenceBuilder::affordable(std::span<const std::size_t> places) {
  for (const std::size_t place : places) take(place);
  return *this;
}

SequenceBuilder& SequenceBuilder::until_unaffordable(std::span<const std::size_t> places) {
  for (const std::size_t place : places) {
    if (view_.value_of(place) > cash_) break;
    take(place);
  }
  return *this;
}

std::vector<CandidateSequence> SequenceBuilder::finish() const {
  if (sequence_.empty()) return {};
  return {sequence_};
}

CandidateLists::Places joined(std::initializer_list<std::span<const std::size_t>> lists) {
  CandidateLists::Places all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace ballast::planner
