// Searching the enumerated space: batches are slices of it or written-out sequences. An answer is a
// pure function of the context and the batch. In all functions `context` has no fault.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "planner/evaluation/front.hpp"
#include "planner/evaluation/kernel_width.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/sequence.hpp"
#include "planner/evaluation/sequence_list.hpp"
#include "planner/evaluation/set_space.hpp"

namespace ballast::planner {

struct IndexRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;  // exclusive

  bool operator==(const IndexRange&) const = default;
};

/// What evaluating a batch yields; the merge of two is associative and commutative; of fronts see
/// front.hpp. The counts are a pure function of context and batch: evaluated + infeasible + outside
/// = sets looked at. A set that lacks a required security or is too similar is evaluated, but not
/// among the best.
struct SearchResult {
  std::vector<RankedSequence> best;  // best first, no set twice
  std::uint64_t evaluated = 0;       // sets that cash can pay for, all of them scored
  std::uint64_t infeasible = 0;      // sets that cash cannot pay for
  std::uint64_t outside = 0;         // no sets: a security named twice, or trades in conflict
  FrontSlice front;                  // of a search for a front, which keeps no best

  bool operator==(const SearchResult&) const = default;
};

/// Returns what a search starts from, to be merged once per plan: doing nothing, which has no index
/// and is in no batch. With required securities doing nothing is no answer: an empty result. The
/// counts are zero.
[[nodiscard]] SearchResult search_start(const PlanContext& context,
                                        const Distinctness& distinctness);

/// Walks a slice of the space in steps, so that the caller can look at its mailbox in between.
class RangeSearch {
 public:
  /// REQUIRES: `context` outlives the search. Throws std::out_of_range unless
  /// range.begin <= range.end <= space_size(context). The answer does not depend on `width`, which
  /// this machine must have.
  RangeSearch(const PlanContext& context, IndexRange range, Distinctness distinctness,
              std::size_t keep, KernelWidth width = widest_kernel());
  /// Looks for the front instead of the best.
  RangeSearch(const PlanContext& context, IndexRange range, const FrontPage& page);
  RangeSearch(RangeSearch&&) noexcept;
  RangeSearch& operator=(RangeSearch&&) noexcept;
  ~RangeSearch();

  /// Looks at up to `max_indices` more; returns whether any are left. A hundred thousand take about
  /// a millisecond.
  bool advance(std::uint64_t max_indices);

  /// Returns the number of indices looked at so far.
  [[nodiscard]] std::uint64_t done() const;

  /// Returns the answer so far: that of [range.begin, range.begin + done()).
  [[nodiscard]] SearchResult result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Returns the whole answer of a range.
[[nodiscard]] SearchResult search_range(const PlanContext& context, IndexRange range,
                                        const Distinctness& distinctness, std::size_t keep);

/// Scores written-out sequences, also beyond the caps. An infeasible one is counted, not kept; one
/// whose trades clash is `outside`. Throws std::out_of_range for an index that is no candidate. The
/// answer does not depend on `width`, which this machine must have.
[[nodiscard]] SearchResult search_sequences(const PlanContext& context,
                                            const SequenceList& sequences,
                                            const Distinctness& distinctness, std::size_t keep,
                                            KernelWidth width = widest_kernel());

/// The same for the front.
[[nodiscard]] SearchResult front_start(const PlanContext& context, const FrontPage& page);
[[nodiscard]] SearchResult front_of_range(const PlanContext& context, IndexRange range,
                                          const FrontPage& page);
[[nodiscard]] SearchResult front_of_sequences(const PlanContext& context,
                                              const SequenceList& sequences, const FrontPage& page);

/// Merges `from` into `into`, keeping the best `keep`; a set that is in both is kept once.
void merge(SearchResult& into, const SearchResult& from, std::size_t keep,
           std::size_t front_limit = front_slice_limit);

}  // namespace ballast::planner
