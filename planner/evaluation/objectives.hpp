// The four aims that a front weighs against each other, as integers: the score, how well the
// portfolio is spread, how steady it is, and what the trades cost.
#pragma once

#include <cstdint>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

/// Before rounding; sums of the terms of a context.
struct RawObjectives {
  std::int64_t score = 0;      // score ticks
  std::int64_t spread = 0;     // score ticks: dividend, geography, industry and quality
  std::int64_t stability = 0;  // score ticks
  std::int64_t fee = 0;        // micros

  bool operator==(const RawObjectives&) const = default;
};

/// As they are compared. More is better of the first three, less of the last.
struct Objectives {
  Score score;                       // not rounded
  std::int64_t diversification = 0;  // portfolio score, in thousandths of its full 100 points
  std::int64_t risk = 0;             // weighted stability in thousandths: more is steadier
  std::int64_t cost = 0;             // hundredths of the base currency

  bool operator==(const Objectives&) const = default;
};

/// Returns the objectives rounded to the nearest, ties to even. Exact: 128 bits hold the products.
[[nodiscard]] Objectives rounded(const PlanContext& context, const RawObjectives& raw);

/// Returns what the set aims at. With scenarios the score is that of all paths together, and the
/// rest comes from the path that score_parts shows.
[[nodiscard]] RawObjectives raw_objectives(const PlanContext& context, CandidateSet set);

/// Returns the same where the score on all paths and the path with the median score are known.
/// REQUIRES: the context has scenarios.
[[nodiscard]] RawObjectives objectives_on_path(const PlanContext& context, CandidateSet set,
                                               std::int64_t score, std::size_t median_path);

[[nodiscard]] Objectives objectives(const PlanContext& context, CandidateSet set);

/// Returns whether `a` is at least as good as `b` in all four and better in one.
[[nodiscard]] bool dominates(const Objectives& a, const Objectives& b);

/// Returns whether `a` comes first: higher score, then diversification, then risk, then lower cost.
/// What dominates comes before what it dominates.
[[nodiscard]] bool leads(const Objectives& a, const Objectives& b);

/// The raw numbers that round to the same objectives, at their most favourable: whatever has a
/// lower score than `score`, and neither more spread and stability nor less fees than these, is
/// dominated by the set that these were made of.
[[nodiscard]] RawObjectives shadow_of(const PlanContext& context, const Objectives& one);

}  // namespace ballast::planner
