// Random portfolios: what must hold of every plan.
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"
#include "tests/unit/planner/plan/random_world.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t cases = worlds_tried;

const Security& find(const PlanInputs& inputs, const std::string& symbol) {
  return *std::find_if(inputs.securities.begin(), inputs.securities.end(),
                       [&](const Security& one) { return one.symbol == symbol; });
}

void expect_steps_hold(const World& world, const Decision& decision) {
  const Account account = prepare_account(world.request, world.inputs);
  std::map<std::string, double> quantities;
  for (const HeldPosition& held : account.positions) {
    quantities[world.inputs.securities[held.security].symbol] = held.quantity;
  }
  Money cash = decision.cash_before;
  Money moved;
  for (const Step& step : decision.steps) {
    const Security& security = find(world.inputs, step.symbol);
    const double rate = rate_of(world.inputs, security.currency).value_or(0.0);
    EXPECT_NEAR(step.value.units(), step.quantity * step.price / rate, 1e-6);
    EXPECT_EQ(std::fmod(step.quantity, security.min_lot), 0.0);
    const bool buys = step.side == Side::buy;
    moved += buys ? step.value : -step.value;
    cash += buys ? -step.value - step.fee : step.value - step.fee;
    quantities[step.symbol] += buys ? step.quantity : -step.quantity;
    EXPECT_EQ(step.cash_after, cash);
    EXPECT_GE(quantities[step.symbol], 0.0);
    EXPECT_TRUE(buys || quantities[step.symbol] == 0.0 ||
                quantities[step.symbol] >= security.min_lot);
    EXPECT_TRUE(!buys || step.cash_after >= Money{});
  }
  EXPECT_EQ(decision.cash_after, cash);
  EXPECT_EQ(decision.cash_before, decision.cash_after + moved + decision.fees);
  EXPECT_EQ(decision.cash_before + decision.cash_generated - decision.cash_required,
            decision.cash_after);
}

bool waits(const std::optional<Date>& since, std::int64_t days) {
  return since && (day_of_world - *since).count() < days;
}

/// Read from the inputs again, without the planner's own rules.
void expect_allowed(const World& world, const Step& step) {
  const Settings& settings = world.request.settings;
  const Security& security = find(world.inputs, step.symbol);
  const auto& history = world.inputs.history;
  const auto traded = std::find_if(history.begin(), history.end(), [&](const TradeHistory& one) {
    return one.security == security.id;
  });
  EXPECT_TRUE(security.active);
  EXPECT_TRUE(security.quote.has_value());
  if (step.side == Side::buy) {
    EXPECT_TRUE(security.allow_buy);
    EXPECT_GE(security.quality.value_or(0.5), settings.min_security_score);
    if (traded != history.end()) {
      EXPECT_FALSE(waits(traded->last_bought, settings.buy_cooldown_days));
    }
    return;
  }
  EXPECT_TRUE(security.allow_sell);
  EXPECT_FALSE(world.request.buy_only);
  if (traded != history.end()) {
    EXPECT_FALSE(waits(traded->last_sold, settings.sell_cooldown_days));
  }
  const auto& positions = world.inputs.positions;
  const auto held = std::find_if(positions.begin(), positions.end(),
                                 [&](const Position& one) { return one.security == security.id; });
  ASSERT_NE(held, positions.end());
  EXPECT_FALSE(waits(held->first_bought, settings.min_hold_days));
  EXPECT_GE(security.quote->price / held->average_price - 1.0, settings.max_loss_threshold);
}

std::map<std::string, std::int64_t> ticks_of(const Breakdown& breakdown) {
  std::map<std::string, std::int64_t> ticks;
  for (const ScorePart& part : breakdown.parts) ticks[part.name] += part.contribution.ticks;
  return ticks;
}

std::int64_t sum_of(const Breakdown& breakdown) {
  std::int64_t sum = 0;
  for (const ScorePart& part : breakdown.parts) sum += part.contribution.ticks;
  return sum;
}

/// Before, plus the change of every step, is after: each part to the last unit.
void expect_steps_add_up(const Decision& decision) {
  auto parts = ticks_of(decision.before);
  Score total = decision.before.total;
  for (const Step& step : decision.steps) {
    EXPECT_EQ(sum_of(step.change), step.change.total.ticks);
    for (const auto& [name, ticks] : ticks_of(step.change)) parts[name] += ticks;
    total = total + step.change.total;
  }
  EXPECT_EQ(total, decision.after.total);
  EXPECT_EQ(parts, ticks_of(decision.after));
}

/// A purchase adds to what is invested, a sale takes from it: were parts of two price paths
/// compared, some of these changes would go the other way.
void expect_steps_are_shown_on_one_path(const Decision& decision) {
  for (const Step& step : decision.steps) {
    const std::int64_t change = ticks_of(step.change)["total return"];
    EXPECT_TRUE(step.side == Side::buy ? change >= 0 : change <= 0) << step.symbol;
  }
}

