// Goal: for random portfolios, trades and price paths, the integers agree with moving every price,
// carrying the trades out in doubles and scoring what comes of it, path by path.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "planner/evaluation/compile.hpp"
#include "planner/evaluation/scenario_paths.hpp"
#include "planner/simulation/path_simulation.hpp"
#include "tests/unit/planner/evaluation/random_portfolio.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

using Set = std::vector<CandidateIndex>;
using test::Portfolio;

constexpr double tolerance = 1e-9;
constexpr double doubtful_cash = 1e-4;  // amounts are rounded to millionths, doubles are not

double drawn(std::mt19937_64& random, double low, double high) {
  return std::uniform_real_distribution<double>{low, high}(random);
}

void choose_mode(std::mt19937_64& random, Settings& settings) {
  if (random() % 2 == 0) {
    settings.price_scenarios = PriceScenarios::monte_carlo;
    settings.monte_carlo_paths = 10 + static_cast<std::int64_t>(random() % 30);
    settings.horizon_days = 1 + static_cast<std::int64_t>(random() % 252);
    return;
  }
  settings.price_scenarios = PriceScenarios::stochastic;
  settings.stochastic_scenario_shifts.clear();
  for (std::uint64_t i = 0; i < 1 + random() % 6; ++i) {
    settings.stochastic_scenario_shifts.push_back(drawn(random, -0.4, 0.6));
  }
}

/// Prices candidates in currencies of their own, which leaves their value what it was.
void quote_abroad(std::mt19937_64& random, Portfolio& portfolio) {
  for (Candidate& candidate : portfolio.candidates) {
    const double rate = random() % 2 == 0 ? 1.0 : drawn(random, 0.5, 150.0);
    candidate.price = drawn(random, 1.0, 900.0);
    candidate.quantity = candidate.value * rate / candidate.price;
    candidate.value = candidate.quantity * candidate.price / rate;
  }
}

/// One problem in both forms: what the integers are, and what the doubles need.
struct Both {
  Portfolio portfolio;
  PlanContext context;
  std::vector<std::vector<double>> paths;  // of multipliers, one per security

  [[nodiscard]] PlainPortfolio plain() const {
    return {portfolio.inputs, portfolio.settings, portfolio.books.position_values,
            portfolio.books.total_value, portfolio.books.available_cash.units()};
  }
  [[nodiscard]] const ScenarioMode& mode() const {
    return *scenario_mode(portfolio.settings.price_scenarios);
  }
};

/// Of everything that is held or a candidate, in the order of symbols; none of these may be bought
/// otherwise, because no price is known.
std::vector<PriceRisk> risks_of(const Portfolio& portfolio, const PlanContext& context) {
  std::map<std::string, std::size_t> sorted;
  for (std::size_t i = 0; i < portfolio.inputs.securities.size(); ++i) {
    const bool traded = std::any_of(context.candidates.begin(), context.candidates.end(),
                                    [&](const CandidateTerms& one) { return one.security == i; });
    if (!traded && portfolio.books.position_values[i] <= 0.0) continue;
    sorted.emplace(portfolio.inputs.securities[i].symbol, i);
  }
  std::vector<PriceRisk> risks(portfolio.inputs.securities.size());
  std::uint64_t place = 0;
  for (const auto& [symbol, index] : sorted) {
    risks[index] = {portfolio.inputs.securities[index].metrics.volatility_annual, place++};
  }
  return risks;
}

Both make_both(Portfolio portfolio, std::uint64_t seed) {
  Both both{std::move(portfolio), {}, {}};
  both.context = compile_context(both.portfolio.inputs, both.portfolio.books,
                                 both.portfolio.settings, both.portfolio.candidates, {}, seed);
  const std::vector<PriceRisk> risks = risks_of(both.portfolio, both.context);
  const std::size_t paths = both.mode().path_count(both.portfolio.settings);
  for (std::size_t path = 0; path < paths; ++path) {
    both.paths.push_back(both.mode().multipliers(both.portfolio.settings, seed, path, risks));
  }
  return both;
}

