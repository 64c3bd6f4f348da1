#include "planner/patterns/proposed_sequences.hpp"

#include <algorithm>
#include <set>

namespace ballast::planner {
namespace {

std::vector<CandidateSequence> made_by(const Pattern& pattern, const PatternView& view) {
  const auto deepest = static_cast<std::size_t>(view.situation.settings().max_plan_depth);
  std::vector<CandidateSequence> made;
  for (std::size_t depth = pattern.depths == Depths::each ? 1 : deepest; depth <= deepest;
       ++depth) {
    PatternView at_depth = view;
    at_depth.max_steps = depth;
    for (CandidateSequence& sequence : pattern.make(at_depth)) made.push_back(std::move(sequence));
  }
  return made;
}

std::vector<CandidateSequence> without_doubles(std::vector<CandidateSequence> sequences) {
  std::set<CandidateSequence> seen;
  std::vector<CandidateSequence> kept;
  for (CandidateSequence& sequence : sequences) {
    CandidateSequence trades = sequence;
    std::sort(trades.begin(), trades.end());
    if (!sequence.empty() && seen.insert(std::move(trades)).second) {
      kept.push_back(std::move(sequence));
    }
  }
  return kept;
}

}  // namespace

std::vector<CandidateSequence> propose_sequences(const PatternView& view,
                                                 const RelaxedPlaces& relaxed,
                                                 std::span<const Pattern> patterns) {
  const Settings& settings = view.situation.settings();
  std::vector<CandidateSequence> all;
  for (const Pattern& pattern : patterns) {
    if (!pattern.enabled(settings)) continue;
    for (CandidateSequence& one : made_by(pattern, view)) all.push_back(std::move(one));
  }
  all = without_doubles(std::move(all));
  if (settings.enable_partial_execution) all = with_beginnings(std::move(all));
  if (settings.enable_constraint_relaxation) all = with_relaxed(std::move(all), relaxed);
  return without_doubles(std::move(all));
}

}  // namespace ballast::planner
