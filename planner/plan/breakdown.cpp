#include "planner/plan/breakdown.hpp"

#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

std::string why_tie_lost(const RankedSequence& loser, const RankedSequence& winner) {
  const std::string same = "It scores the same, but ";
  if (winner.candidates.empty()) return same + "doing nothing is simpler.";
  if (loser.priority < winner.priority) return same + "its trades have a lower priority.";
  if (loser.candidates.size() > winner.candidates.size()) return same + "it needs more trades.";
  return same + "its trades come later in the order of candidates.";
}

}  // namespace

Breakdown breakdown_of(const PlanContext& context, std::span<const CandidateIndex> set,
                       ShownPath path) {
  const ScoreParts parts = score_parts(context, set, path);
  Breakdown breakdown{parts.total(),
                      {{"total return", parts.total_return},
                       {"long-term promise", parts.promise},
                       {"stability", parts.stability},
                       {"diversification: geography", parts.geography},
                       {"diversification: dividend", parts.dividend},
                       {"diversification: quality", parts.quality},
                       {"opinion", parts.opinion},
                       {"cost", parts.cost},
                       {"limit", parts.limit}}};
  if (context.industry_full > 0) {
    constexpr std::ptrdiff_t after_geography = 4;
    breakdown.parts.insert(breakdown.parts.begin() + after_geography,
                           {"diversification: industry", parts.industry});
  }
  if (context.scenarios) breakdown.parts.push_back({"price scenarios", parts.price_scenarios});
  return breakdown;
}

Breakdown difference_of(const Breakdown& from, const Breakdown& to) {
  Breakdown difference{to.total - from.total, {}};
  for (std::size_t i = 0; i < from.parts.size(); ++i) {
    const Score change = to.parts[i].contribution - from.parts[i].contribution;
    if (change.ticks != 0) difference.parts.push_back({from.parts[i].name, change});
  }
  return difference;
}

ScorePart largest_shortfall(const Breakdown& behind, const Breakdown& ahead) {
  ScorePart worst;
  for (std::size_t i = 0; i < behind.parts.size(); ++i) {
    const Score shortfall = ahead.parts[i].contribution - behind.parts[i].contribution;
    if (worst.name.empty() || shortfall > worst.contribution) {
      worst = {behind.parts[i].name, shortfall};
    }
  }
  return worst;
}

std::string points_text(Score score, int decimals) {
  constexpr double points = 100.0;
  return decimal_text(score.value() * points, decimals);
}

std::string why_lost(const PlanContext& context, const RankedSequence& loser,
                     const RankedSequence& winner) {
  if (loser.score == winner.score) return why_tie_lost(loser, winner);
  const ShownPath path = shown_path(context, winner.candidates);
  const ScorePart worst = largest_shortfall(breakdown_of(context, loser.candidates, path),
                                            breakdown_of(context, winner.candidates, path));
  return points_text(winner.score - loser.score, 2) + " points less, most of all in " + worst.name +
         " (" + points_text(worst.contribution, 2) + " less).";
}

}  // namespace ballast::planner
