// The methods that weights can be chosen by.
#pragma once

#include <string>
#include <vector>

#include "planner/optimization/portfolio_problem.hpp"
#include "planner/targets/risk_model.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::planner {

struct ChosenWeights {
  std::vector<double> weights;
  double residual = 0.0;  // of optimality, or the gap that is proven
};

/// Returns the weights that a method wants; hierarchical and risk parity heed the budget only.
/// `share` is the hierarchical part of a blend. What is missed is told in `notes`.
[[nodiscard]] Result<ChosenWeights> choose_weights(const PortfolioProblem& problem,
                                                   const RiskModel& model, const TargetRules& rules,
                                                   double share, std::vector<std::string>& notes);

struct ClusterTree {
  std::vector<std::size_t> order;  // the securities' places from left to right
  std::vector<TreeJoin> joins;     // of places in that order
};

/// Returns the tree of the correlations, by single linkage.
[[nodiscard]] ClusterTree cluster_tree(const Matrix& covariance);

/// Returns points from the least volatility to the best return; none where no weights fit.
[[nodiscard]] std::vector<FrontierPoint> efficient_frontier(const PortfolioProblem& problem,
                                                            const Matrix& covariance,
                                                            std::size_t count);

}  // namespace ballast::planner
