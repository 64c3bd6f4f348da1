#include "planner/evaluation/search.hpp"

#include <algorithm>
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

void check_sequence(const PlanContext& context, const std::vector<CandidateIndex>& sequence) {
  if (sequence.size() > max_sequence_length) {
    throw std::out_of_range("a sequence has more than " + std::to_string(max_sequence_length) +
                            " trades");
  }
  for (const CandidateIndex index : sequence) {
    if (index >= context.candidates.size()) {
      throw std::out_of_range("a sequence names candidate " + std::to_string(index) + " of " +
                              std::to_string(context.candidates.size()));
    }
  }
}

/// Counts the sequences; those that can be carried out are shown to `take`.
template <class Take>
SearchResult look_at_each(const PlanContext& context,
                          std::span<const std::vector<CandidateIndex>> sequences, Take&& take) {
  SearchResult result;
  for (const std::vector<CandidateIndex>& sequence : sequences) {
    check_sequence(context, sequence);
    if (clashes(context, sequence)) {
      ++result.outside;
    } else if (!feasible(context, sequence)) {
      ++result.infeasible;
    } else {
      ++result.evaluated;
      take(sequence);
    }
  }
  return result;
}

/// Offers sequences by the sums of rows; those that cannot enter are not touched again.
SearchResult best_by_rows(const PlanContext& context,
                          std::span<const std::vector<CandidateIndex>> sequences, BestList& best) {
  const SequenceRows rows{context};
  SearchResult result;
  for (const std::vector<CandidateIndex>& sequence : sequences) {
    check_sequence(context, sequence);
    const SequenceLook look = rows.look(sequence);
    const bool scored = !look.clashes && look.paid;
    result.outside += static_cast<std::uint64_t>(look.clashes);
    result.infeasible += static_cast<std::uint64_t>(!look.clashes && !look.paid);
    result.evaluated += static_cast<std::uint64_t>(scored);
    if (!scored || !best.may_enter(look.score, look.priority)) continue;
    RankedSequence ranked{Score{look.score}, look.priority, sequence};
    std::sort(ranked.candidates.begin(), ranked.candidates.end());
    best.offer(std::move(ranked));
  }
  return result;
}

/// Offers one sequence, whose order does not matter, by its score on all price paths.
void offer_on_paths(ScenarioPrefix& paths, const PlanContext& context,
                    const std::vector<CandidateIndex>& sequence, BestList& best) {
  RankedSequence ranked{{}, 0, sequence};
  std::sort(ranked.candidates.begin(), ranked.candidates.end());
  for (const CandidateIndex index : sequence) ranked.priority += context.candidates[index].priority;
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

SearchResult search_sequences(const PlanContext& context,
                              std::span<const std::vector<CandidateIndex>> sequences,
                              const Distinctness& distinctness, std::size_t keep) {
  BestList best{context, distinctness, keep};
  if (SequenceRows::fit(context)) {
    SearchResult result = best_by_rows(context, sequences, best);
    result.best = best.sequences();
    return result;
  }
  std::optional<ScenarioPrefix> paths;
  if (context.scenarios) paths.emplace(context, TradesWanted::all);
  SearchResult result =
      look_at_each(context, sequences, [&](const std::vector<CandidateIndex>& sequence) {
        if (paths) {
          offer_on_paths(*paths, context, sequence, best);
        } else {
          best.offer(ranked(context, sequence));
        }
      });
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

SearchResult front_of_sequences(const PlanContext& context,
                                std::span<const std::vector<CandidateIndex>> sequences,
                                const FrontPage& page) {
  FrontList front{context, page};
  SearchResult result =
      look_at_each(context, sequences, [&](const std::vector<CandidateIndex>& sequence) {
        std::vector<CandidateIndex> set = sequence;
        std::sort(set.begin(), set.end());
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
