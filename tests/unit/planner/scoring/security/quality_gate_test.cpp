// The quality gate, by values worked out by hand: who fails it, who is not judged, and what is
// told.
#include "planner/scoring/security/quality_gate.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "planner/scoring/security/security_score.hpp"

namespace ballast::planner::scoring {
namespace {

GroupValues groups(std::optional<double> fundamentals, std::optional<double> long_term,
                   double opportunity = 0.3, double dividends = 0.3) {
  GroupValues out;
  out[static_cast<std::size_t>(ScoreGroup::fundamentals)] = fundamentals;
  out[static_cast<std::size_t>(ScoreGroup::long_term)] = long_term;
  out[static_cast<std::size_t>(ScoreGroup::opportunity)] = opportunity;
  out[static_cast<std::size_t>(ScoreGroup::dividends)] = dividends;
  return out;
}

/// Of values that are all known: those that are not told are poor.
std::optional<std::string> failure_of(const GroupValues& values, RawValues raw = {},
                                      double regime = 0.0) {
  if (!raw.sharpe) raw.sharpe = 0.1;
  if (!raw.sortino) raw.sortino = 0.1;
  if (!raw.cagr_5y) raw.cagr_5y = 0.01;
  if (!raw.volatility) raw.volatility = 0.5;
  if (!raw.dividend_yield) raw.dividend_yield = 0.0;
  ScoreRules rules;
  rules.regime = regime;
  const TagView view{raw, values, 0.4, rules};
  return quality_gate_failure(view, view);
}

TEST(QualityGate, IsPassedByEachPathAloneAndNotJustBelowIt) {
  RawValues calm;
  calm.volatility = 0.35;
  calm.sortino = 0.9;
  RawValues income;
  income.dividend_yield = 0.035;
  RawValues growing;
  growing.cagr_5y = 0.13;
  growing.volatility = 0.40;
  EXPECT_FALSE(failure_of(groups(0.55, 0.45)));                     // balanced
  EXPECT_FALSE(failure_of(groups(0.10, 0.75)));                     // exceptional
  EXPECT_FALSE(failure_of(groups(0.60, 0.30, 0.65)));               // turnaround
  EXPECT_FALSE(failure_of(groups(0.55, 0.10, 0.3, 0.65), income));  // income
  EXPECT_FALSE(failure_of(groups(0.10, 0.55), calm));               // risk-adjusted
  EXPECT_FALSE(failure_of(groups(0.45, 0.63)));                     // composite: 0.522
  EXPECT_FALSE(failure_of(groups(0.50, 0.10), growing));            // growth
  EXPECT_TRUE(failure_of(groups(0.54, 0.45)));
  EXPECT_TRUE(failure_of(groups(0.10, 0.749)));
  EXPECT_TRUE(failure_of(groups(0.60, 0.29, 0.65)));
  EXPECT_TRUE(failure_of(groups(0.55, 0.10, 0.3, 0.64), income));
  EXPECT_TRUE(failure_of(groups(0.10, 0.54), calm));
  EXPECT_TRUE(failure_of(groups(0.44, 0.64)));
  EXPECT_TRUE(failure_of(groups(0.49, 0.10), growing));
}

TEST(QualityGate, AsksForMoreInABearMarket) {
  EXPECT_FALSE(failure_of(groups(0.59, 0.48), {}, -0.0));
  EXPECT_FALSE(failure_of(groups(0.59, 0.48), {}, 1.0));
  EXPECT_FALSE(failure_of(groups(0.59, 0.48), {}, -0.2));  // 0.57 and 0.47
  EXPECT_FALSE(failure_of(groups(0.56, 0.45), {}, 0.0));
  EXPECT_TRUE(failure_of(groups(0.56, 0.45), {}, -1.0));  // composite: 0.516
  EXPECT_FALSE(failure_of(groups(0.65, 0.55), {}, -1.0));
}

TEST(QualityGate, TellsThePathThatIsMissedByTheLeastShareOfItsLimit) {
  // Composite: 0.6 x 0.50 + 0.4 x 0.40 = 0.46, 12 % short of 0.52; balanced: 11 % short of 0.45.
  EXPECT_EQ(
      failure_of(groups(0.50, 0.40)),
      "nearest is 'balanced', which asks for fundamentals of at least 0.550 (it has 0.500) and "
      "long_term of at least 0.450 (it has 0.400)");
  RawValues lively;
  lively.volatility = 0.36;
  lively.sharpe = 1.2;
  EXPECT_EQ(
      failure_of(groups(0.20, 0.56), lively),
      "nearest is 'risk-adjusted', which asks for volatility of at most 0.350 (it has 0.360)");
}

/// A share with books and prices of which everything is poor and known.
RawValues poor() {
  RawValues raw;
  raw.cagr_5y = raw.cagr_10y = 0.0;
  raw.sharpe = raw.sortino = -0.2;
  raw.volatility = 0.45;
  raw.below_high = 0.0;
  raw.blended_pe = 40.0;
  raw.net_margin = -0.20;
  raw.debt_to_equity = 190.0;
  raw.current_ratio = 0.2;
  raw.dividend_yield = 0.0;
  raw.average_yield_5y = 0.0;
  raw.payout_ratio = 0.0;
  return raw;
}

SecurityScore score_of(const RawValues& raw, ProductType product = ProductType::equity) {
  return score_security(raw, product, 120, {});
}

TEST(QualityGate, IsFailedByWhatIsKnownToBePoor) {
  const SecurityScore score = score_of(poor());
  ASSERT_TRUE(score.gate_failure);
  EXPECT_EQ(score.tags.back(), quality_gate_fail);
  EXPECT_NE(score.gate_failure->find("(it has "), std::string::npos) << *score.gate_failure;
}

TEST(QualityGate, IsNotFailedByWhatIsNotKnown) {
  RawValues without_books = poor();
  without_books.net_margin = without_books.debt_to_equity = without_books.current_ratio = {};
  RawValues nothing;
  for (const SecurityScore& score :
       {score_of(without_books), score_of(nothing), score_of(poor(), ProductType::etc)}) {
    EXPECT_FALSE(score.gate_failure) << *score.gate_failure;
    EXPECT_EQ(std::count(score.tags.begin(), score.tags.end(), quality_gate_fail), 0);
  }
}

TEST(QualityGate, IsFailedWhereEvenTheBestOfWhatIsMissingWouldNotDo) {
  RawValues raw = poor();
  raw.current_ratio.reset();
  // At best 0.6 (0.4 x 0.1 + 0.3 x 0.05 + 0.3 x 1) + 0.4 x 1 = 0.613 of fundamentals.
  const SecurityScore score = score_of(raw);
  ASSERT_TRUE(score.gate_failure);
  EXPECT_EQ(
      *score.gate_failure,
      "nearest is 'exceptional', which asks for the better of fundamentals and long_term of at "
      "least 0.750 (it has at best 0.613)");
  raw.debt_to_equity.reset();  // now at best 0.784, which is exceptional
  EXPECT_FALSE(score_of(raw).gate_failure);
}

TEST(QualityGate, MissingNumbersCannotMakeAJudgedFailure) {
  // Whatever is taken away from a security that passes, it is not failed then.
  const std::array inputs = {
      &RawValues::sharpe,           &RawValues::sortino,       &RawValues::volatility,
      &RawValues::below_high,       &RawValues::blended_pe,    &RawValues::net_margin,
      &RawValues::debt_to_equity,   &RawValues::current_ratio, &RawValues::dividend_yield,
      &RawValues::average_yield_5y, &RawValues::payout_ratio};
  RawValues sound = poor();
  sound.net_margin = 0.20;
  sound.debt_to_equity = 20.0;
  sound.current_ratio = 2.0;
  ASSERT_FALSE(score_of(sound).gate_failure);
  for (std::size_t kept = 0; kept < (std::size_t{1} << inputs.size()); ++kept) {
    RawValues raw = sound;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if ((kept >> i) % 2 == 0) (raw.*inputs[i]).reset();
    }
    EXPECT_FALSE(score_of(raw).gate_failure) << kept << ": " << *score_of(raw).gate_failure;
  }
}

}  // namespace
}  // namespace ballast::planner::scoring
