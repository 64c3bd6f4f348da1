// Target weights of securities that fail the quality gate: never above what is held of them.
#include <gtest/gtest.h>

#include "planner/targets/investable.hpp"
#include "tests/unit/planner/targets/target_world.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

/// One with an eighth of the securities, up to all of them, judged not good enough to buy.
TargetWorld gated_world(std::uint64_t seed) {
  TargetWorld world(seed);
  std::mt19937_64 random(seed);
  const std::uint64_t eighths = 1 + random() % 8;
  for (Security& security : world.inputs.securities) {
    if (random() % 8 < eighths) security.gate_failure = "nearest is 'income'";
    if (random() % 6 == 0) security.allow_sell = false;
  }
  return world;
}

TEST(MakeTargets, WhatFailsTheQualityGateIsNeverAimedAboveItsPresentWeight) {
  const std::size_t methods = ChoiceNames<TargetMethod>::names.size();
  for (std::uint64_t seed = 0; seed < random_cases(45); ++seed) {
    SCOPED_TRACE(seed);
    const TargetWorld world = gated_world(seed);
    const auto report =
        world.make({.method = static_cast<TargetMethod>(seed % methods), .target_volatility = 0.4});
    ASSERT_TRUE(report) << describe(report.error());
    EXPECT_NEAR(invested(*report) + report->cash, 1.0, 1e-9);
    std::size_t told = report->left_out.size();
    for (const TargetEntry& entry : report->entries) {
      EXPECT_GE(entry.target, entry.lower - 1e-9) << entry.symbol;
      EXPECT_LE(entry.target, entry.upper + 1e-9) << entry.symbol;
      const Security& security =
          world.inputs.securities[*index_of_security(world.inputs, entry.security)];
      if (!security.gate_failure) continue;
      EXPECT_LE(entry.target, entry.current + 1e-9) << entry.symbol;
      EXPECT_GT(entry.current, 0.0) << entry.symbol << " is not held and should be left out";
      EXPECT_TRUE(entry.upper >= 0.20 ||
                  entry.reason.starts_with("fails the quality gate: nearest is 'income'"))
          << entry.reason;
      if (!security.allow_sell) {
        EXPECT_NEAR(entry.target, entry.current, 1e-9) << entry.symbol;
      }
    }
    told += report->entries.size();
    EXPECT_EQ(told, world.inputs.securities.size());
    for (const LeftOut& one : report->left_out) {
      EXPECT_EQ(one.reason, "it fails the quality gate: nearest is 'income'");
    }
  }
}

TEST(MakeTargets, AGateThatIsOpenOrFailedByNobodyChangesNothing) {
  TargetWorld world = gated_world(3);
  world.settings.enable_quality_gate = false;
  const TargetReport open = world.make().value();
  for (Security& security : world.inputs.securities) security.gate_failure.reset();
  EXPECT_EQ(world.make().value(), open);
  world.settings.enable_quality_gate = true;
  EXPECT_EQ(world.make().value(), open);
}

TEST(MakeTargets, WhereAllFailTheQualityGateTheRestStaysInCashOrTheReasonIsTold) {
  TargetWorld world(5);
  for (Security& security : world.inputs.securities) security.gate_failure = "nearest is 'growth'";
  const auto report = world.make();
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_TRUE(says(report->notes, "the rest stays in cash"));
  for (const TargetEntry& entry : report->entries) {
    EXPECT_LE(entry.target, entry.current + 1e-9) << entry.symbol;
  }
  world.inputs.positions.clear();
  EXPECT_EQ(world.make().error().what,
            "no security is left to choose weights for; of 12 left out, S10: it fails the quality "
            "gate: nearest is 'growth'");
}

TEST(WeightBounds, SayAllThatBindsThem) {
  Security security;
  security.gate_failure = "nearest is 'income'";
  security.allow_sell = false;
  HeldPosition held;
  held.quantity = 10.0;
  held.value = 50.0;
  Settings settings;
  const WeightBounds both = weight_bounds(security, &held, 1'000.0, settings);
  EXPECT_TRUE(both.locked);
  EXPECT_EQ(both.reason, "fails the quality gate: nearest is 'income', and may not be sold");
  security.allow_sell = true;
  const WeightBounds falling = weight_bounds(security, &held, 1'000.0, settings);
  EXPECT_EQ(falling.upper, 0.05);
  EXPECT_EQ(falling.lower, 0.005);
  security.allow_buy = false;
  EXPECT_EQ(weight_bounds(security, &held, 1'000.0, settings).reason, "may not be bought");
  security.allow_buy = true;
  settings.enable_quality_gate = false;
  EXPECT_EQ(weight_bounds(security, &held, 1'000.0, settings).upper, 0.20);
}

}  // namespace
}  // namespace ballast::planner
