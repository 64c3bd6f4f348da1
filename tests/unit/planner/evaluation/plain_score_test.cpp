// Goal: for random portfolios and sets of trades, the integers agree with carrying the trades out
// in doubles and scoring the portfolio that results.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "planner/evaluation/compile.hpp"
#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/objectives.hpp"
#include "planner/scoring/portfolio_score.hpp"
#include "planner/scoring/symbol_scores.hpp"
#include "planner/simulation/path_simulation.hpp"
#include "tests/unit/planner/evaluation/random_portfolio.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

using Set = std::vector<CandidateIndex>;
using test::Portfolio;

constexpr double money_tolerance = 1e-5;  // ten trades, each rounded to a millionth twice

std::vector<Trade> trades_of(const Portfolio& portfolio, const PlanContext& context,
                             const Set& set) {
  std::vector<Trade> trades;
  for (const CandidateIndex index : set) {
    const Candidate& candidate = portfolio.candidates[index];
    trades.push_back({candidate.side, context.candidates[index].security, candidate.value});
  }
  return trades;
}

double worth(const Portfolio& portfolio) {
  const std::vector<double>& values = portfolio.books.position_values;
  return std::accumulate(values.begin(), values.end(), portfolio.books.available_cash.units());
}

double worth(const PortfolioState& state) {
  return std::accumulate(state.holdings.begin(), state.holdings.end(), state.cash,
                         [](double sum, const Holding& holding) { return sum + holding.value; });
}

/// Returns what comes of the trades where no price moves.
PathOutcome outcome_of(const Portfolio& portfolio, const std::vector<Trade>& trades) {
  const Books& books = portfolio.books;
  const PlainPortfolio plain{portfolio.inputs, portfolio.settings, books.position_values,
                             books.total_value, books.available_cash.units()};
  return simulate_path(plain, trades, std::vector<double>(books.position_values.size(), 1.0));
}

Set random_set(std::mt19937_64& random, const PlanContext& context) {
  Set set;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    set.push_back(static_cast<CandidateIndex>(i));
    if (random() % 3 != 0 || set.size() > 8 || clashes(context, set)) set.pop_back();
  }
  return set;
}

std::int64_t cash_after(const PlanContext& context, const Set& set) {
  std::int64_t cash = context.cash;
  for (const CandidateIndex index : set) cash += context.candidates[index].cash;
  return cash;
}

/// Rounding to thousandths and hundredths apart, the aims are those of the end state in doubles.
void expect_same_aims(const Portfolio& portfolio, const Objectives& aims,
                      const Simulation& simulation) {
  constexpr double half = 0.5 + 1e-6;
  const double total = portfolio.books.total_value;
  const PortfolioScoreInputs tables =
      portfolio_score_inputs(portfolio.inputs, total, portfolio.settings.enable_industry_part);
  double stability = 0.0;
  for (const Holding& holding : simulation.end.holdings) {
    stability += symbol_scores(portfolio.inputs.securities[holding.security].metrics).stability *
                 holding.value / total;
  }
  const double spread = portfolio_score(simulation.end.holdings, tables).total / 100.0;
  ASSERT_NEAR(static_cast<double>(aims.diversification), spread * 1000.0, half);
  ASSERT_NEAR(static_cast<double>(aims.risk), stability * 1000.0, half);
  ASSERT_NEAR(static_cast<double>(aims.cost), simulation.cost * 100.0, 0.5 + 1e-3);
}

void expect_agreement(const Portfolio& portfolio, const PlanContext& context, const Set& set,
                      std::size_t& compared) {
  const PathOutcome outcome = outcome_of(portfolio, trades_of(portfolio, context, set));
  const Simulation& simulation = outcome.simulation;
  const double cash = Money::from_micros(cash_after(context, set)).units();
  if (simulation.all_executed != feasible(context, set)) {
    ASSERT_LT(std::fabs(cash), money_tolerance);
    return;
  }
  if (!simulation.all_executed) return;
  ASSERT_NEAR(simulation.end.cash, cash, money_tolerance);
  ASSERT_NEAR(worth(portfolio) - simulation.cost, worth(simulation.end), 1e-8);
  ASSERT_NEAR(score(context, set).value(), outcome.score, 1e-9);
  expect_same_aims(portfolio, objectives(context, set), simulation);
  ++compared;
}

TEST(PlainScore, AgreesWithTheIntegersForRandomTrades) {
  constexpr std::uint64_t portfolios = random_cases(3000);
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= portfolios; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    const Portfolio portfolio = test::random_portfolio(random);
    const PlanContext context = compile_context(portfolio.inputs, portfolio.books,
                                                portfolio.settings, portfolio.candidates);
    for (int i = 0; i < 100; ++i) {
      expect_agreement(portfolio, context, random_set(random, context), compared);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GE(compared, random_cases(100'000)) << "too few of the sets could be paid for";
}

TEST(PlainScore, TradesMoveNoValueButTheFee) {
  for (std::uint64_t seed = 1; seed <= random_cases(500); ++seed) {
    std::mt19937_64 random{seed};
    const Portfolio portfolio = test::random_portfolio(random);
    const PlanContext context = compile_context(portfolio.inputs, portfolio.books,
                                                portfolio.settings, portfolio.candidates);
    for (std::size_t i = 0; i < context.candidates.size(); ++i) {
      const CandidateTerms& terms = context.candidates[i];
      const double held = portfolio.books.position_values[terms.security];
      const double value = terms.side == Side::sell ? std::min(portfolio.candidates[i].value, held)
                                                    : -portfolio.candidates[i].value;
      ASSERT_EQ(terms.cash + terms.fee, Money::from_units(value).micros()) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace ballast::planner
