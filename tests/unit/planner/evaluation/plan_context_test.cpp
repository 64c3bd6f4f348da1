// Goal: no context from outside can overflow a sum or index beyond a table.
#include "planner/evaluation/plan_context.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "planner/evaluation/evaluate.hpp"

namespace ballast::planner {
namespace {

PlanContext sound() {
  PlanContext context;
  context.base_groups = {0, 0};
  context.base_industries = {0, 0};
  context.sell_count = 1;
  context.candidates = {{.side = Side::sell, .security = 4}, {.security = 4, .cash = -1}};
  return context;
}

void expect_fault(const std::string& where, const std::function<void(PlanContext&)>& spoil) {
  PlanContext context = sound();
  spoil(context);
  const auto failure = find_fault(context);
  ASSERT_TRUE(failure) << where;
  EXPECT_NE(failure->where.find(where), std::string::npos) << describe(*failure);
}

TEST(PlanContext, IsSoundWhenEmpty) {
  EXPECT_FALSE(find_fault({}));
}

TEST(PlanContext, IsSoundWithOneCandidateASide) {
  EXPECT_FALSE(find_fault(sound()));
}

TEST(PlanContext, WithAnyBrokenInvariantIsFound) {
  constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::min();
  expect_fault("format", [](PlanContext& c) { c.format = 99; });
  expect_fault("candidates", [](PlanContext& c) { c.sell_count = 3; });
  expect_fault("space", [](PlanContext& c) { c.space_sells = 2; });
  expect_fault("space", [](PlanContext& c) { c.space_buys = 2; });
  expect_fault("conflicts", [](PlanContext& c) { c.conflicts = {{1, 0}}; });
  expect_fault("conflicts", [](PlanContext& c) { c.conflicts = {{0, 2}}; });
  expect_fault("conflicts", [](PlanContext& c) { c.conflicts = {{0, 1}, {0, 1}}; });
  expect_fault("caps", [](PlanContext& c) { c.max_depth = 11; });
  expect_fault("base_groups", [](PlanContext& c) { c.base_groups.resize(max_groups + 1); });
  expect_fault("base_groups", [](PlanContext& c) { c.base_groups[0] = huge; });
  expect_fault("base_industries", [](PlanContext& c) { c.base_industries.resize(max_groups + 1); });
  expect_fault("base_industries", [](PlanContext& c) { c.base_industries[1] = huge; });
  expect_fault("base", [](PlanContext& c) { c.industry_full = -1; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].industries = {{2, 0}}; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].industries = {{0, huge}}; });
  expect_fault("candidate 1", [](PlanContext& c) {
    c.candidates[1].industries = {{1, 0}, {0, 0}};
  });
  expect_fault("candidate 1", [](PlanContext& c) {
    c.candidates[1].industries = {{0, max_term_ticks}, {1, -1}};
  });
  expect_fault("base_linear", [](PlanContext& c) { c.base_linear = 1; });
  expect_fault("base", [](PlanContext& c) { c.base_parts.promise = huge; });
  expect_fault("base", [](PlanContext& c) { c.geography_full = -1; });
  expect_fault("cash", [](PlanContext& c) { c.cash = huge; });
  expect_fault("candidate 0", [](PlanContext& c) { c.sell_count = 0; });
  expect_fault("candidate 0", [](PlanContext& c) { c.candidates[0].parts.quality = huge; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].cash = 1; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].group = 2; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].group_weight = 1; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].linear = 1; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].penalty = -1; });
  expect_fault("candidate 1", [](PlanContext& c) { c.candidates[1].priority = huge; });
  expect_fault("required", [](PlanContext& c) { c.required_securities = {2, 2}; });
}

PlanContext sound_on_paths() {
  PlanContext context = sound();
  context.scenarios = ScenarioTerms{.paths = 2,
                                    .total_return = {0, 1},
                                    .promise = {0, 1},
                                    .stability = {0, 1},
                                    .quality = {0, 1},
                                    .dividend = {0, 1},
                                    .groups = {0, 1, 2, 3},
                                    .industries = {0, 1, 2, 3},
                                    .ratios = {Score::one, Score::one},
                                    .multipliers = std::vector<std::int64_t>(4, Score::one)};
  return context;
}

