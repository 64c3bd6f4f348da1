// Searching the enumerated space: batches are slices of it or written-out sequences. An answer is a
// pure function of the context and the batch.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"

namespace ballast::planner {

/// Returns the number of indices of the enumerated space: all (sells, buys) within the caps, the
/// few that name a symbol on both sides included. Throws std::overflow_error above 2^62.
[[nodiscard]] std::uint64_t space_size(const PlanContext& context);

/// Returns the number of sets in the space: those that name no symbol on both sides.
[[nodiscard]] std::uint64_t sets_in_space(const PlanContext& context);

struct IndexRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // exclusive

  bool operator==(const IndexRange&) const = default;
};

/// Walks a slice of the space in steps, so that the caller can look at its mailbox in between.
class RangeSearch {
 public:
  /// REQUIRES: range.begin <= range.end <= space_size(context); `context` outlives the search.
  RangeSearch(const PlanContext& context, IndexRange range, Distinctness distinctness,
              std::size_t keep);

  /// Looks at up to `max_indices` more; returns whether any are left.
  bool advance(std::uint64_t max_indices);

  [[nodiscard]] std::uint64_t done() const;
  [[nodiscard]] const SearchResult& result() const;

 private:
  const PlanContext& context_;
  IndexRange range_;
  Distinctness distinctness_;
  std::size_t keep_;
  SearchResult result_;
};

/// Scores written-out sequences; an infeasible one is counted, not kept.
[[nodiscard]] SearchResult search_sequences(const PlanContext& context,
                                            std::span<const std::vector<CandidateIndex>> sequences,
                                            const Distinctness& distinctness, std::size_t keep);

/// Merges `from` into `into`, keeping the best `keep`.
void merge(SearchResult& into, const SearchResult& from, std::size_t keep);

}  // namespace ballast::planner
