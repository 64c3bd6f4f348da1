#include "planner/plan/planning.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "planner/bounding/exact_search.hpp"
#include "planner/evaluation/compile.hpp"
#include "planner/generation/ideas.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/input_checks.hpp"
#include "planner/plan/price_age.hpp"

namespace ballast::planner {
namespace {

Books books_of(const PlanInputs& inputs, const Account& account) {
  Books books;
  books.position_values.assign(inputs.securities.size(), 0.0);
  for (const HeldPosition& held : account.positions) {
    books.position_values[held.security] = held.value;
  }
  books.total_value = account.total_value;
  books.available_cash = account.available;
  return books;
}

/// Returns the context of an account that is worth nothing: no candidate, and a score of nothing.
PlanContext empty_context(const Account& account, const Settings& settings) {
  PlanContext context;
  context.cash = account.available.micros();
  context.beam_width = static_cast<std::uint16_t>(settings.beam_width);
  return context;
}

Result<PlanContext> compile(const PlanRequest& request, const PlanInputs& inputs,
                            const Account& account, std::span<const Candidate> candidates,
                            const SetRules& rules) {
  if (!(account.total_value > 0.0)) return empty_context(account, request.settings);
  try {
    return compile_context(inputs, books_of(inputs, account), request.settings, candidates, rules,
                           request.seed);
  } catch (const std::invalid_argument& error) {
    return tl::make_unexpected(Failure{FailureKind::invalid, error.what(), "plan context", ""});
  }
}

bool proposed(const Selection& selection, SecurityId id) {
  return std::any_of(selection.candidates.begin(), selection.candidates.end(),
                     [&](const Candidate& candidate) { return candidate.security == id; });
}

std::string why_not(const Selection& selection, const Security& security) {
  for (const Obstacle& obstacle : selection.obstacles) {
    if (obstacle.security == security.id) {
      return security.symbol + " is pinned, but there is no trade for it. " + obstacle.text;
    }
  }
  return security.symbol + " is pinned, but there is no trade for it.";
}

std::vector<SecurityId> keep_pins(const PlanRequest& request, const PlanInputs& inputs,
                                  PreparedPlan& prepared) {
  std::vector<SecurityId> required;
  for (const Security& security : inputs.securities) {
    const auto& pins = request.pin;
    if (std::find(pins.begin(), pins.end(), security.symbol) == pins.end()) continue;
    if (proposed(prepared.selection, security.id)) {
      required.push_back(security.id);
    } else {
      prepared.degraded.push_back(why_not(prepared.selection, security));
    }
  }
  return required;
}

void add_rules(const Selection& selection, SetRules& rules) {
  rules.further_sells = selection.further_sells;
  rules.further_buys = selection.further_buys;
  for (const ConflictReason& reason : selection.conflicts) rules.conflicts.push_back(reason.pair);
}

Result<void> prepare_ideas(const PlanRequest& request, const PlanInputs& inputs,
                           PreparedPlan& prepared) {
  if (!(prepared.account.total_value > 0.0)) {
    return tl::make_unexpected(
        Failure{FailureKind::invalid, "ideas cannot be scored for an account that is worth nothing",
                "ideas", "an account with positions or cash"});
  }
  auto ideas = candidates_of_ideas(request, inputs);
  if (!ideas) return tl::make_unexpected(std::move(ideas.error()));
  for (IdeaCandidates& candidates : *ideas) {
    auto context = compile(request, inputs, prepared.account, candidates, {});
    if (!context) return tl::make_unexpected(std::move(context.error()));
    prepared.ideas.push_back({std::move(candidates), std::move(*context)});
  }
  return {};
}

std::vector<Candidate> all_candidates(const PreparedPlan& prepared) {
  std::vector<Candidate> all = prepared.selection.candidates;
  for (const PreparedIdea& idea : prepared.ideas) {
    all.insert(all.end(), idea.candidates.begin(), idea.candidates.end());
  }
  return all;
}

using WrittenOut = std::span<const std::vector<CandidateIndex>>;

SearchResult search_space(const PlanContext& context, const Distinctness& distinctness,
                          std::size_t keep, SearchMethod method) {
  SearchResult result = search_start(context, distinctness);
  if (method == SearchMethod::exact && can_bound(context)) {
    ExactSearch search{context, distinctness, keep};
    if (!search.advance(most_bounding_steps(context))) {
      result.best = search.result().best;
      return result;
    }
  }
  merge(result, search_range(context, {0, space_size(context)}, distinctness, keep), keep);
  return result;
}

SearchResult search_all(const PlanContext& context, WrittenOut sequences,
                        const Distinctness& distinctness, std::size_t keep, SearchMethod method) {
  SearchResult result = search_space(context, distinctness, keep, method);
  merge(result, search_sequences(context, sequences, distinctness, keep), keep);
  return result;
}

FrontPages find_front(const PlanContext& context, WrittenOut sequences) {
  FrontPages pages{context.front_limit};
  while (!pages.done()) {
    const FrontPage page = pages.next();
    SearchResult result = front_start(context, page);
    merge(result, front_of_sequences(context, sequences, page), 0);
    merge(result, front_of_range(context, {0, space_size(context)}, page), 0);
    pages.add(result.front);
  }
  return pages;
}

SearchOutcome search_here(const PreparedPlan& prepared, SearchMethod method) {
  SearchOutcome found;
  const PlanContext& context = prepared.context;
  const auto& sequences = prepared.selection.sequences;
  found.best = best_sets_here(context, sequences, context.beam_width, method);
  if (context.front_limit > 0) take_front(find_front(context, sequences), found);
  while (!found.best.empty() && found.alternatives.size() < alternative_count) {
    const Distinctness limit = clearly_different(found.best.front(), found.alternatives);
    const SearchResult next = search_all(context, sequences, limit, 1, method);
    if (next.best.empty()) break;
    found.alternatives.push_back(next.best.front());
  }
  return found;
}

}  // namespace

Result<PreparedPlan> prepare(const PlanRequest& request, const PlanInputs& inputs,
                             const Opportunities& opportunities) {
  if (auto ok = check_inputs(inputs); !ok) return tl::make_unexpected(std::move(ok.error()));
  if (auto ok = check_request(request, inputs); !ok) {
    return tl::make_unexpected(std::move(ok.error()));
  }
  PreparedPlan prepared;
  prepared.account = prepare_account(request, inputs);
  prepared.degraded = prepared.account.degraded;
  SetRules rules;
  if (!request.ideas.empty()) {
    if (auto ok = prepare_ideas(request, inputs, prepared); !ok) {
      return tl::make_unexpected(std::move(ok.error()));
    }
  } else {
    prepared.selection = select_candidates(opportunities, request, inputs);
    rules.required = keep_pins(request, inputs, prepared);
    add_rules(prepared.selection, rules);
  }
  auto context = compile(request, inputs, prepared.account, prepared.selection.candidates, rules);
  if (!context) return tl::make_unexpected(std::move(context.error()));
  prepared.context = std::move(*context);
  for (std::string& doubt :
       doubts_of(inputs, request.settings, prepared.account, all_candidates(prepared))) {
    prepared.degraded.push_back(std::move(doubt));
  }
  return prepared;
}

Distinctness clearly_different(const RankedSequence& winner,
                               const std::vector<RankedSequence>& alternatives) {
  Distinctness limit{{winner.candidates}};
  for (const RankedSequence& one : alternatives) limit.references.push_back(one.candidates);
  return limit;
}

std::vector<RankedSequence> best_sets_here(const PlanContext& context, WrittenOut sequences,
                                           std::size_t keep, SearchMethod method) {
  return search_all(context, sequences, {}, keep, method).best;
}

void take_front(const FrontPages& pages, SearchOutcome& found) {
  found.front = pages.members();
  found.front_cut = pages.cut();
  if (found.front.empty()) return;
  const FrontMember& first = found.front.front();
  RankedSequence winner{first.objectives.score, first.priority, first.candidates};
  const auto listed = std::find(found.best.begin(), found.best.end(), winner);
  if (listed != found.best.end()) {
    std::rotate(found.best.begin(), listed, listed + 1);
  } else {
    found.best.insert(found.best.begin(), std::move(winner));
    if (found.best.size() > 1) found.best.pop_back();
  }
}

Result<Decision> plan_here(const PlanRequest& request, const PlanInputs& inputs,
                           SearchMethod method) {
  if (auto ok = check_inputs(inputs); !ok) return tl::make_unexpected(std::move(ok.error()));
  auto prepared = prepare(request, inputs, identify_opportunities(request, inputs));
  if (!prepared) return tl::make_unexpected(std::move(prepared.error()));
  const SearchOutcome found =
      prepared->ideas.empty() ? search_here(*prepared, method) : SearchOutcome{};
  return build_decision(request, inputs, *prepared, found, {});
}

}  // namespace ballast::planner
