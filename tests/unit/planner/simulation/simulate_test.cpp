// Trades on paper: fees leave cash, value is conserved, and the worked examples score as they
// should.
#include "planner/simulation/simulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/unit/planner/scoring/example_portfolio.hpp"

namespace ballast::planner {
namespace {

using example::aaa;
using example::bbb;
using example::ccc;
using example::ddd;

constexpr TradingCosts costs{.fixed = 2.0, .percent = 0.002};
constexpr double penalty_factor = 0.1;

PortfolioState start() {
  return {.holdings = example::holdings(), .cash = example::cash};
}

double score_after(const PortfolioState& state, const std::vector<Trade>& trades,
                   const PortfolioScoreInputs& inputs = example::inputs()) {
  const Simulation simulation = simulate(state, trades, costs);
  const double score = example::score_of(simulation.end.holdings, inputs);
  return penalised(score, cost_penalty(simulation.cost, inputs.total, penalty_factor));
}

TEST(Simulation, WalksTheWorkedSequence) {
  const std::vector<Trade> trades{
      {Side::sell, ccc, 700.0}, {Side::buy, bbb, 600.0}, {Side::buy, ddd, 1000.0}};
  const Simulation result = simulate(start(), trades, costs);
  EXPECT_TRUE(result.all_executed);
  EXPECT_EQ(result.end.holdings,
            (std::vector<Holding>{{aaa, 4000.0}, {bbb, 3600.0}, {ccc, 800.0}, {ddd, 1000.0}}));
  EXPECT_NEAR(result.cash_after[0], 2196.6, 1e-9);
  EXPECT_NEAR(result.cash_after[1], 1593.4, 1e-9);
  EXPECT_NEAR(result.cash_after[2], 589.4, 1e-9);
  EXPECT_NEAR(result.cost, 10.6, 1e-12);
  EXPECT_NEAR(score_after(start(), trades), 0.7357914026, 5e-11);
}

TEST(Simulation, ScoresEverySetOfTheSmallPlan) {
  const Trade b{Side::buy, bbb, 200.0};
  const Trade d{Side::buy, ddd, 250.0};
  const Trade c{Side::buy, ccc, 200.0};
  const Trade s{Side::sell, ccc, 700.0};
  const std::vector<std::pair<std::vector<Trade>, double>> sets{
      {{b, d, c}, 0.7073403697}, {{b, d}, 0.6960005902}, {{d, c}, 0.6931572097},
      {{b, c}, 0.6858520184},    {{d}, 0.6818174302},    {{b}, 0.6745122389},
      {{c}, 0.6716688584},       {{}, 0.6603290789},     {{s, b, d}, 0.6561933620},
      {{s, d}, 0.6420102021},    {{s, b}, 0.6347050107}, {{s}, 0.6205218507}};
  for (std::size_t i = 0; i < sets.size(); ++i) {
    EXPECT_NEAR(score_after(start(), sets[i].first), sets[i].second, 5e-11) << "set " << i;
  }
}

TEST(Simulation, ScoresThePriceShiftsOfTheWorkedSequence) {
  const std::vector<double> shifts{-0.10, -0.05, 0.0, 0.05, 0.10};
  const std::vector<double> expected{0.725776, 0.731006, 0.735791, 0.739547, 0.743008};
  const std::vector<double> expected_costs{10.14, 10.37, 10.6, 10.83, 11.06};
  std::vector<double> scores;
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const double m = 1.0 + shifts[i];
    PortfolioState state = start();
    PortfolioScoreInputs inputs = example::inputs();
    inputs.total = state.cash;
    for (Holding& holding : state.holdings) inputs.total += holding.value *= m;
    const std::vector<Trade> trades{
        {Side::sell, ccc, 700.0 * m}, {Side::buy, bbb, 600.0 * m}, {Side::buy, ddd, 1000.0 * m}};
    EXPECT_NEAR(inputs.total, 1500.0 + 8500.0 * m, 1e-9);
    EXPECT_NEAR(simulate(state, trades, costs).cost, expected_costs[i], 1e-9);
    scores.push_back(score_after(state, trades, inputs));
    EXPECT_NEAR(scores.back(), expected[i], 5e-7) << "shift " << shifts[i];
  }
  double sum = 0.0;
  for (const double score : scores) sum += score;
  const double worst = *std::min_element(scores.begin(), scores.end());
  EXPECT_NEAR(0.6 * worst + 0.4 * sum / 5.0, 0.7294762005, 5e-11);
}

TEST(Simulation, SkipsWhatCashAndFeesCannotPayFor) {
  const std::vector<Trade> trades{{Side::sell, ccc, 700.0}, {Side::buy, ddd, 2200.0}};
  const Simulation result = simulate(start(), trades, costs);
  EXPECT_FALSE(result.all_executed);
  EXPECT_EQ(result.outcomes[1], TradeOutcome{});
  EXPECT_NEAR(result.end.cash, 2196.6, 1e-9);
  EXPECT_NEAR(result.cost, 3.4, 1e-12);
  EXPECT_EQ(result.end.holdings.size(), 3U);
}

TEST(Simulation, AFeeCountsWhenCashIsTight) {
  PortfolioState state{.holdings = {}, .cash = 104.21};
  EXPECT_FALSE(apply(state, {Side::buy, 0, 102.1}, costs).executed);
  EXPECT_TRUE(apply(state, {Side::buy, 0, 102.0}, costs).executed);
  EXPECT_NEAR(state.cash, 104.21 - 102.0 - 2.204, 1e-12);
}

TEST(Simulation, APurchaseMayTakeTheLastOfTheCash) {
  constexpr TradingCosts flat{.fixed = 2.0, .percent = 0.0};
  PortfolioState state{.holdings = {}, .cash = 102.0};
  EXPECT_TRUE(apply(state, {Side::buy, 0, 100.0}, flat).executed);
  EXPECT_EQ(state.cash, 0.0);
}

TEST(Simulation, ASaleNeverYieldsMoreThanThePosition) {
  PortfolioState state = start();
  const TradeOutcome outcome = apply(state, {Side::sell, ccc, 2000.0}, costs);
  EXPECT_EQ(outcome, (TradeOutcome{.executed = true, .value = 1500.0, .fee = 5.0}));
  EXPECT_EQ(state.cash, 2995.0);
  EXPECT_EQ(state.holdings, (std::vector<Holding>{{aaa, 4000.0}, {bbb, 3000.0}}));
  EXPECT_FALSE(apply(state, {Side::sell, ccc, 100.0}, costs).executed);
  EXPECT_EQ(state.cash, 2995.0);
}

TEST(Simulation, ATradeOfNothingIsSkipped) {
  PortfolioState state = start();
  EXPECT_FALSE(apply(state, {Side::buy, ddd, 0.0}, costs).executed);
  EXPECT_FALSE(apply(state, {Side::sell, aaa, 0.0}, costs).executed);
  EXPECT_EQ(state, start());
}

TEST(Simulation, APositionSoldOutAndBoughtAgainComesLast) {
  const std::vector<Trade> trades{{Side::sell, aaa, 4000.0}, {Side::buy, aaa, 100.0}};
  const Simulation result = simulate(start(), trades, costs);
  EXPECT_EQ(result.end.holdings,
            (std::vector<Holding>{{bbb, 3000.0}, {ccc, 1500.0}, {aaa, 100.0}}));
}

class RandomTrades : public ::testing::Test {
 protected:
  static constexpr std::uint64_t seed = 99;
  std::mt19937_64 random_{seed};
  std::uniform_real_distribution<double> unit_{0.0, 1.0};

