#include "planner/generation/selection.hpp"

#include <algorithm>
#include <utility>

#include "planner/filters/feasibility.hpp"
#include "planner/filters/filter.hpp"
#include "planner/generation/candidate_table.hpp"
#include "planner/generation/category_cuts.hpp"
#include "planner/generation/unique_candidates.hpp"
#include "planner/patterns/proposed_sequences.hpp"

namespace ballast::planner {
namespace {

/// Leaves out what filters forbid by itself; appends what they say.
std::vector<Candidate> allowed(const Situation& situation, std::vector<Candidate> candidates,
                               std::vector<Obstacle>& obstacles) {
  const FilterFindings findings = judge_all({situation, candidates});
  obstacles.insert(obstacles.end(), findings.obstacles().begin(), findings.obstacles().end());
  std::vector<Candidate> kept;
  for (std::size_t place = 0; place < candidates.size(); ++place) {
    if (!findings.forbids(place)) kept.push_back(std::move(candidates[place]));
  }
  return kept;
}

/// Appends the enlarged forms of purchases; those of the space join it.
RelaxedPlaces add_relaxed(const Situation& situation, CategoryCuts& cuts) {
  RelaxedPlaces places;
  if (!situation.settings().enable_constraint_relaxation) return places;
  const std::vector<std::size_t> space = cuts.space;
  const std::size_t count = cuts.lists.all.size();
  for (std::size_t place = 0; place < count; ++place) {
    auto form = relaxed_form(situation, cuts.lists.all[place]);
    if (!form) continue;
    places[place] = cuts.lists.all.size();
    if (std::find(space.begin(), space.end(), place) != space.end()) {
      cuts.space.push_back(cuts.lists.all.size());
    }
    cuts.lists.all.push_back(std::move(*form));
  }
  return places;
}

/// Which of the patterns' sequences are worth scoring besides the space.
class Keeper {
 public:
  Keeper(const Situation& situation, const CategoryCuts& cuts, std::vector<ForbiddenPair> pairs)
      : situation_(situation), cuts_(cuts), pairs_(std::move(pairs)) {}

  [[nodiscard]] bool keeps(const CandidateSequence& sequence) const {
    return !in_space(sequence) && !on_a_closed_side(sequence) && !forbidden(sequence) &&
           payable(sequence);
  }

 private:
  [[nodiscard]] std::int64_t sales_in(const CandidateSequence& sequence) const {
    return std::count_if(sequence.begin(), sequence.end(), [&](std::size_t place) {
      return cuts_.lists.all[place].side == Side::sell;
    });
  }

  /// Who allows no trade of a side means all plans; a higher cap is one of the space alone.
  [[nodiscard]] bool on_a_closed_side(const CandidateSequence& sequence) const {
    const Settings& settings = situation_.settings();
    const std::int64_t sells = sales_in(sequence);
    const auto length = static_cast<std::int64_t>(sequence.size());
    return (settings.max_sells == 0 && sells > 0) || (settings.max_buys == 0 && sells < length);
  }

  [[nodiscard]] bool in_space(const CandidateSequence& sequence) const {
    const Settings& settings = situation_.settings();
    const std::int64_t sells = sales_in(sequence);
    const auto length = static_cast<std::int64_t>(sequence.size());
    return length <= settings.max_plan_depth && sells <= settings.max_sells &&
           length - sells <= settings.max_buys &&
           std::all_of(sequence.begin(), sequence.end(), [&](std::size_t place) {
             return std::find(cuts_.space.begin(), cuts_.space.end(), place) != cuts_.space.end();
           });
  }

  [[nodiscard]] bool forbidden(const CandidateSequence& sequence) const {
    const auto holds = [&](std::size_t place) {
      return std::find(sequence.begin(), sequence.end(), place) != sequence.end();
    };
    return std::any_of(pairs_.begin(), pairs_.end(), [&](const ForbiddenPair& pair) {
      return holds(pair.first) && holds(pair.second);
    });
  }

  [[nodiscard]] bool payable(const CandidateSequence& sequence) const {
    std::vector<Candidate> trades;
    for (const std::size_t place : sequence) trades.push_back(cuts_.lists.all[place]);
    return feasible(situation_, trades);
  }

  const Situation& situation_;
  const CategoryCuts& cuts_;
  std::vector<ForbiddenPair> pairs_;
};

std::vector<CandidateSequence> kept_sequences(const Situation& situation, const CategoryCuts& cuts,
                                              const RelaxedPlaces& relaxed,
                                              const std::vector<ForbiddenPair>& pairs) {
  const PatternView view{situation, cuts.lists, situation.account().available};
  const Keeper keeper(situation, cuts, pairs);
  std::vector<CandidateSequence> kept;
  for (CandidateSequence& sequence : propose_sequences(view, relaxed)) {
    if (keeper.keeps(sequence)) kept.push_back(std::move(sequence));
  }
  return kept;
}

/// What a sequence holds was considered after all.
void drop_considered(const std::vector<Candidate>& candidates, std::vector<Obstacle>& obstacles) {
  std::erase_if(obstacles, [&](const Obstacle& obstacle) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
      return candidate.security == obstacle.security && candidate.side == obstacle.side;
    });
  });
}

}  // namespace

Selection select_candidates(const Opportunities& opportunities, const PlanRequest& request,
                            const PlanInputs& inputs) {
  const Situation situation(request, inputs);
  std::vector<Obstacle> obstacles = opportunities.obstacles;
  CategoryCuts cuts = cut_categories(
      allowed(situation, unique_candidates(opportunities), obstacles), request, inputs);
  const RelaxedPlaces relaxed = add_relaxed(situation, cuts);
  const auto pairs = judge_all({situation, cuts.lists.all}).pairs();
  Selection selection =
      make_table({cuts.lists, cuts.space, kept_sequences(situation, cuts, relaxed, pairs), pairs});
  drop_considered(selection.candidates, cuts.obstacles);
  selection.obstacles = std::move(obstacles);
  selection.obstacles.insert(selection.obstacles.end(), cuts.obstacles.begin(),
                             cuts.obstacles.end());
  return selection;
}

}  // namespace ballast::planner