Set some_trades(std::mt19937_64& random, const PlanContext& context) {
  Set set;
  std::vector<std::uint32_t> traded;
  for (std::size_t i = 0; i < context.candidates.size() && set.size() < 8; ++i) {
    const std::uint32_t security = context.candidates[i].security;
    if (random() % 3 == 0 || std::count(traded.begin(), traded.end(), security) > 0) continue;
    set.push_back(static_cast<CandidateIndex>(i));
    traded.push_back(security);
  }
  return set;
}

struct Tally {
  std::size_t compared = 0;
  std::size_t paths = 0;
  std::size_t with_skips = 0;
};

/// Whether cash decides by less than amounts are rounded by.
bool is_doubtful(const Both& both, const std::vector<Trade>& trades, const Simulation& simulation,
                 const std::vector<double>& multipliers) {
  double before = both.portfolio.books.available_cash.units();
  for (std::size_t i = 0; i < trades.size(); ++i) {
    const double value = trades[i].value * multipliers[trades[i].security];
    const double fee = trade_cost(value, trading_costs(both.portfolio.settings));
    const bool buys = trades[i].side == Side::buy;
    if (buys && std::fabs(before - value - fee) < doubtful_cash) return true;
    before = simulation.cash_after[i];
  }
  return false;
}

void expect_agreement(const Both& both, const Set& set, Tally& tally) {
  std::vector<Trade> trades;
  for (const CandidateIndex index : set) {
    const Candidate& candidate = both.portfolio.candidates[index];
    trades.push_back({candidate.side, both.context.candidates[index].security, candidate.value});
  }
  const std::vector<std::int64_t> scores = path_scores(both.context, set);
  bool skips = false;
  for (std::size_t path = 0; path < scores.size(); ++path) {
    const PathOutcome outcome = simulate_path(both.plain(), trades, both.paths[path]);
    if (is_doubtful(both, trades, outcome.simulation, both.paths[path])) return;
    ASSERT_NEAR(Score{scores[path]}.value(), outcome.score, tolerance) << "path " << path;
    skips = skips || !outcome.simulation.all_executed;
  }
  ASSERT_NEAR(score(both.context, set).value(),
              plain_scenario_score(both.plain(), trades, both.paths, both.mode().weights),
              tolerance);
  ++tally.compared;
  tally.paths += scores.size();
  if (skips) ++tally.with_skips;
}

