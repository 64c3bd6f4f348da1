// One plan on five price paths, against numbers that were worked out beforehand.
#include "planner/simulation/path_simulation.hpp"

#include <gtest/gtest.h>

#include "tests/unit/planner/evaluation/random_portfolio.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t place_of_ccc = 2;
const std::vector<double> price_shifts{-0.10, -0.05, 0.0, 0.05, 0.10};

class SmallPortfolio {
 public:
  SmallPortfolio() : source_(test::small_portfolio()) {}

  [[nodiscard]] PlainPortfolio plain() const {
    return {source_.inputs, source_.settings, source_.books.position_values,
            source_.books.total_value, source_.books.available_cash.units()};
  }

 private:
  test::Portfolio source_;
};

std::vector<Trade> sell_ccc_buy_bbb_and_ddd() {
  return {{Side::sell, place_of_ccc, 700.0}, {Side::buy, 1, 600.0}, {Side::buy, 3, 1000.0}};
}

std::vector<std::vector<double>> paths() {
  std::vector<std::vector<double>> all;
  all.reserve(price_shifts.size());
  for (const double shift : price_shifts) all.emplace_back(4, 1.0 + shift);
  return all;
}

TEST(PathSimulation, RevaluesTheWholePortfolioAndTradesAtTheNewPrices) {
  const SmallPortfolio portfolio;
  const std::vector<double> totals{9150, 9575, 10000, 10425, 10850};
  const std::vector<double> expected_costs{10.14, 10.37, 10.6, 10.83, 11.06};
  const std::vector<double> scores{0.725776, 0.731006, 0.735791, 0.739547, 0.743008};
  for (std::size_t i = 0; i < price_shifts.size(); ++i) {
    const PathOutcome outcome =
        simulate_path(portfolio.plain(), sell_ccc_buy_bbb_and_ddd(), paths()[i]);
    EXPECT_NEAR(outcome.total_value, totals[i], 1e-9);
    EXPECT_NEAR(outcome.simulation.cost, expected_costs[i], 1e-9);
    EXPECT_NEAR(outcome.score, scores[i], 5e-7);
    EXPECT_TRUE(outcome.simulation.all_executed);
  }
}

TEST(PathSimulation, CombinesTheShiftsAsWorkedOut) {
  const SmallPortfolio portfolio;
  EXPECT_NEAR(plain_scenario_score(portfolio.plain(), sell_ccc_buy_bbb_and_ddd(), paths(),
                                   stochastic_mode.weights),
              0.7294762005, 5e-11);
}

TEST(PathSimulation, SkipsAPurchaseThatCashCannotPayForAndChargesNothing) {
  const SmallPortfolio portfolio;
  const std::vector<Trade> trades{{Side::sell, place_of_ccc, 700.0}, {Side::buy, 3, 2185.0}};
  const PathOutcome today = simulate_path(portfolio.plain(), trades, paths()[2]);
  EXPECT_TRUE(today.simulation.all_executed);
  const PathOutcome risen = simulate_path(portfolio.plain(), trades, paths()[4]);
  EXPECT_FALSE(risen.simulation.outcomes[1].executed);
  EXPECT_NEAR(risen.simulation.cost, 2.0 + 0.002 * 770.0, 1e-9);
  EXPECT_NEAR(risen.simulation.end.cash, 1500.0 + 770.0 - 3.54, 1e-9);
}

}  // namespace
}  // namespace ballast::planner
