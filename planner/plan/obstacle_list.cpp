#include "planner/plan/obstacle_list.hpp"

#include <algorithm>
#include <array>

#include "planner/evaluation/evaluate.hpp"
#include "planner/opportunities/findings.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/plan/breakdown.hpp"

namespace ballast::planner {
namespace {

void sort_by_telling(std::vector<Obstacle>& obstacles) {
  std::stable_sort(obstacles.begin(), obstacles.end(), [](const Obstacle& a, const Obstacle& b) {
    return telling_rank(a.kind) < telling_rank(b.kind);
  });
}

std::string deed_of(const Security& security, const Candidate& candidate) {
  return std::string(candidate.side == Side::buy ? "Buying " : "Selling ") +
         count_of_shares(candidate.quantity) + " of " + security.symbol;
}

Obstacle obstacle_of(const PlanInputs& inputs, const PreparedPlan& prepared, CandidateIndex index) {
  const Candidate& candidate = prepared.selection.candidates[index];
  const CandidateTerms& terms = prepared.context.candidates[index];
  const std::string deed = deed_of(inputs.securities[terms.security], candidate);
  const auto tell = [&](ObstacleKind kind, const std::string& rest) {
    return Obstacle{kind, candidate.security, candidate.side, deed + rest};
  };
  const std::array<CandidateIndex, 1> alone = {index};
  if (!feasible(prepared.context, alone)) {
    return tell(ObstacleKind::no_cash,
                " needs " + format_money(Money::from_micros(-terms.cash)) + " with its fee; " +
                    format_money(Money::from_micros(prepared.context.cash)) + " is available.");
  }
  const ShownPath path = shown_path(prepared.context, alone);
  const Breakdown before = breakdown_of(prepared.context, {}, path);
  const Breakdown after = breakdown_of(prepared.context, alone, path);
  const Score gain = after.total - before.total + Score{terms.penalty};
  if (after.total > before.total) {
    return tell(ObstacleKind::not_selected,
                " would raise the score by " + points_text(after.total - before.total, 3) +
                    " points, but no set that settings and wishes allow holds it.");
  }
  if (gain.ticks > 0) {
    return tell(ObstacleKind::not_worth_fee,
                " gains " + points_text(gain, 3) + " points, and its fee of " +
                    format_money(Money::from_micros(terms.fee)) + " costs " +
                    points_text(Score{terms.penalty}, 3) + ".");
  }
  const ScorePart worst = largest_shortfall(after, before);
  return tell(ObstacleKind::not_selected, " lowers the score by " +
                                              points_text(before.total - after.total, 2) +
                                              " points, most of all in " + worst.name + " (" +
                                              points_text(worst.contribution, 2) + ").");
}

}  // namespace

std::vector<Obstacle> obstacles_of_candidates(const PlanInputs& inputs,
                                              const PreparedPlan& prepared) {
  std::vector<Obstacle> obstacles;
  for (std::size_t i = 0; i < prepared.context.candidates.size(); ++i) {
    obstacles.push_back(obstacle_of(inputs, prepared, static_cast<CandidateIndex>(i)));
  }
  return obstacles;
}

std::vector<Obstacle> obstacles_of_conflicts(const PreparedPlan& prepared,
                                             const RankedSequence& set) {
  const auto& candidates = prepared.selection.candidates;
  const auto traded = [&](CandidateIndex index) {
    return std::any_of(set.candidates.begin(), set.candidates.end(), [&](CandidateIndex chosen) {
      return candidates[chosen].security == candidates[index].security;
    });
  };
  std::vector<Obstacle> obstacles;
  for (const ConflictReason& reason : prepared.selection.conflicts) {
    const auto [first, second] = reason.pair;
    if (traded(first) == traded(second)) continue;
    const Candidate& other = candidates[traded(first) ? second : first];
    const bool told = std::any_of(obstacles.begin(), obstacles.end(), [&](const Obstacle& one) {
      return one.security == other.security && one.side == other.side;
    });
    if (told) continue;
    obstacles.push_back({ObstacleKind::correlated, other.security, other.side, reason.text});
  }
  return obstacles;
}

std::vector<Obstacle> most_telling_obstacles(std::vector<Obstacle> candidates,
                                             std::vector<Obstacle> earlier) {
  sort_by_telling(candidates);
  sort_by_telling(earlier);
  const std::size_t for_earlier = std::min(earlier.size(), most_obstacles / 2);
  const std::size_t first = std::min(candidates.size(), most_obstacles - for_earlier);
  const std::size_t rest = std::min(earlier.size(), most_obstacles - first);
  candidates.resize(first);
  candidates.insert(candidates.end(), earlier.begin(),
                    earlier.begin() + static_cast<std::ptrdiff_t>(rest));
  return candidates;
}

}  // namespace ballast::planner
