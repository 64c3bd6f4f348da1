// Which slices of its space a search has been through, and what was in them: what the journal
// keeps, so that a coordinator that was restarted goes on from there.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "planner/evaluation/search.hpp"

namespace ballast::actors {

class FinishedWork {
 public:
  FinishedWork() = default;
  /// Nothing is finished; `found` is what the search starts from.
  explicit FinishedWork(planner::SearchResult found) : found_(std::move(found)) {}
  /// `slices` as slices() tells them.
  FinishedWork(planner::SearchResult found, const std::vector<std::uint64_t>& slices);

  /// Adds what a slice holds. REQUIRES: nothing of it was added before.
  void add(planner::IndexRange slice, const planner::SearchResult& found, std::size_t keep);

  /// First index and the one past the last of each slice, rising; neighbours are one.
  [[nodiscard]] std::vector<std::uint64_t> slices() const;
  /// What the start and all slices hold.
  [[nodiscard]] const planner::SearchResult& found() const { return found_; }
  /// Returns how many indices all slices have.
  [[nodiscard]] std::uint64_t size() const;

 private:
  std::map<std::uint64_t, std::uint64_t> slices_;  // first to one past the last
  planner::SearchResult found_;
};

/// Returns whether these are slices of a space of that size, as FinishedWork tells them.
[[nodiscard]] bool are_slices(const std::vector<std::uint64_t>& slices, std::uint64_t space_size);

}  // namespace ballast::actors
