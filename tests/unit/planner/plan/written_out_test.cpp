// Random portfolios: what must hold of every sequence that patterns add to the search.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "planner/evaluation/evaluate.hpp"
#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"
#include "tests/unit/planner/plan/random_world.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t households = random_cases(300);

using Indices = std::vector<CandidateIndex>;

/// A household with small caps and every option on at random, so that much lies beyond the space.
struct Case {
  explicit Case(std::uint64_t seed) : world(seed) {
    Settings& settings = world.request.settings;
    settings.max_plan_depth = world.whole(1, 10);
    settings.max_sells = world.whole(0, 2);
    settings.max_buys = world.whole(0, 2);
    settings.max_candidates = world.whole(1, 4);
    settings.priority_threshold = 0.3;
    settings.enable_partial_execution = world.chance(0.5);
    settings.enable_constraint_relaxation = world.chance(0.5);
    settings.enable_correlation_aware = world.chance(0.5);
    settings.enable_market_regime = world.chance(0.5);
    world.request.ideas.clear();
    add_correlations();
  }

  void add_correlations() {
    world.inputs.correlations.clear();
    const auto& all = world.inputs.securities;
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        if (world.chance(0.2)) {
          world.inputs.correlations.push_back({all[i].id, all[j].id, world.number(-1, 1)});
        }
      }
    }
  }

  World world;
};

void expect_sound(const Case& one, const PreparedPlan& prepared, const Indices& sequence) {
  const PlanContext& context = prepared.context;
  const SetSpace space{context};
  ASSERT_FALSE(sequence.empty());
  ASSERT_LE(sequence.size(), static_cast<std::size_t>(one.world.request.settings.max_plan_depth));
  ASSERT_TRUE(std::is_sorted(sequence.begin(), sequence.end()));
  ASSERT_FALSE(clashes(context, sequence));
  ASSERT_TRUE(feasible(context, sequence));
  ASSERT_FALSE(space.holds(sequence));
  std::int64_t priority = 0;
  for (const CandidateIndex index : sequence) priority += context.candidates[index].priority;
  const double threshold = one.world.request.settings.priority_threshold;
  ASSERT_GE(priority, static_cast<std::int64_t>(sequence.size()) *
                          std::llrint(std::ldexp(threshold, priority_fraction_bits)));
}

void expect_sound(const Case& one, const Candidate& candidate) {
  const Situation situation(one.world.request, one.world.inputs);
  const auto index = index_of_security(one.world.inputs, candidate.security);
  ASSERT_TRUE(index);
  const Security& security = situation.security(*index);
  const HeldPosition* held = situation.account().find(*index);
  const bool whole_position = held != nullptr && candidate.quantity == held->quantity;
  ASSERT_TRUE(std::fmod(candidate.quantity, security.min_lot) == 0.0 ||
              (candidate.side == Side::sell && whole_position));
  if (candidate.side == Side::buy) {
    ASSERT_FALSE(find_purchase_obstacle(situation, *index));
  } else {
    ASSERT_NE(held, nullptr);
    ASSERT_LE(candidate.quantity, held->quantity);
    ASSERT_FALSE(find_sale_obstacle(situation, *held));
  }
}

TEST(WrittenOut, SequencesObeyEveryRuleAndLieBeyondTheSpace) {
  std::size_t seen = 0;
  std::size_t with_further = 0;
  for (std::uint64_t seed = 1; seed <= households; ++seed) {
    const Case one(seed);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto prepared = prepare(one.world.request, one.world.inputs,
                                  identify_opportunities(one.world.request, one.world.inputs));
    ASSERT_TRUE(prepared) << describe(prepared.error());
    if (!(prepared->account.total_value > 0.0)) continue;
    const Selection& selection = prepared->selection;
    std::set<Indices> distinct(selection.sequences.begin(), selection.sequences.end());
    ASSERT_EQ(distinct.size(), selection.sequences.size());
    for (const Indices& sequence : selection.sequences) {
      expect_sound(one, *prepared, sequence);
      if (HasFatalFailure()) return;
    }
    for (const Candidate& candidate : selection.candidates) {
      expect_sound(one, candidate);
      if (HasFatalFailure()) return;
    }
    seen += selection.sequences.size();
    with_further += static_cast<std::size_t>(selection.further_sells + selection.further_buys > 0);
  }
  EXPECT_GT(seen, households / 2);
  EXPECT_GT(with_further, households / 10);
}

TEST(WrittenOut, SequencesNeverMakeAPlanWorse) {
  std::size_t better = 0;
  for (std::uint64_t seed = 1; seed <= households; ++seed) {
    Case one(seed);
    one.world.request.settings.enable_correlation_aware = false;
    one.world.request.settings.enable_constraint_relaxation = false;
    const auto with = plan_here(one.world.request, one.world.inputs);
    ASSERT_TRUE(with) << "seed " << seed;
    one.world.request.settings.patterns = {};
    one.world.request.settings.enable_adaptive_patterns = false;
    const bool follows = one.world.request.settings.enable_market_regime;
    const auto without = plan_here(one.world.request, one.world.inputs);
    ASSERT_TRUE(without) << "seed " << seed;
    ASSERT_GE(with->after.total, without->after.total) << "seed " << seed;
    ASSERT_TRUE(without->sets_beyond_space == 0 || follows) << "seed " << seed;
    better += static_cast<std::size_t>(with->after.total > without->after.total);
  }
  EXPECT_GT(better, households / 20);
}

}  // namespace
}  // namespace ballast::planner
