// Random households: what must change nothing about a plan.
#include <algorithm>

#include <gtest/gtest.h>

#include "planner/plan/planning.hpp"
#include "tests/unit/planner/plan/random_world.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t mirrored_cases = worlds_tried;

Decision planned(const World& world) {
  const auto decision = plan_here(world.request, world.inputs);
  EXPECT_TRUE(decision) << describe(decision.error());
  return decision.value_or(Decision{});
}

/// Everything that is an amount of money, times a power of two.
void scale_money(World& world, double factor) {
  PlanInputs& all = world.inputs;
  for (Security& one : all.securities) {
    if (one.quote) one.quote->price *= factor;
  }
  for (Position& one : all.positions) one.average_price *= factor;
  for (CashBalance& one : all.cash) one.amount *= factor;
  for (PendingOrder& one : all.pending_orders) one.price *= factor;
  world.request.settings.min_cash_reserve *= factor;
  world.request.settings.transaction_cost_fixed *= factor;
}

void expect_scaled(Money amount, Money scaled, double factor) {
  EXPECT_NEAR(scaled.units(), amount.units() * factor, 1e-5 * factor);
}

TEST(EveryPlan, ChangesNothingButMoneyWhenAllMoneyIsScaled) {
  constexpr double close = 1e-8;  // amounts are whole millionths, before and after
  for (std::uint64_t seed = 0; seed < mirrored_cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const double factor = seed % 2 == 0 ? 4.0 : 0.5;
    World world(seed);
    const Decision plain = planned(world);
    scale_money(world, factor);
    const Decision scaled = planned(world);
    EXPECT_NEAR(plain.before.total.value(), scaled.before.total.value(), close);
    EXPECT_NEAR(plain.after.total.value(), scaled.after.total.value(), close);
    EXPECT_EQ(plain.candidate_count, scaled.candidate_count);
    ASSERT_EQ(plain.steps.size(), scaled.steps.size());
    for (std::size_t i = 0; i < plain.steps.size(); ++i) {
      EXPECT_EQ(plain.steps[i].symbol, scaled.steps[i].symbol);
      EXPECT_EQ(plain.steps[i].quantity, scaled.steps[i].quantity);
      expect_scaled(plain.steps[i].value, scaled.steps[i].value, factor);
      expect_scaled(plain.steps[i].fee, scaled.steps[i].fee, factor);
    }
    expect_scaled(plain.cash_after, scaled.cash_after, factor);
  }
}

/// It is of the kind of the others: whether countries, qualities or yields are known at all is a
/// fact about the universe, and a first one to have them would change that.
Security nobody_can_trade(World& world) {
  const auto& all = world.inputs.securities;
  const auto any = [&](auto&& knows) { return std::any_of(all.begin(), all.end(), knows); };
  Security one;
  one.id = SecurityId{3 * world.whole(0, 14) + 1};
  one.symbol = "LOCKED";
  one.name = one.symbol;
  if (any([](const Security& other) { return !other.country.empty(); })) one.country = "Japan";
  one.currency = "EUR";
  one.allow_buy = false;
  one.allow_sell = false;
  one.quote = Quote{world.number(1, 100), day_of_world};
  if (any([](const Security& other) { return other.quality.has_value(); })) one.quality = 0.9;
  return one;
}

TEST(EveryPlan, IsNotChangedByASecurityThatNobodyCanTrade) {
  for (std::uint64_t seed = 0; seed < mirrored_cases; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    const Decision without = planned(world);
    auto& all = world.inputs.securities;
    const Security locked = nobody_can_trade(world);
    const auto place =
        std::lower_bound(all.begin(), all.end(), locked,
                         [](const Security& a, const Security& b) { return a.id < b.id; });
    all.insert(place, locked);
    const Decision with = planned(world);
    EXPECT_EQ(with.steps, without.steps);
    EXPECT_EQ(with.before, without.before);
    EXPECT_EQ(with.after, without.after);
    EXPECT_EQ(with.runners_up, without.runners_up);
    EXPECT_EQ(with.alternatives, without.alternatives);
    EXPECT_EQ(with.sets_in_space, without.sets_in_space);
  }
}

}  // namespace
}  // namespace ballast::planner
