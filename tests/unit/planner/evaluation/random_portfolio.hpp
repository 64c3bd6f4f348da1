// Seeded portfolios with candidates, for comparing the compiled integers with plain doubles.
#pragma once

#include <random>
#include <vector>

#include "planner/evaluation/books.hpp"
#include "planner/model/action.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner::test {

struct Portfolio {
  PlanInputs inputs;
  Books books;
  Settings settings;
  std::vector<Candidate> candidates;  // sells, then buys
};

/// Returns a portfolio with missing metrics, unknown countries, uneven cash and any profile.
[[nodiscard]] Portfolio random_portfolio(std::mt19937_64& random);

/// Returns the four securities AAA to DDD, held for 4000, 3000, 1500 and nothing, with 1500 of cash
/// and no candidates. AAA pays and keeps; BBB moves; CCC is risky; DDD is the best of all.
[[nodiscard]] Portfolio small_portfolio();

/// Returns a candidate of the small portfolio: security 0 to 3, whole shares at its price.
[[nodiscard]] Candidate trade(const Portfolio& portfolio, Side side, std::size_t security,
                              double quantity, double priority = 1.0);

}  // namespace ballast::planner::test
