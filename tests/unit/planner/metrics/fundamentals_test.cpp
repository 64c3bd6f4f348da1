// Financial strength, consistency and dividends, with everything that may be missing.
#include "planner/metrics/fundamentals.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

Fundamentals sound() {
  Fundamentals f;
  f.net_margin = 0.18;
  f.debt_to_equity = 60.0;
  f.current_ratio = 1.4;
  return f;
}

TEST(Fundamentals, StrengthAgreesWithTheWorkedExample) {
  EXPECT_NEAR(*financial_strength(sound()), 0.8, 1e-12);
}

TEST(Fundamentals, NoDebtIsTheBestDebt) {
  Fundamentals f = sound();
  f.debt_to_equity = 0.0;
  EXPECT_NEAR(*financial_strength(f), 0.40 * 0.95 + 0.30 + 0.30 * 0.7, 1e-12);
  f.debt_to_equity = std::nullopt;
  EXPECT_NEAR(*financial_strength(f), 0.40 * 0.95 + 0.30 * 0.75 + 0.30 * 0.7, 1e-12);
  f.debt_to_equity = 900.0;
  EXPECT_NEAR(*financial_strength(f), 0.40 * 0.95 + 0.30 * 0.7, 1e-12);
}

TEST(Fundamentals, MarginsAndLiquidityHaveTheirEnds) {
  Fundamentals f = sound();
  f.net_margin = 0.9;
  f.current_ratio = 8.0;
  EXPECT_NEAR(*financial_strength(f), 0.40 + 0.30 * 0.7 + 0.30, 1e-12);
  f.net_margin = -0.1;
  f.current_ratio = 0.0;
  EXPECT_NEAR(*financial_strength(f), 0.40 * 0.3 + 0.30 * 0.7 + 0.30 * 0.5, 1e-12);
  f.net_margin = -2.0;
  EXPECT_NEAR(*financial_strength(f), 0.30 * 0.7 + 0.30 * 0.5, 1e-12);
}

TEST(Fundamentals, WithoutBooksThereIsNoStrength) {
  Fundamentals f;
  f.dividend_yield = 0.03;
  EXPECT_FALSE(financial_strength(f));
  EXPECT_FALSE(dividend_consistency(f));
}

TEST(Fundamentals, ConsistencyComparesTwoHorizons) {
  EXPECT_EQ(consistency_score(0.10, 0.11), 1.0);
  EXPECT_EQ(consistency_score(0.10, 0.14), 0.8);
  EXPECT_NEAR(*consistency_score(0.20, 0.10), 0.6, 1e-12);
  EXPECT_EQ(consistency_score(0.50, 0.10), 0.4);
  EXPECT_EQ(consistency_score(0.10, std::nullopt), 0.6);
  EXPECT_FALSE(consistency_score(std::nullopt, std::nullopt));
}

TEST(Fundamentals, DividendConsistencyIsThePayoutCurve) {
  Fundamentals f;
  f.payout_ratio = 0.7;
  EXPECT_NEAR(*dividend_consistency(f), 0.85, 1e-12);
}

}  // namespace
}  // namespace ballast::planner
