// All that the enabled patterns propose, and what is made of their sequences.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "planner/patterns/patterns.hpp"

namespace ballast::planner {

/// Where the enlarged form of a purchase stands: place of the purchase to place of its form.
using RelaxedPlaces = std::map<std::size_t, std::size_t>;

/// Returns the sequences of the enabled patterns at every depth up to max_plan_depth, then, where
/// settings ask for them, their beginnings, then those with one purchase enlarged. A sequence that
/// trades the same as an earlier one, in whatever order, is left out. `view.max_steps` is not used.
[[nodiscard]] std::vector<CandidateSequence> propose_sequences(
    const PatternView& view, const RelaxedPlaces& relaxed,
    std::span<const Pattern> patterns = all_patterns());

/// Returns the sequences with the beginnings (1, 2 .. all but the last trade) of each that has two
/// trades or more behind them: what is left of a plan that is carried out in part.
[[nodiscard]] std::vector<CandidateSequence> with_beginnings(
    std::vector<CandidateSequence> sequences);

/// Returns the sequences with, behind them, a copy for each purchase that has an enlarged form, the
/// form in its place.
[[nodiscard]] std::vector<CandidateSequence> with_relaxed(std::vector<CandidateSequence> sequences,
                                                          const RelaxedPlaces& relaxed);

/// Returns a purchase of a security that is held, enlarged by half to whole lots, its value by its
/// quantity and its reason marked. Nothing if that changes nothing, or for any other trade.
[[nodiscard]] std::optional<Candidate> relaxed_form(const Situation& situation,
                                                    const Candidate& candidate);

}  // namespace ballast::planner
