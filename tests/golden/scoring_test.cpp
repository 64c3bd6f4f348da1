// The scoring functions against every recorded case. The reference rounds inside its pipeline; that
// rounding is put back here, around our own unrounded functions.
#include <gtest/gtest.h>

#include "planner/numeric/rounding.hpp"
#include "tests/golden/golden_files.hpp"
#include "tests/golden/reference_portfolio.hpp"

namespace ballast::planner::golden {
namespace {

class Scoring : public ::testing::Test {
 protected:
  void SetUp() override {
    file_ = read_golden("scoring.json");
    if (!file_) GTEST_SKIP() << missing_text("scoring.json");
  }

  std::optional<Json> file_;
};

void expect_score(double got, const Json& expected) {
  EXPECT_TRUE(close_to(got, expected.at("raw").get<double>())) << "raw";
  EXPECT_TRUE(same_as(round_to(got, 3), expected.at("score").get<double>())) << "score";
}

void expect_parts(const SymbolScoreParts& got, const Json& expected) {
  const Json& growth = expected.at("total_return").at("parts");
  EXPECT_TRUE(close_to(got.growth.back(), growth.at("cagr").get<double>()));
  EXPECT_TRUE(close_to(got.dividend_yield, growth.at("dividend_yield").get<double>()));
  EXPECT_TRUE(
      close_to(got.growth.back() + got.dividend_yield, growth.at("total_return").get<double>()));
  const Json& promise = expected.at("long_term_promise").at("parts");
  EXPECT_TRUE(close_to(got.consistency, promise.at("consistency").get<double>()));
  EXPECT_TRUE(close_to(got.financial_strength, promise.at("financial_strength").get<double>()));
  EXPECT_TRUE(close_to(got.dividend_consistency, promise.at("dividend_consistency").get<double>()));
  EXPECT_TRUE(close_to(got.sortino, promise.at("sortino").get<double>()));
  const Json& stability = expected.at("stability").at("parts");
  EXPECT_TRUE(close_to(got.volatility, stability.at("volatility").get<double>()));
  EXPECT_TRUE(close_to(got.drawdown, stability.at("drawdown").get<double>()));
  EXPECT_TRUE(close_to(got.sharpe, stability.at("sharpe").get<double>()));
}

TEST_F(Scoring, SymbolScoresAgree) {
  std::size_t compared = 0;
  for (const Json& item : file_->at("symbol_scores")) {
    SCOPED_TRACE("symbol_scores " + std::to_string(compared++));
    const SymbolScoreParts got = symbol_score_parts(read_metrics(item.at("metrics")));
    const Json& expected = item.at("expect");
    expect_score(got.scores.total_return, expected.at("total_return"));
    expect_score(got.scores.promise, expected.at("long_term_promise"));
    expect_score(got.scores.stability, expected.at("stability"));
    expect_parts(got, expected);
  }
  report_count(*file_, "symbol_scores", compared);
}

TEST_F(Scoring, PortfolioScoresAgree) {
  std::size_t compared = 0;
  for (const Json& item : file_->at("portfolio_score")) {
    SCOPED_TRACE("portfolio_score " + std::to_string(compared++));
    const ReferencePortfolio portfolio = read_portfolio(item.at("portfolio"));
    const PortfolioScoreInputs inputs = score_inputs(portfolio, portfolio.countries, true);
    expect_portfolio_score(portfolio_score(portfolio.holdings, inputs), item.at("expect"));
  }
  report_count(*file_, "portfolio_score", compared);
}

void expect_breakdown(const ReferenceEndState& got, const ScoringWeights& weights,
                      const Json& expected) {
  if (!got.has_parts) return;
  const auto expect_part = [&](const char* name, const char* value_name, double value,
                               double weight) {
    const Json& part = expected.at(name);
    EXPECT_TRUE(same_as(round_to(value, 3), part.at(value_name).get<double>())) << name;
    EXPECT_TRUE(same_as(weight, part.at("weight").get<double>())) << name;
    EXPECT_TRUE(same_as(round_to(value * weight, 3), part.at("contribution").get<double>()))
        << name;
  };
  expect_part("total_return", "weighted_score", got.parts.total_return, weights.total_return);
  expect_part("diversification", "score", got.parts.diversification, weights.diversification);
  expect_part("long_term_promise", "weighted_score", got.parts.promise, weights.promise);
  expect_part("stability", "weighted_score", got.parts.stability, weights.stability);
  expect_part("opinion", "score", got.parts.opinion, weights.opinion);
  EXPECT_TRUE(
      same_as(round_to(got.parts.weighted_sum, 3), expected.at("end_state_score").get<double>()));
}

TEST_F(Scoring, EndStateScoresAgreeForEveryRiskProfile) {
  const std::map<std::string, RiskProfile> profiles{{"conservative", RiskProfile::conservative},
                                                    {"balanced", RiskProfile::balanced},
                                                    {"aggressive", RiskProfile::aggressive}};
  std::size_t compared = 0;
  for (const Json& item : file_->at("end_state")) {
    SCOPED_TRACE("end_state " + std::to_string(compared++));
    const ReferencePortfolio portfolio = read_portfolio(item);
    const std::vector<SymbolScores> scores =
        rounded_symbol_scores(portfolio.symbols, item.at("metrics"));
    for (const auto& [name, expected] : item.at("expect").items()) {
      SCOPED_TRACE(name);
      const ScoringWeights weights = weights_of(profiles.at(name));
      const ReferenceEndState got =
          reference_end_state(portfolio.holdings, portfolio.total, scores,
                              item.at("diversification_score").get<double>(), weights,
                              item.at("opinion_score").get<double>());
      expect_end_state(got, expected);
      expect_breakdown(got, weights, expected.at("breakdown"));
    }
  }
  report_count(*file_, "end_state", compared);
}

}  // namespace
}  // namespace ballast::planner::golden
