#include "planner/evaluation/objectives.hpp"

#include <tuple>

#include "planner/evaluation/scenario_paths.hpp"
#include "planner/scenarios/scenario_mode.hpp"

namespace ballast::planner {
namespace {

__extension__ using Wide = __int128;

constexpr Wide thousandths = 1000;
constexpr Wide percent = 100;
constexpr std::int64_t micros_per_cent = Money::micros_per_unit / 100;

/// Score ticks that a part of this weight is worth in full.
Wide full_ticks(std::uint16_t weight_percent) {
  return Wide{weight_percent} * Score::one;
}

Wide floor_division(Wide a, Wide b) {
  const Wide quotient = a / b;
  return quotient * b > a ? quotient - 1 : quotient;
}

/// Returns a / b, b > 0, to the nearest integer, ties to even.
std::int64_t rounded_quotient(Wide a, Wide b) {
  const Wide below = floor_division(a, b);
  const Wide twice_rest = 2 * (a - below * b);
  const bool up = twice_rest > b || (twice_rest == b && below % 2 != 0);
  return static_cast<std::int64_t>(up ? below + 1 : below);
}

/// Returns the largest a whose quotient by b rounds to at most `rounded`, `step` raw units apart.
std::int64_t largest_below(std::int64_t rounded, Wide b, Wide step) {
  const Wide twice = (2 * Wide{rounded} + 1) * b;
  const Wide half_way = floor_division(twice, 2 * step);
  const bool tie_leaves = half_way * 2 * step == twice && rounded % 2 != 0;
  return static_cast<std::int64_t>(tie_leaves ? half_way - 1 : half_way);
}

RawObjectives objectives_today(const PlanContext& context, CandidateSet set) {
  const ScoreParts parts = score_parts_today(context, set);
  const Score spread = parts.dividend + parts.geography + parts.industry + parts.quality;
  return {.score = parts.total().ticks,
          .spread = spread.ticks,
          .stability = parts.stability.ticks,
          .fee = fees(context, set)};
}

}  // namespace

Objectives rounded(const PlanContext& context, const RawObjectives& raw) {
  return {.score = Score{raw.score},
          .diversification = rounded_quotient(raw.spread * thousandths * percent,
                                              full_ticks(context.diversification_percent)),
          .risk = rounded_quotient(raw.stability * thousandths * percent,
                                   full_ticks(context.stability_percent)),
          .cost = rounded_quotient(raw.fee, micros_per_cent)};
}

RawObjectives raw_objectives(const PlanContext& context, CandidateSet set) {
  if (!context.scenarios) return objectives_today(context, set);
  const ScenarioScores scores = scenario_scores(context, set);
  return objectives_on_path(context, set, scores.combined.ticks, scores.median_path);
}

RawObjectives objectives_on_path(const PlanContext& context, CandidateSet set, std::int64_t score,
                                 std::size_t median_path) {
  RawObjectives raw;
  if (scenario_mode(context.scenarios->mode)->shows_median_path) {
    const PathView view = view_of_path(context, median_path, set);
    raw = objectives_today(view.context, view.executed);
  } else {
    raw = objectives_today(context, set);
  }
  raw.score = score;
  return raw;
}

Objectives objectives(const PlanContext& context, CandidateSet set) {
  return rounded(context, raw_objectives(context, set));
}

bool dominates(const Objectives& a, const Objectives& b) {
  const bool as_good = a.score >= b.score && a.diversification >= b.diversification &&
                       a.risk >= b.risk && a.cost <= b.cost;
  return as_good && a != b;
}

bool leads(const Objectives& a, const Objectives& b) {
  return std::tuple(b.score, b.diversification, b.risk, a.cost) <
         std::tuple(a.score, a.diversification, a.risk, b.cost);
}

RawObjectives shadow_of(const PlanContext& context, const Objectives& one) {
  const Wide step = thousandths * percent;
  return {.score = one.score.ticks,
          .spread =
              largest_below(one.diversification, full_ticks(context.diversification_percent), step),
          .stability = largest_below(one.risk, full_ticks(context.stability_percent), step),
          .fee = -largest_below(-one.cost, micros_per_cent, 1)};
}

}  // namespace ballast::planner