  PortfolioState random_state() {
    PortfolioState state{.holdings = {}, .cash = unit_(random_) * 3000.0};
    for (std::uint32_t i = 0; i < 8; ++i) {
      if (unit_(random_) < 0.6) state.holdings.push_back({i, 10.0 + unit_(random_) * 2000.0});
    }
    return state;
  }

  std::vector<Trade> random_trades(std::size_t count) {
    std::vector<Trade> trades;
    for (std::size_t i = 0; i < count; ++i) {
      trades.push_back({unit_(random_) < 0.4 ? Side::sell : Side::buy,
                        static_cast<std::uint32_t>(unit_(random_) * 10.0),
                        unit_(random_) * 2500.0 - 10.0});
    }
    return trades;
  }
};

double worth(const PortfolioState& state) {
  double sum = state.cash;
  for (const Holding& holding : state.holdings) sum += holding.value;
  return sum;
}

TEST_F(RandomTrades, ConserveValueAndNeverOverdraw) {
  for (int i = 0; i < 2000; ++i) {
    const PortfolioState state = random_state();
    const Simulation result = simulate(state, random_trades(6), costs);
    EXPECT_NEAR(worth(result.end) + result.cost, worth(state), 1e-9) << i << " seed " << seed;
    for (const Holding& holding : result.end.holdings) EXPECT_GT(holding.value, 0.0) << i;
    EXPECT_GE(result.end.cash, std::min(0.0, state.cash)) << i << " seed " << seed;
  }
}

TEST_F(RandomTrades, OfDistinctSecuritiesEndAlikeInAnyOrderThatCashAllows) {
  for (int i = 0; i < 500; ++i) {
    PortfolioState state = random_state();
    state.cash += 1e6;
    std::vector<Trade> trades = random_trades(5);
    for (std::uint32_t t = 0; t < trades.size(); ++t) trades[t].security = t;
    Simulation forward = simulate(state, trades, costs);
    std::shuffle(trades.begin(), trades.end(), random_);
    Simulation shuffled = simulate(state, trades, costs);
    const auto by_security = [](const Holding& a, const Holding& b) {
      return a.security < b.security;
    };
    std::sort(forward.end.holdings.begin(), forward.end.holdings.end(), by_security);
    std::sort(shuffled.end.holdings.begin(), shuffled.end.holdings.end(), by_security);
    EXPECT_EQ(forward.end.holdings, shuffled.end.holdings) << i << " seed " << seed;
    EXPECT_NEAR(forward.end.cash, shuffled.end.cash, 1e-6) << i << " seed " << seed;
  }
}

}  // namespace
}  // namespace ballast::planner
