// The interface of a pattern: a rule of thumb that puts candidates together to a sequence. What
// patterns propose is searched besides the enumerated space, so they matter where a good plan lies
// beyond its caps or needs a candidate that it has no place for.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/model/money.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {

/// The candidates by category, as places in `all`.
struct CandidateLists {
  using Places = std::vector<std::size_t>;

  std::vector<Candidate> all;                   // one per security and side, then relaxed ones
  std::array<Places, category_count> selected;  // the few that are kept of each category
  std::array<Places, category_count> every;     // all of each category, by falling priority

  [[nodiscard]] const Places& of(Category category) const {
    return selected[static_cast<std::size_t>(category)];
  }
  [[nodiscard]] const Places& every_of(Category category) const {
    return every[static_cast<std::size_t>(category)];
  }

  bool operator==(const CandidateLists&) const = default;
};

/// Trades as places in CandidateLists::all: sells, then buys, no security twice.
using CandidateSequence = std::vector<std::size_t>;

/// What a pattern may look at.
struct PatternView {
  const Situation& situation;
  const CandidateLists& lists;
  Money cash;                 // available, after the reserve; may be negative
  std::size_t max_steps = 0;  // most trades of a sequence

  [[nodiscard]] const Candidate& candidate(std::size_t place) const { return lists.all[place]; }

  /// Returns a candidate's value without its fee.
  [[nodiscard]] Money value_of(std::size_t place) const;

  /// Returns whether the account can make the trade first of all: sells always, buys from cash.
  [[nodiscard]] bool affordable(std::size_t place) const;
};

/// Whether a pattern makes sequences of every depth up to the deepest, or of the deepest alone.
enum class Depths : std::uint8_t { each, deepest };

/// One line of the registry.
struct Pattern {
  bool (*enabled)(const Settings&);
  Depths depths = Depths::each;
  /// Returns at most a few sequences; empty ones are passed over.
  std::vector<CandidateSequence> (*make)(const PatternView&);
};

}  // namespace ballast::planner
