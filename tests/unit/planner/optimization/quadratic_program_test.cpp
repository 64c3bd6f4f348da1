// Convex programmes: the conditions of optimality hold, another solver agrees, and what cannot be
// met is said.
#include "planner/optimization/quadratic_program.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#ifdef BALLAST_WITH_NLOPT
#include <nlopt.h>
#endif

#include "planner/optimization/feasibility.hpp"
#include "planner/optimization/portfolio_problem.hpp"
#include "tests/unit/planner/optimization/random_programs.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner {
namespace {

TEST(QuadraticProgram, MeetsTheConditionsOfOptimalityOnRandomCases) {
  for (std::uint64_t seed = 1; seed <= random_cases(200); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const std::size_t size = 2 + random() % 24;
    const QuadraticProgram program = random_program(random, size, random() % 2 == 0);
    const auto found = solve_convex(program);
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_LT(found->residual.largest(), 1e-10);
  }
}

TEST(QuadraticProgram, LeavingOutVariablesAtTheirBoundsChangesNothing) {
  for (std::uint64_t seed = 1; seed <= random_cases(10); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    QuadraticProgram program = random_program(random, 150, true);
    const auto sifted = solve_convex(program);
    ASSERT_TRUE(sifted) << describe(sifted.error());
    EXPECT_LT(sifted->residual.largest(), 1e-10);
    const auto whole = solve_strictly_convex(program, cholesky(program.hessian).value());
    ASSERT_TRUE(whole) << describe(whole.error());
    for (std::size_t i = 0; i < 150; ++i) EXPECT_NEAR(sifted->x[i], whole->x[i], 1e-8);
  }
}

TEST(QuadraticProgram, FindsTheVariablesThatARowNeedsThoughOthersCostLess) {
  constexpr std::size_t size = 300;
  std::mt19937_64 random(3);
  QuadraticProgram program{Matrix(size, size), std::vector<double>(size), {}};
  program.limits.lower.assign(size, 0.0);
  program.limits.upper.assign(size, 0.05);
  std::vector<double> returns(size);
  double best = 0.0;
  for (std::size_t i = 0; i < size; ++i) {
    // What returns most varies most: none of the cheapest is of use.
    returns[i] = static_cast<double>(i) / size;
    program.hessian(i, i) = 1.0 + returns[i] + drawn(random, 0.0, 0.001);
    if (i >= size - 20) best += 0.05 * returns[i];
  }
  program.limits.add_row(std::vector<double>(size, 1.0), 1.0, 1.0);
  program.limits.add_row(returns, best * (1.0 - 1e-6), unbounded);
  const auto found = solve_convex(program);
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_LT(found->residual.largest(), 1e-10);
  EXPECT_GE(dot(found->x, returns), best * (1.0 - 1e-6) - 1e-12);
  const auto whole = solve_strictly_convex(program, cholesky(program.hessian).value());
  ASSERT_TRUE(whole) << describe(whole.error());
  for (std::size_t i = 0; i < size; ++i) EXPECT_NEAR(found->x[i], whole->x[i], 1e-8);
}

TEST(QuadraticProgram, ALinearOneEndsAtACorner) {
  LinearLimits limits{{0.0, 0.0, 0.0}, {0.5, 0.4, 1.0}, {}, {}, {}};
  limits.add_row(std::vector{1.0, 1.0, 1.0}, 1.0, 1.0);
  const auto found = solve_convex({Matrix(3, 3), {-3.0, -2.0, -1.0}, limits});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_NEAR(found->x[0], 0.5, 1e-12);
  EXPECT_NEAR(found->x[1], 0.4, 1e-12);
  EXPECT_NEAR(found->x[2], 0.1, 1e-12);
}

TEST(QuadraticProgram, SaysThatNoPointIsWithinContradictoryRows) {
  LinearLimits limits{{0.0, 0.0}, {1.0, 1.0}, {}, {}, {}};
  limits.add_row(std::vector{1.0, 1.0}, 1.0, 1.0);
  limits.add_row(std::vector{1.0, 1.0}, 1.5, unbounded);
  const auto found = solve_convex({identity_matrix(2), {0.0, 0.0}, limits});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, FailureKind::refused);
}

#ifdef BALLAST_WITH_NLOPT
double value_of(const QuadraticProgram& program, std::span<const double> x) {
  return 0.5 * quadratic_form(program.hessian, x) + dot(program.linear, x);
}

// Values near one suit the other solver's tolerances.
constexpr double in_large = 1e4;

double objective_for_nlopt(unsigned size, const double* x, double* gradient, void* data) {
  const auto& program = *static_cast<const QuadraticProgram*>(data);
  const std::span<const double> at(x, size);
  if (gradient != nullptr) {
    const std::vector<double> slope = product(program.hessian, at);
    for (unsigned i = 0; i < size; ++i) gradient[i] = in_large * (slope[i] + program.linear[i]);
  }
  return in_large * value_of(program, at);
}

struct OneRow {
  std::span<const double> row;
  double bound = 0.0;
  double sign = 1.0;
};

double row_for_nlopt(unsigned size, const double* x, double* gradient, void* data) {
  const auto& one = *static_cast<const OneRow*>(data);
  for (unsigned i = 0; gradient != nullptr && i < size; ++i) gradient[i] = one.sign * one.row[i];
  return one.sign * (dot(one.row, std::span(x, size)) - one.bound);
}

