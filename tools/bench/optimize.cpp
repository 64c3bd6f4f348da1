// How long it takes to choose weights of many securities on one core: the least volatility under
// bounds, and with a return, beside the same method without leaving variables out, and beside plain
// projected gradient steps.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <random>
#include <vector>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/portfolio_problem.hpp"
#include "planner/optimization/shrinkage.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/machine.hpp"

namespace ballast::tools {
namespace {

constexpr std::size_t days_of_returns = 364;
constexpr double most_of_one = 0.05;
constexpr double trading_days_a_year = 252.0;
// Gradient steps end where so much of the variance is left to gain, or after so many.
constexpr double near_enough = 1e-9;
constexpr int most_gradient_steps = 20'000;

struct Choice {
  planner::PortfolioProblem problem;
  planner::Matrix returns;
  planner::Matrix covariance;
};

struct ChoiceTimes {
  std::size_t securities = 0;
  double covariance = 0.0;
  double least_risk = 0.0;
  double with_return = 0.0;
  double whole = 0.0;
  double gradient = 0.0;
  double residual = 0.0;
};

double uniform(std::mt19937_64& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random() >> 11U) * 0x1p-53;
}

Choice random_choice(std::size_t securities) {
  std::mt19937_64 random(securities);
  Choice choice;
  choice.returns = planner::Matrix(days_of_returns, securities);
  for (std::size_t day = 0; day < days_of_returns; ++day) {
    const double common = uniform(random, -0.015, 0.016);
    for (double& cell : choice.returns.row(day)) {
      cell = 0.6 * common + uniform(random, -0.02, 0.0205);
    }
  }
  for (std::size_t i = 0; i < securities; ++i) {
    choice.problem.expected.push_back(uniform(random, 0.0, 0.2));
  }
  choice.problem.limits.lower.assign(securities, 0.0);
  choice.problem.limits.upper.assign(securities, most_of_one);
  choice.problem.limits.rows = planner::Matrix(0, securities);
  return choice;
}

/// The nearest weights between nothing and the most that sum to one.
void onto_bounds(std::vector<double>& weights) {
  double low = -1e3;
  double high = 1e3;
  for (int half = 0; half < 80; ++half) {
    const double shift = 0.5 * (low + high);
    double sum = 0.0;
    for (const double weight : weights) sum += std::clamp(weight - shift, 0.0, most_of_one);
    (sum > 1.0 ? low : high) = shift;
  }
  for (double& weight : weights) weight = std::clamp(weight - high, 0.0, most_of_one);
}

/// Returns the variance reached by gradient steps with momentum.
double by_gradient(const planner::Matrix& covariance, double aim) {
  const std::size_t size = covariance.rows();
  double norm = 0.0;  // of the largest row: no eigenvalue is above it
  for (std::size_t i = 0; i < size; ++i) {
    double sum = 0.0;
    for (const double cell : covariance.row(i)) sum += std::fabs(cell);
    norm = std::max(norm, sum);
  }
  std::vector<double> weights(size, 1.0 / static_cast<double>(size));
  std::vector<double> ahead = weights;
  double variance = planner::quadratic_form(covariance, weights);
  for (int step = 1; step <= most_gradient_steps && variance > aim; ++step) {
    std::vector<double> next = ahead;
    planner::add_scaled(next, -1.0 / norm, planner::product(covariance, ahead));
    onto_bounds(next);
    const double momentum = static_cast<double>(step - 1) / static_cast<double>(step + 2);
    for (std::size_t i = 0; i < size; ++i) ahead[i] = next[i] + momentum * (next[i] - weights[i]);
    weights = std::move(next);
    variance = planner::quadratic_form(covariance, weights);
  }
  return variance;
}

double processor_milliseconds(const std::function<void()>& work) {
  const double start = processor_seconds();
  work();
  return 1e3 * (processor_seconds() - start);
}

/// Returns nothing useful, and says so by its residual, where the methods disagree.
ChoiceTimes time_choice(std::size_t securities) {
  Choice choice = random_choice(securities);
  ChoiceTimes times{.securities = securities};
  times.covariance = processor_milliseconds([&] {
    choice.covariance = planner::scaled(
        planner::shrunk_to_constant_correlation(choice.returns).covariance, trading_days_a_year);
  });
  planner::Result<planner::Optimised> least;
  planner::Result<planner::Optimised> returning;
  times.least_risk = processor_milliseconds(
      [&] { least = planner::optimise_variance(choice.problem, choice.covariance, {}); });
  times.with_return = processor_milliseconds([&] {
    returning =
        planner::optimise_variance(choice.problem, choice.covariance,
                                   {.goal = planner::Goal::return_at_least, .target = 0.12});
  });
  const planner::QuadraticProgram program{
      planner::scaled(choice.covariance, 2.0), std::vector<double>(securities),
      planner::with_budget(choice.problem.limits, choice.problem.budget)};
  planner::Result<planner::QuadraticSolution> whole;
  times.whole = processor_milliseconds([&] {
    whole = planner::solve_strictly_convex(program, planner::cholesky(program.hessian).value());
  });
  if (!least || !returning || !whole) return {.securities = securities, .residual = 1.0};
  const double variance = planner::quadratic_form(choice.covariance, least->weights);
  const double other = planner::quadratic_form(choice.covariance, whole->x);
  double reached = 0.0;
  times.gradient = processor_milliseconds(
      [&] { reached = by_gradient(choice.covariance, variance * (1.0 + near_enough)); });
  times.residual =
      std::max({least->residual, returning->residual, std::fabs(other - variance) / variance,
                std::max(0.0, variance - reached) / variance});
  return times;
}

void print_times(const ChoiceTimes& times, bool json) {
  if (json) {
    std::printf(
        "%s\n  {\"securities\": %zu, \"covariance\": %.2f, \"least_risk\": %.2f, "
        "\"with_return\": %.2f, \"all_at_once\": %.2f, \"gradient\": %.2f, \"residual\": %.1e}",
        times.securities == 50 ? "" : ",", times.securities, times.covariance, times.least_risk,
        times.with_return, times.whole, times.gradient, times.residual);
    return;
  }
  std::printf("%10zu %11.2f %10.2f %11.2f %11.2f %9.1f %9.1e\n", times.securities, times.covariance,
              times.least_risk, times.with_return, times.whole, times.gradient, times.residual);
}

}  // namespace

int bench_optimize(BenchArguments arguments) {
  const bool json = only_json(arguments);
  if (json) {
    std::printf("{\"optimize\": {\"cpu\": \"%s\", \"milliseconds\": [", cpu_name().c_str());
  } else {
    std::printf("%s, %s, %s\n\nmilliseconds of one core\n%10s %11s %10s %11s %11s %9s %9s\n",
                cpu_name().c_str(), compiler_name().c_str(), build_options().c_str(), "securities",
                "covariance", "least risk", "with return", "all at once", "gradient", "residual");
  }
  bool agree = true;
  for (const std::size_t securities : {std::size_t{50}, std::size_t{200}, std::size_t{500}}) {
    const ChoiceTimes times = time_choice(securities);
    print_times(times, json);
    agree = agree && times.residual <= 1e-8;
  }
  if (json) std::printf("\n]}}\n");
  if (!agree) std::fprintf(stderr, "the methods disagree\n");
  return agree ? 0 : 1;
}

}  // namespace ballast::tools
