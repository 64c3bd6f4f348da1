#include "planner/optimization/scenario_risk.hpp"

#include <utility>

#include "planner/optimization/algebra.hpp"
#include "planner/optimization/price_table.hpp"

namespace ballast::planner {

Cut scenario_cut(const Scenarios& scenarios, std::span<const double> weights) {
  const std::vector<double> series = product(scenarios.returns, weights);
  const RiskSlope seen = risk_slope(scenarios.measure, series, scenarios.tail);
  Cut cut{0.0, std::vector<double>(weights.size())};
  for (std::size_t t = 0; t < series.size(); ++t) {
    if (seen.pull[t] != 0.0) add_scaled(cut.slope, seen.pull[t], scenarios.returns.row(t));
  }
  // The slope's own value: what the model sees is then exactly what is compared with it.
  cut.value = dot(cut.slope, weights);
  return cut;
}

double mean_square_below(const Matrix& returns, std::span<const double> weights) {
  double sum = 0.0;
  for (const double one : product(returns, weights)) {
    if (one < 0.0) sum += one * one;
  }
  return sum / static_cast<double>(returns.rows());
}

void add_mean_square_below(const Matrix& returns, std::span<const double> weights, double factor,
                           SmoothValue& seen) {
  const std::vector<double> series = product(returns, weights);
  Matrix below(0, returns.columns());
  for (std::size_t t = 0; t < series.size(); ++t) {
    if (series[t] < 0.0) below.append_row(returns.row(t));
  }
  if (below.rows() == 0) return;
  const double share = factor / static_cast<double>(returns.rows());
  const Matrix squares = gram(below);
  const std::vector<double> slope = product(squares, weights);
  seen.value += share * dot(slope, weights);
  add_scaled(seen.gradient, 2.0 * share, slope);
  add_scaled(seen.hessian.cells(), 2.0 * share, squares.cells());
}

Matrix less_column_means(const Matrix& table) {
  Matrix moves = table;
  const std::vector<double> means = column_means(table);
  for (std::size_t t = 0; t < moves.rows(); ++t) add_scaled(moves.row(t), -1.0, means);
  return moves;
}

}  // namespace ballast::planner