TEST(QuadraticProgram, IsNoWorseThanWhatSequentialLeastSquaresFinds) {
  for (std::uint64_t seed = 1; seed <= random_cases(20); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    QuadraticProgram program = random_program(random, 4 + random() % 8, true);
    const auto found = solve_convex(program);
    ASSERT_TRUE(found) << describe(found.error());
    const auto size = static_cast<unsigned>(program.linear.size());
    const LinearLimits& limits = program.limits;
    const nlopt_opt other = nlopt_create(NLOPT_LD_SLSQP, size);
    nlopt_set_min_objective(other, objective_for_nlopt, &program);
    nlopt_set_lower_bounds(other, limits.lower.data());
    nlopt_set_upper_bounds(other, limits.upper.data());
    std::vector<OneRow> rows;
    for (std::size_t k = 1; k < limits.rows.rows(); ++k) {
      rows.push_back({limits.rows.row(k), limits.row_high[k], 1.0});
      rows.push_back({limits.rows.row(k), limits.row_low[k], -1.0});
    }
    OneRow budget{limits.rows.row(0), 1.0, 1.0};
    nlopt_add_equality_constraint(other, row_for_nlopt, &budget, 1e-10);
    for (OneRow& row : rows) nlopt_add_inequality_constraint(other, row_for_nlopt, &row, 1e-10);
    nlopt_set_xtol_rel(other, 1e-10);
    nlopt_set_maxeval(other, 2'000);
    std::vector<double> x(size);
    for (unsigned i = 0; i < size; ++i) {
      x[i] = std::clamp(1.0 / size, limits.lower[i], limits.upper[i]);
    }
    double value = 0.0;
    nlopt_optimize(other, x.data(), &value);
    nlopt_destroy(other);
    const double ours = in_large * value_of(program, found->x);
    EXPECT_LE(ours, value + 1e-6);
    EXPECT_NEAR(ours, value, 1e-5);
  }
}
#endif

TEST(Feasibility, WidensTheGroupsThatContradictByJustThat) {
  std::vector<GroupBounds> groups{{"EU", {1.0, 1.0, 0.0}, 0.70, 1.0, 4.0},
                                  {"Energy", {0.0, 0.0, 1.0}, 0.40, 1.0, 1.0}};
  const auto widened = widen_groups({0.0, 0.0, 0.0}, {1.0, 1.0, 1.0}, 1.0, groups).value();
  ASSERT_EQ(widened.size(), 1U);
  EXPECT_EQ(widened[0].name, "Energy at least");
  EXPECT_NEAR(widened[0].from, 0.40, 1e-12);
  EXPECT_NEAR(widened[0].to, 0.30, 1e-9);
  EXPECT_NEAR(groups[1].low, 0.30, 3e-9);
  EXPECT_NEAR(groups[0].low, 0.70, 3e-9);
}

TEST(Feasibility, TellsBothBoundsOfAGroupThatAsksForMoreThanItMayHold) {
  std::vector<GroupBounds> groups{{"Steel", {1.0, 0.0, 0.0}, 0.65, 0.50, 1.0},
                                  {"Food", {0.0, 1.0, 1.0}, 0.25, 0.40, 4.0}};
  const auto widened = widen_groups({0.0, 0.0, 0.0}, {1.0, 1.0, 1.0}, 1.0, groups).value();
  ASSERT_EQ(widened.size(), 2U);
  EXPECT_EQ(widened[0].name, "Steel at least");
  EXPECT_EQ(widened[1].name, "Steel at most");
  EXPECT_NEAR(widened[0].to, widened[1].to, 1e-12);
}

TEST(Feasibility, LeavesRoomWhereTheBoundsAddUpToJustWhatIsToInvest) {
  for (const std::size_t size : {6U, 30U, 60U, 150U}) {
    const double budget = 0.97;
    std::vector<GroupBounds> groups{{"A", std::vector<double>(size), 0.25 * budget, 0.35 * budget},
                                    {"B", std::vector<double>(size), 0.50 * budget, 0.65 * budget}};
    for (std::size_t i = 0; i < size; ++i) groups[i % 5 == 0 ? 0 : 1].shares[i] = 1.0;
    const std::vector<double> lower(size);
    const std::vector<double> upper(size, 0.2);
    ASSERT_TRUE(widen_groups(lower, upper, budget, groups).value().empty());
    const auto nearest =
        nearest_weights(limits_with(lower, upper, groups), budget, std::vector<double>(size));
    EXPECT_TRUE(nearest) << size << ": " << describe(nearest.error());
  }
}

TEST(Feasibility, KeepsGroupsThatCanBeMet) {
  std::vector<GroupBounds> groups{{"EU", {1.0, 0.5}, 0.2, 0.6, 4.0}};
  EXPECT_TRUE(widen_groups({0.0, 0.0}, {1.0, 1.0}, 1.0, groups).value().empty());
}

TEST(Feasibility, TellsHowMuchTheSecuritiesOwnBoundsMiss) {
  std::vector<GroupBounds> groups;
  const auto few = widen_groups({0.0, 0.0}, {0.2, 0.2}, 0.97, groups);
  ASSERT_FALSE(few);
  EXPECT_NE(few.error().what.find("40.00 %, by 57.00 % too little"), std::string::npos)
      << few.error().what;
  EXPECT_FALSE(widen_groups({0.6, 0.6}, {0.9, 0.9}, 0.97, groups));
}

}  // namespace
}  // namespace ballast::planner
