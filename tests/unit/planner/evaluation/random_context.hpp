// Small seeded problems with many ties, clashes and tight cash, and their solution by brute force,
// written without any of the code it is compared with.
#pragma once

#include <cstdint>
#include <random>

#include "planner/evaluation/search.hpp"

namespace ballast::planner::test {

/// How coarse the numbers are: a small grain makes many sets tie.
struct ProblemShape {
  std::size_t most_a_side = 6;
  std::size_t most_groups = 4;
  std::int64_t grain = 4;
  bool with_required = false;
  bool with_rules = false;  // some have candidates beyond the space, some have conflicts
  bool with_industries = false;
};

[[nodiscard]] PlanContext random_context(std::mt19937_64& random, const ProblemShape& shape);

/// Gives the context one of the modes and so many paths, with coarse moves, and turns the effect of
/// some candidates round, so that scores are cut at 0 and 1 and skipping a purchase may help.
void add_scenarios(std::mt19937_64& random, std::size_t paths, PlanContext& context);

[[nodiscard]] Distinctness random_distinctness(std::mt19937_64& random, const PlanContext& context);

/// Returns the answer of the whole space: every subset, one by one, sorted. With scenarios the
/// score of a subset is that of the plain walk over all paths.
[[nodiscard]] SearchResult brute_force(const PlanContext& context, const Distinctness& distinctness,
                                       std::size_t keep);

}  // namespace ballast::planner::test
