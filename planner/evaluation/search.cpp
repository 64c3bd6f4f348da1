#include "planner/evaluation/search.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include "planner/evaluation/best_list.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/front_list.hpp"
#include "planner/evaluation/scenario_prefix.hpp"
#include "planner/evaluation/sequence_rows.hpp"

namespace ballast::planner {
namespace {

void check_indices(const PlanContext& context, const SequenceList& sequences) {
  if (sequences.candidates() <= context.candidates.size()) return;
  throw std::out_of_range("a sequence names candidate " +
                          std::to_string(sequences.candidates() - 1) + " of " +
                          std::to_string(context.candidates.size()));
}

/// Counts the sequences; those that can be carried out are shown to `take`.
template <class Take>
SearchResult look_at_each(const PlanContext& context, const SequenceList& sequences, Take&& take) {
  check_indices(context, sequences);
  SearchResult result;
  for (std::size_t i = 0; i < sequences.size(); ++i) {
    const std::vector<CandidateIndex> set = sequences.at(i);
    if (clashes(context, set)) {
      ++result.outside;
    } else if (!feasible(context, set)) {
      ++result.infeasible;
    } else {
      ++result.evaluated;
      take(set);
    }
  }
  return result;
}

/// Offers sequences by the sums of rows; those that cannot enter are not touched again.
SearchResult best_by_rows(const PlanContext& context, const SequenceList& sequences, BestList& best,
                          KernelWidth width) {
  constexpr std::size_t most = 32 * sequences_per_block;
  constexpr std::size_t none_wanted = 63;  // the bit that says so
  check_indices(context, sequences);
  SequenceRows rows{context, sequences, width};
  std::array<std::uint64_t, most> verdicts{};
  SearchResult result;
  // The first look is a short one: as long as the list of the best is not full, all are wanted.
  std::size_t count = sequences_per_block;
  for (std::size_t first = 0; first < sequences.size();) {
    const std::size_t end = std::min(first + count, sequences.size());
    const SequenceCounts counts =
        rows.look(first / sequences_per_block, best.floor(), std::span{verdicts}.first(count));
    result.outside += counts.blocked;
    result.infeasible += counts.unpaid;
    result.evaluated += end - first - counts.blocked - counts.unpaid;
    for (std::size_t i = first; counts.any && i < end; ++i) {
      if (verdicts[i - first] >> none_wanted == 0) best.offer(ranked(context, sequences.at(i)));
    }
    first = end;
    count = most;
  }
  return result;
}

/// Offers one set by its score on all price paths.
void offer_on_paths(ScenarioPrefix& paths, const PlanContext& context,
                    const std::vector<CandidateIndex>& set, BestList& best) {
  RankedSequence ranked{{}, 0, set};
  for (const CandidateIndex index : set) ranked.priority += context.candidates[index].priority;
  ranked.score = Score{paths.score_set(ranked.candidates, best.floor())};
  if (best.may_enter(ranked.score.ticks, ranked.priority)) best.offer(std::move(ranked));
}

}  // namespace

SearchResult search_start(const PlanContext& context, const Distinctness& distinctness) {
  SearchResult result;
  if (context.required_securities.empty() && !too_similar(distinctness, {})) {
    result.best.push_back(ranked(context, {}));
  }
  return result;
}

SearchResult search_range(const PlanContext& context, IndexRange range,
                          const Distinctness& distinctness, std::size_t keep) {
  RangeSearch search{context, range, distinctness, keep};
  search.advance(range.end - range.begin);
  return search.result();
}

SearchResult search_sequences(const PlanContext& context, const SequenceList& sequences,
                              const Distinctness& distinctness, std::size_t keep,
                              KernelWidth width) {
  BestList best{context, distinctness, keep};
  std::optional<ScenarioPrefix> paths;
  if (context.scenarios) paths.emplace(context, TradesWanted::all, width);
  const auto search = [&] {
    if (width != KernelWidth::none && SequenceRows::fit(context, sequences)) {
      return best_by_rows(context, sequences, best, width);
    }
    return look_at_each(context, sequences, [&](const std::vector<CandidateIndex>& set) {
      if (paths) {
        offer_on_paths(*paths, context, set, best);
      } else {
        best.offer(ranked(context, set));
      }
    });
  };
  SearchResult result = search();
  result.best = best.sequences();
  return result;
}

SearchResult front_start(const PlanContext& context, const FrontPage& page) {
  FrontList front{context, page};
  front.offer({}, raw_objectives(context, {}), 0);
  SearchResult result;
  result.front = front.slice();
  return result;
}

SearchResult front_of_range(const PlanContext& context, IndexRange range, const FrontPage& page) {
  RangeSearch search{context, range, page};
  search.advance(range.end - range.begin);
  return search.result();
}

SearchResult front_of_sequences(const PlanContext& context, const SequenceList& sequences,
                                const FrontPage& page) {
  FrontList front{context, page};
  SearchResult result =
      look_at_each(context, sequences, [&](const std::vector<CandidateIndex>& set) {
        std::int64_t priority = 0;
        for (const CandidateIndex index : set) priority += context.candidates[index].priority;
        front.offer(set, raw_objectives(context, set), priority);
      });
  result.front = front.slice();
  return result;
}

void merge(SearchResult& into, const SearchResult& from, std::size_t keep,
           std::size_t front_limit) {
  std::vector<RankedSequence> best;
  best.reserve(into.best.size() + from.best.size());
  std::set_union(into.best.begin(), into.best.end(), from.best.begin(), from.best.end(),
                 std::back_inserter(best), ranks_before);
  if (best.size() > keep) best.resize(keep);
  into.best = std::move(best);
  into.evaluated += from.evaluated;
  into.infeasible += from.infeasible;
  into.outside += from.outside;
  merge(into.front, from.front, front_limit);
}

}  // namespace ballast::planner
