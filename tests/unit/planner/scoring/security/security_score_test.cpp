// Whole scores: groups, weights, what is missing, and what prices must be.
#include "planner/scoring/security/security_score.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "planner/scoring/security/price_values.hpp"
#include "planner/scoring/security/sell_score.hpp"
#include "planner/scoring/security/tags.hpp"
#include "tests/unit/planner/scoring/security/made_histories.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner::scoring {
namespace {

PriceHistory walk(std::mt19937_64& random, std::size_t days, double scale = 1.0) {
  std::uniform_int_distribution<int> step(-300, 310);
  double price = 100.0;
  return history_of(days, [&](std::size_t) {
    price *= 1.0 + step(random) / 10'000.0;
    return price * scale;
  });
}

SecurityScore scored(const PriceHistory& history, RawValues raw = {},
                     ProductType product = ProductType::equity, const ScoreRules& rules = {}) {
  add_price_values(raw, history, rules);
  return score_security(raw, product, check_history(history).value(), rules);
}

TEST(SecurityScore, WeightsFollowTheMarket) {
  ScoreRules rules;
  rules.regime = 0.5;
  const GroupWeights expected = {0.275, 0.175, 0.165, 0.15, 0.08, 0.07, 0.05, 0.035};
  const GroupWeights weights = group_weights(ProductType::equity, rules);
  for (std::size_t i = 0; i < group_count; ++i) EXPECT_NEAR(weights[i], expected[i], 1e-12);
  EXPECT_TRUE(weights_outdated(0.30, 0.35));
  EXPECT_TRUE(weights_outdated(0.5, 0.65));
  EXPECT_FALSE(weights_outdated(0.5, 0.55));
}

TEST(SecurityScore, OwnWeightsAreDividedByTheirSum) {
  ScoreRules rules;
  rules.weights = GroupWeights{2.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
  EXPECT_DOUBLE_EQ(group_weights(ProductType::etf, rules)[1], 0.5);
}

TEST(SecurityScore, SubScoresOfAGroupWeighOne) {
  std::array<double, group_count> of_shares{};
  std::array<double, group_count> of_funds{};
  for (const SubScoreRule& rule : sub_score_rules()) {
    of_shares[static_cast<std::size_t>(rule.group)] += rule.weight;
    of_funds[static_cast<std::size_t>(rule.group)] += rule.fund_weight;
  }
  for (std::size_t i = 0; i < group_count; ++i) {
    EXPECT_NEAR(of_shares[i], 1.0, 1e-12) << group_names[i];
    EXPECT_NEAR(of_funds[i], 1.0, 1e-12) << group_names[i];
  }
}

TEST(SecurityScore, AGroupWithoutDataIsDroppedAndTheOthersShareItsWeight) {
  std::mt19937_64 random(1);
  const SecurityScore score = scored(walk(random, 800));
  EXPECT_FALSE(score.group(ScoreGroup::opinion));
  EXPECT_FALSE(score.group(ScoreGroup::diversification));
  EXPECT_TRUE(score.group(ScoreGroup::long_term));
  double weights = 0.0;
  for (const GroupScore& group : score.groups) weights += group.weight;
  EXPECT_NEAR(weights, 1.0, 1e-12);
  const double months = static_cast<double>(monthly_means(walk(random, 800)).size());
  EXPECT_NEAR(score.confidence, months / 60.0 * 6.0 / 8.0, 1e-12);
}

TEST(SecurityScore, CommoditiesHaveNeitherBooksNorDividends) {
  std::mt19937_64 random(2);
  RawValues raw;
  raw.dividend_yield = 0.05;
  raw.net_margin = 0.2;
  const SecurityScore score = scored(walk(random, 800), raw, ProductType::etc);
  EXPECT_FALSE(score.group(ScoreGroup::fundamentals));
  EXPECT_FALSE(score.group(ScoreGroup::dividends));
}

TEST(SecurityScore, ACheapPriceOfAWeakFirmIsLessOfAnOpportunity) {
  GroupValues groups;
  EXPECT_DOUBLE_EQ(weak_security_factor(0.9, groups), 1.0);
  groups[static_cast<std::size_t>(ScoreGroup::fundamentals)] = 0.5;
  EXPECT_DOUBLE_EQ(weak_security_factor(0.5, groups), 1.0);
  EXPECT_NEAR(weak_security_factor(0.625, groups), 0.85, 1e-12);
  EXPECT_NEAR(weak_security_factor(0.9, groups), 0.70, 1e-12);
}

TEST(SecurityScore, WhatIsMissingSaysWhatItMayHaveCost) {
  std::mt19937_64 random(3);
  RawValues raw;
  raw.payout_ratio = 0.5;
  raw.average_yield_5y = 0.03;
  const SecurityScore with = scored(walk(random, 800), raw);
  const GroupScore& dividends = with.groups[2];
  ASSERT_TRUE(dividends.value);
  const ScoredPart& stability = dividends.parts[1];
  EXPECT_TRUE(stability.has_input);
  EXPECT_DOUBLE_EQ(stability.could_add, 0.0);
  const ScoredPart& of_price_to_earnings = with.groups[3].parts[1];
  EXPECT_FALSE(of_price_to_earnings.has_input);
  EXPECT_NEAR(of_price_to_earnings.could_add, with.groups[3].weight * 0.5 * 0.7, 1e-12);
}

TEST(SecurityScore, StaysBetweenNothingAndOneWhateverTheInputs) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> wild(-3.0, 3.0);
  for (std::uint64_t i = 0; i < random_cases(2'000); ++i) {
    RawValues raw;
    for (const RawField& field : raw_fields) {
      if (random() % 3 != 0) raw.*field.value = wild(random);
    }
    if (raw.bollinger_position) raw.bollinger_position = std::abs(*raw.bollinger_position) / 3.0;
    if (raw.recommendation) raw.recommendation = std::abs(*raw.recommendation) / 3.0;
    ScoreRules rules;
    rules.regime = wild(random);
    rules.growth_curve = static_cast<GrowthCurve>(random() % 3);
    const auto product = static_cast<ProductType>(random() % 5);
    const SecurityScore score = score_security(raw, product, random() % 200, rules);
    ASSERT_GE(score.total, 0.0);
    ASSERT_LE(score.total, 1.0 + 1e-12);
    for (const GroupScore& group : score.groups) {
      const double value = group.value.value_or(0.0);
      ASSERT_TRUE(value >= 0.0 && value <= 1.0);
      for (const ScoredPart& part : group.parts)
        ASSERT_TRUE(part.value >= 0.0 && part.value <= 1.0);
    }
  }
}

TEST(SecurityScore, DoesNotDependOnTheUnitOfPrices) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  for (std::uint64_t i = 0; i < random_cases(20); ++i) {
    std::mt19937_64 one(seed + i);
    std::mt19937_64 other(seed + i);
    EXPECT_NEAR(scored(walk(one, 600)).total, scored(walk(other, 600, 128.0)).total, 1e-12);
  }
}

TEST(SecurityScore, NumbersThatAreNoneAreDroppedAndCounted) {
  RawValues raw;
  raw.sharpe = std::numeric_limits<double>::quiet_NaN();
  raw.upside = std::numeric_limits<double>::infinity();
  raw.rsi = 50.0;
  EXPECT_EQ(drop_not_finite(raw), 2U);
  EXPECT_FALSE(raw.sharpe);
  EXPECT_TRUE(raw.rsi);
}

std::string sentence_about(const PriceHistory& history) {
  const auto checked = check_history(history);
  return checked ? "" : describe(checked.error());
}

TEST(PriceHistories, AreRefusedInOneSentence) {
  const auto flat = [](std::size_t) { return 10.0; };
  EXPECT_EQ(
      sentence_about(history_of(49, flat)),
      "prices: the history has 49 closes in 3 months, too few for a score (allowed: 50 closes "
      "in 12 months, or more)");
  PriceHistory history = history_of(400, flat);
  history.dates[7] = history.dates[6];
  EXPECT_EQ(sentence_about(history),
            "prices: the day 2019-04-20 is there twice (allowed: each day once, the oldest first)");
  history = history_of(400, flat);
  std::swap(history.dates[7], history.dates[8]);
  EXPECT_EQ(
      sentence_about(history),
      "prices: the day 2019-04-21 is out of order (allowed: each day once, the oldest first)");
  history = history_of(400, flat);
  history.closes[3] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(sentence_about(history),
            "prices: the close of 2019-04-17 is no price (allowed: numbers above 0)");
}

TEST(PriceHistories, ConstantPricesHaveNoRatiosAndStillAScore) {
  RawValues raw;
  add_price_values(raw, history_of(800, [](std::size_t) { return 10.0; }), {});
  ASSERT_TRUE(raw.volatility);
  EXPECT_DOUBLE_EQ(*raw.volatility, 0.0);
  EXPECT_FALSE(raw.sharpe);
  EXPECT_FALSE(raw.sortino);
  EXPECT_EQ(raw.rsi, 50.0);
  EXPECT_EQ(raw.bollinger_position, 0.5);
  EXPECT_EQ(raw.max_drawdown, 0.0);
  EXPECT_EQ(raw.cagr_5y, 0.0);
}

TEST(PriceHistories, GrowthCountsTheMonthsBetween) {
  std::vector<double> monthly(13);
  for (std::size_t i = 0; i < monthly.size(); ++i) {
    monthly[i] = 100.0 * std::pow(1.1, static_cast<double>(i) / 12.0);
  }
  EXPECT_NEAR(growth_over_months(monthly, 60).value(), 0.10, 1e-12);
  monthly.resize(11);
  EXPECT_FALSE(growth_over_months(monthly, 60));
}

TEST(PriceHistories, MomentumLooksAtTheThirtiethAndNinetiethValueFromTheEnd) {
  std::vector<double> closes(90, 100.0);
  closes[60] = 110.0;
  closes[0] = 120.0;
  closes.back() = 132.0;
  EXPECT_NEAR(momentum_of(closes).value(), 0.6 * 0.2 + 0.4 * 0.1, 1e-12);
  EXPECT_NEAR(momentum_of(std::span(closes).last(89)).value(), 0.2, 1e-12);
  EXPECT_FALSE(momentum_of(std::span(closes).last(29)));
}

TEST(Tags, StandForWhatIsKnownOnly) {
  RawValues raw;
  EXPECT_TRUE(tags_of(raw, {}, 0.0, {}).empty());
  raw.rsi = 25.0;
  raw.volatility = 0.45;
  GroupValues groups;
  groups[static_cast<std::size_t>(ScoreGroup::fundamentals)] = 0.80;
  const auto tags = tags_of(raw, groups, 0.75, {});
  EXPECT_EQ(tags,
            (std::vector<std::string>{"strong-fundamentals", "high-score", "oversold", "volatile",
                                      "high-volatility", "high-risk", "regime-volatile"}));
}

TEST(SellScore, HardGatesComeFirst) {
  HeldPosition position;
  position.quantity = 100.0;
  position.price = 20.0;
  position.profit = -0.25;
  EXPECT_EQ(score_sale(position, {}).refused, "it lost more than is ever sold at");
  position.profit = 0.10;
  position.days_since_transaction = 30.0;
  EXPECT_FALSE(score_sale(position, {}).eligible());
  EXPECT_DOUBLE_EQ(score_sale(position, {}).quantity, 0.0);
}

TEST(SellScore, AddsItsPartsUpAndKeepsOneLot) {
  HeldPosition position;
  position.profit = -0.10;
  position.days_held = 800.0;
  position.quantity = 100.0;
  position.price = 20.0;
  position.drawdown = -0.30;
  const SellScore score = score_sale(position, {});
  ASSERT_TRUE(score.eligible());
  // 0.35 x 0.7 (under 0 a year) + 0.18 x 1 + 0.18 x 0.15 + 0.14 x 0.3 + 0.15 x 1
  EXPECT_NEAR(score.score, 0.245 + 0.18 + 0.027 + 0.042 + 0.15, 1e-12);
  EXPECT_DOUBLE_EQ(score.quantity, 20.0);
  position.quantity = 5.0;
  position.min_lot = 5;
  EXPECT_DOUBLE_EQ(score_sale(position, {}).quantity, 0.0);
}

TEST(Grades, AreStepsOfATenth) {
  EXPECT_EQ(grade_of(0.93), "A+");
  EXPECT_EQ(grade_of(0.80), "A");
  EXPECT_EQ(grade_of(0.59), "D");
  EXPECT_EQ(grade_of(0.10), "F");
  const std::vector<double> others = {0.1, 0.5, 0.5, 0.9};
  EXPECT_DOUBLE_EQ(percentile_rank(0.5, others), 0.5);
}

}  // namespace
}  // namespace ballast::planner::scoring