void expect_path_fault(const std::string& where,
                       const std::function<void(PlanContext&, ScenarioTerms&)>& spoil) {
  PlanContext context = sound_on_paths();
  spoil(context, *context.scenarios);
  const auto failure = find_fault(context);
  ASSERT_TRUE(failure) << where;
  EXPECT_NE(failure->where.find("scenarios, " + where), std::string::npos) << describe(*failure);
}

TEST(PlanContext, WithAnyBrokenInvariantOfItsPricePathsIsFound) {
  constexpr std::int64_t huge = std::numeric_limits<std::int64_t>::min();
  ASSERT_FALSE(find_fault(sound_on_paths()));
  using C = PlanContext;
  using T = ScenarioTerms;
  expect_path_fault("mode", [](C&, T& t) { t.mode = PriceScenarios::none; });
  expect_path_fault("paths", [](C&, T& t) { t.paths = 0; });
  expect_path_fault("paths", [](C&, T& t) { t.paths = 501; });
  expect_path_fault("columns", [](C&, T& t) { t.ratios.pop_back(); });
  expect_path_fault("columns", [](C&, T& t) { t.quality.push_back(0); });
  expect_path_fault("groups", [](C&, T& t) { t.groups.pop_back(); });
  expect_path_fault("groups", [](C&, T& t) { t.multipliers.push_back(Score::one); });
  expect_path_fault("base", [](C&, T& t) { t.promise[1] = huge; });
  expect_path_fault("base", [](C&, T& t) { t.dividend[0] = huge; });
  expect_path_fault("base", [](C&, T& t) { t.groups[3] = huge; });
  expect_path_fault("groups", [](C&, T& t) { t.industries.pop_back(); });
  expect_path_fault("base", [](C&, T& t) { t.industries[3] = huge; });
  expect_path_fault("candidate 1", [](C& c, T& t) {
    t.ratios[1] = 2 * Score::one;
    c.candidates[1].industries = {{0, max_term_ticks / 2}, {1, max_term_ticks / -2}};
  });
  expect_path_fault("multipliers", [](C&, T& t) { t.multipliers[0] = 0; });
  expect_path_fault("multipliers", [](C&, T& t) { t.multipliers[0] = 12 * Score::one; });
  expect_path_fault("multipliers", [](C&, T& t) { t.ratios[1] = 0; });
  expect_path_fault("multipliers", [](C&, T& t) { t.ratios[1] = 65 * Score::one; });
  expect_path_fault("fixed_fee", [](C&, T& t) { t.fixed_fee = -1; });
  expect_path_fault("candidate 0", [](C&, T& t) { t.fixed_penalty = 1; });
  expect_path_fault("candidate 1", [](C& c, T& t) {
    t.ratios[1] = 2 * Score::one;
    c.candidates[1].dividend = max_term_ticks;
  });
  expect_path_fault("candidate 1", [](C& c, T& t) {
    t.multipliers[3] = 2 * Score::one;
    c.candidates[1].cash = -max_cash_micros;
  });
}

TEST(PlanContext, AtItsLimitsOverflowsNoSum) {
  constexpr std::int64_t part = max_part_ticks;
  PlanContext context;
  context.base_parts = {part, part, part, part, part};
  context.base_linear = context.base_parts.sum();
  context.base_dividend = context.dividend_cap = context.geography_full = max_term_ticks;
  context.base_groups = {max_term_ticks, -max_term_ticks, max_term_ticks, -max_term_ticks};
  context.base_industries = context.base_groups;
  context.industry_full = max_term_ticks;
  context.cash = max_cash_micros;
  std::vector<CandidateIndex> set;
  for (std::uint16_t i = 0; i < max_sequence_length; ++i) {
    CandidateTerms terms{.side = Side::buy, .security = i, .group = 0};
    terms.parts = context.base_parts;
    terms.linear = context.base_linear;
    terms.dividend = terms.group_weight = terms.penalty = max_term_ticks;
    terms.industries = {{0, max_term_ticks / 2}, {1, max_term_ticks / -2}};
    terms.fee = max_cash_micros;
    terms.cash = -max_cash_micros;
    terms.priority = max_priority;
    context.candidates.push_back(terms);
    set.push_back(i);
  }
  ASSERT_FALSE(find_fault(context));
  EXPECT_EQ(score(context, set), Score{});
  EXPECT_FALSE(feasible(context, set));
  EXPECT_GT(ranked(context, set).priority, 0);
}

}  // namespace
}  // namespace ballast::planner
