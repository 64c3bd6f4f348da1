// Planning from inputs to decision: the stages one after the other. Workers may do the searching
// between `prepare` and `build_decision`; `plan_here` does everything itself.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "planner/evaluation/books.hpp"
#include "planner/evaluation/plan_context.hpp"
#include "planner/evaluation/search.hpp"
#include "planner/generation/selection.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/model/plan_request.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/plan/decision.hpp"
#include "planner/plan/search_method.hpp"

namespace ballast::planner {

/// Alternatives are searched for this many times, each clearly different from all before.
inline constexpr std::size_t alternative_count = 3;

/// One of the request's own ideas, with a context in which it is the only thing to do.
struct PreparedIdea {
  std::vector<Candidate> candidates;  // sells, then buys
  PlanContext context;

  bool operator==(const PreparedIdea&) const = default;
};

/// Everything that is fixed before the first set is scored.
struct PreparedPlan {
  Account account;
  Selection selection;                // empty where the request brings ideas
  std::vector<PreparedIdea> ideas;    // not empty: these are scored and nothing is searched
  PlanContext context;                // of the selection; its space may be empty
  std::vector<std::string> degraded;  // what was missing or stale, one sentence each

  bool operator==(const PreparedPlan&) const = default;
};

/// Checks inputs and request, then prepares the plan from these opportunities (of
/// `identify_opportunities`; not used where the request brings ideas).
[[nodiscard]] Result<PreparedPlan> prepare(const PlanRequest& request, const PlanInputs& inputs,
                                           const Opportunities& opportunities);

/// Returns the limit for the search of the next alternative: clearly different from the winner and
/// from the alternatives found so far.
[[nodiscard]] Distinctness clearly_different(const RankedSequence& winner,
                                             const std::vector<RankedSequence>& alternatives);

/// What the searches found.
struct SearchOutcome {
  std::vector<RankedSequence> best;          // best first; doing nothing takes part
  std::vector<RankedSequence> alternatives;  // at most alternative_count, in the order found
  std::vector<FrontMember> front;            // by falling score; empty unless asked for
  bool front_cut = false;                    // it has more members than were asked for
  bool exact = true;                         // every set of the space was considered

  bool operator==(const SearchOutcome&) const = default;
};

/// Returns the best sets that settings and wishes allow, best first, found in this thread: those of
/// the context's space and these sequences besides.
[[nodiscard]] std::vector<RankedSequence> best_sets_here(
    const PlanContext& context, std::span<const std::vector<CandidateIndex>> sequences,
    std::size_t keep, SearchMethod method = SearchMethod::exact);

/// Takes the front over into the outcome, before alternatives are searched for. Of the sets that
/// score highest the chosen one is then the first that no other dominates.
void take_front(const FrontPages& pages, SearchOutcome& found);

struct DecisionHashes {
  std::string request;  // SHA-256, lower-case hex
  std::string inputs;
  std::string context;

  bool operator==(const DecisionHashes&) const = default;
};

/// Returns the decision. Where the request brings ideas, `found` is not used: the ideas are scored
/// here.
[[nodiscard]] Decision build_decision(const PlanRequest& request, const PlanInputs& inputs,
                                      const PreparedPlan& prepared, const SearchOutcome& found,
                                      const DecisionHashes& hashes);

/// Plans in this thread: the main search, the front where it is asked for, then the alternatives
/// one after the other. The hashes are left empty.
[[nodiscard]] Result<Decision> plan_here(const PlanRequest& request, const PlanInputs& inputs,
                                         SearchMethod method = SearchMethod::exact);

}  // namespace ballast::planner