void expect_differences_add_up(const Decision& decision) {
  for (const auto* list : {&decision.runners_up, &decision.alternatives}) {
    for (const Alternative& one : *list) {
      EXPECT_EQ(one.difference.total, one.score - decision.after.total);
      EXPECT_EQ(sum_of(one.difference), one.difference.total.ticks);
    }
  }
  for (const FrontPlan& one : decision.front) {
    EXPECT_EQ(one.difference.total, one.score - decision.after.total);
    EXPECT_EQ(sum_of(one.difference), one.difference.total.ticks);
    EXPECT_TRUE(!one.chosen || one.difference.parts.empty());
  }
}

void expect_scores_hold(const Decision& decision) {
  for (const Breakdown* one : {&decision.before, &decision.after}) {
    EXPECT_EQ(sum_of(*one), one->total.ticks);
  }
  EXPECT_GE(decision.after.total, decision.before.total);
  for (const Alternative& one : decision.runners_up) EXPECT_LE(one.score, decision.after.total);
  for (const Alternative& one : decision.alternatives) EXPECT_LE(one.score, decision.after.total);
  EXPECT_EQ(decision.outcome == Outcome::do_nothing, decision.steps.empty());
}

TEST(EveryPlan, ConservesValueAndNeverOverdrawsOrOversells) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world(seed);
    const auto decision = plan_here(world.request, world.inputs);
    ASSERT_TRUE(decision.has_value()) << describe(decision.error());
    expect_steps_hold(world, *decision);
    expect_scores_hold(*decision);
    expect_steps_add_up(*decision);
    expect_steps_are_shown_on_one_path(*decision);
    expect_differences_add_up(*decision);
  }
}

TEST(EveryIdea, AddsUpStepByStepAndScoresAsThePlanThatItIs) {
  std::uint64_t scored = 0;
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    const auto plan = plan_here(world.request, world.inputs);
    ASSERT_TRUE(plan.has_value()) << describe(plan.error());
    if (plan->steps.empty()) continue;
    std::vector<TradeIdea> idea;
    for (const Step& step : plan->steps) idea.push_back({step.side, step.symbol, step.quantity});
    world.request.ideas = {idea, {idea.front()}};
    const auto decision = plan_here(world.request, world.inputs);
    ASSERT_TRUE(decision.has_value()) << describe(decision.error());
    ++scored;
    EXPECT_EQ(decision->before, plan->before);
    EXPECT_EQ(decision->after, plan->after);
    expect_steps_add_up(*decision);
    for (const Alternative& one : decision->runners_up) {
      EXPECT_EQ(one.difference.total, one.score - decision->before.total);
      EXPECT_EQ(sum_of(one.difference), one.difference.total.ticks);
    }
  }
  EXPECT_GT(scored, cases / 10);
}

TEST(EveryPlan, KeepsToFlagsWaitingTimesAndFloors) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    for (Security& one : world.inputs.securities) {
      one.active = world.chance(0.9);
      one.allow_buy = world.chance(0.8);
    }
    const auto decision = plan_here(world.request, world.inputs);
    ASSERT_TRUE(decision.has_value()) << describe(decision.error());
    for (const Step& step : decision->steps) expect_allowed(world, step);
  }
}

TEST(EveryPlan, IsTheSameWithBoundsAndWithout) {
  for (std::uint64_t seed = 1; seed <= 3 * cases / 2; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    const auto decision = plan_here(world.request, world.inputs);
    ASSERT_TRUE(decision) << describe(decision.error());
    ASSERT_EQ(*decision, plan_here(world.request, world.inputs, SearchMethod::enumerate).value());
  }
}

TEST(EveryPlan, DoesNotDependOnTheOrderOfItsLists) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    World world(seed);
    const auto expected = plan_here(world.request, world.inputs);
    PlanInputs& all = world.inputs;
    std::shuffle(all.cash.begin(), all.cash.end(), world.random());
    std::shuffle(all.rates.begin(), all.rates.end(), world.random());
    std::shuffle(all.history.begin(), all.history.end(), world.random());
    std::shuffle(all.pending_orders.begin(), all.pending_orders.end(), world.random());
    std::shuffle(all.target_weights.begin(), all.target_weights.end(), world.random());
    std::shuffle(all.country_groups.begin(), all.country_groups.end(), world.random());
    std::shuffle(all.industry_groups.begin(), all.industry_groups.end(), world.random());
    EXPECT_EQ(plan_here(world.request, all), expected) << "seed " << seed;
  }
}

TEST(EveryPlan, LeavesEveryHeldSecurityWithACandidateOrAnObstacle) {
  for (std::uint64_t seed = 0; seed < cases; ++seed) {
    const World world(seed);
    const auto found = identify_opportunities(world.request, world.inputs);
    const auto prepared = prepare(world.request, world.inputs, found);
    ASSERT_TRUE(prepared.has_value()) << "seed " << seed;
    if (!(prepared->account.total_value > 0.0)) continue;
    for (const HeldPosition& held : prepared->account.positions) {
      if (!(held.value > 0.0)) continue;
      const SecurityId id = world.inputs.securities[held.security].id;
      const auto names = [&](const auto& one) { return one.security == id; };
      const auto& candidates = prepared->selection.candidates;
      const auto& obstacles = prepared->selection.obstacles;
      EXPECT_TRUE(std::any_of(candidates.begin(), candidates.end(), names) ||
                  std::any_of(obstacles.begin(), obstacles.end(), names))
          << "seed " << seed << " security " << id.value;
    }
  }
}

}  // namespace
}  // namespace ballast::planner