TEST(ScenarioScore, AgreesWithDoublesForRandomTradesAndPaths) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= random_cases(2000); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    Portfolio portfolio = test::random_portfolio(random);
    choose_mode(random, portfolio.settings);
    quote_abroad(random, portfolio);
    const Both both = make_both(std::move(portfolio), seed);
    for (int i = 0; i < 5; ++i) {
      expect_agreement(both, some_trades(random, both.context), tally);
      if (HasFatalFailure()) return;
    }
  }
  EXPECT_GE(tally.compared, random_cases(5000));
  EXPECT_GE(tally.paths, random_cases(100'000));
  EXPECT_GE(tally.with_skips, random_cases(1000)) << "too few purchases were skipped";
}

TEST(ScenarioScore, PartsAddUpAndNameWhatThePathsAdd) {
  for (std::uint64_t seed = 1; seed <= random_cases(500); ++seed) {
    std::mt19937_64 random{seed};
    Portfolio portfolio = test::random_portfolio(random);
    choose_mode(random, portfolio.settings);
    const Both both = make_both(std::move(portfolio), seed);
    const Set set = some_trades(random, both.context);
    const ScoreParts parts = score_parts(both.context, set);
    const ScenarioScores scores = scenario_scores(both.context, set);
    ASSERT_EQ(parts.total(), score(both.context, set)) << "seed " << seed;
    ASSERT_EQ(scores.combined, score(both.context, set)) << "seed " << seed;
    PlanContext today = both.context;
    today.scenarios.reset();
    const std::int64_t shown = both.mode().shows_median_path
                                   ? path_scores(both.context, set)[scores.median_path]
                                   : score(today, set).ticks;
    ASSERT_EQ((parts.total() - parts.price_scenarios).ticks, shown) << "seed " << seed;
  }
}

class SmallPortfolio : public testing::Test {
 protected:
  SmallPortfolio() : portfolio_(test::small_portfolio()) {
    portfolio_.candidates = {test::trade(portfolio_, Side::sell, 2, 7),
                             test::trade(portfolio_, Side::buy, 1, 6),
                             test::trade(portfolio_, Side::buy, 3, 40)};
  }
  [[nodiscard]] PlanContext compiled(std::uint64_t seed = 0) const {
    return compile_context(portfolio_.inputs, portfolio_.books, portfolio_.settings,
                           portfolio_.candidates, {}, seed);
  }

  Portfolio portfolio_;
};

TEST_F(SmallPortfolio, ScoresTheFiveShiftsAsWorkedOut) {
  portfolio_.settings.price_scenarios = PriceScenarios::stochastic;
  const PlanContext context = compiled();
  const Set set{0, 1, 2};
  const std::vector<double> expected{0.725776, 0.731006, 0.735791, 0.739547, 0.743008};
  const std::vector<double> costs{10.14, 10.37, 10.6, 10.83, 11.06};
  const std::vector<std::int64_t> scores = path_scores(context, set);
  ASSERT_EQ(scores.size(), expected.size());
  for (std::size_t path = 0; path < expected.size(); ++path) {
    EXPECT_NEAR(Score{scores[path]}.value(), expected[path], 5e-7);
    std::int64_t fees = 0;
    for (const auto& terms : view_of_path(context, path, set).context.candidates) fees += terms.fee;
    EXPECT_EQ(fees, Money::from_units(costs[path]).micros());
  }
  EXPECT_NEAR(score(context, set).value(), 0.7294762005, 5e-11);
}

TEST_F(SmallPortfolio, IsThatOfTodayWherePricesStay) {
  const PlanContext today = compiled();
  portfolio_.settings.price_scenarios = PriceScenarios::stochastic;
  portfolio_.settings.stochastic_scenario_shifts = {0.0};
  for (const Set& set : {Set{}, Set{0}, Set{2}, Set{0, 1, 2}}) {
    EXPECT_EQ(score(compiled(), set), score(today, set));
    EXPECT_EQ(score_parts(compiled(), set).price_scenarios, Score{});
  }
}

TEST_F(SmallPortfolio, DrawsTheSamePathsWhateverElseIsACandidate) {
  portfolio_.settings.price_scenarios = PriceScenarios::monte_carlo;
  for (Security& one : portfolio_.inputs.securities) ASSERT_TRUE(one.quote);
  const PlanContext all = compiled(5);
  portfolio_.candidates.resize(1);
  EXPECT_EQ(score(compiled(5), Set{0}), score(all, Set{0}));
  EXPECT_NE(score(compiled(6), Set{0}), score(all, Set{0}));
}

TEST_F(SmallPortfolio, DoesNotChangeForASecurityThatNobodyCanTrade) {
  portfolio_.settings.price_scenarios = PriceScenarios::monte_carlo;
  const Score before = score(compiled(), Set{0, 1, 2});
  Security further = portfolio_.inputs.securities.front();
  further.id = {99};
  further.symbol = "AAAA";
  further.allow_buy = false;
  portfolio_.inputs.securities.push_back(further);
  portfolio_.books.position_values.push_back(0.0);
  EXPECT_EQ(score(compiled(), Set{0, 1, 2}), before);
}

TEST_F(SmallPortfolio, IsRefusedWhereAPathLeavesNothing) {
  portfolio_.settings.price_scenarios = PriceScenarios::stochastic;
  portfolio_.settings.stochastic_scenario_shifts = {0.0, -0.5};
  portfolio_.books.total_value = 8'500.0 - 4'200.0;
  portfolio_.candidates.clear();
  try {
    (void)compiled();
    FAIL() << "a ruined portfolio was compiled";
  } catch (const std::invalid_argument& error) {
    EXPECT_NE(std::string(error.what()).find("price path 2"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace ballast::planner
