// The methods that weights can be chosen by.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "planner/optimization/composite.hpp"
#include "planner/optimization/portfolio_problem.hpp"
#include "planner/targets/risk_model.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::planner {

struct ChosenWeights {
  std::vector<double> weights;
  double residual = 0.0;  // of optimality, or the gap that is proven
};

/// Chooses the weights that a method wants, a slice at a time; hierarchical and risk parity heed
/// the budget only. Not for black_litterman: see views.hpp.
class WeightChoice {
 public:
  /// `share` is the hierarchical part of a blend. What is missed is told in `notes`. All outlive
  /// it.
  WeightChoice(const PortfolioProblem& problem, const RiskModel& model, const TargetRules& rules,
               double share, std::vector<std::string>& notes);

  /// Returns whether there is more to do.
  [[nodiscard]] bool advance();

  /// REQUIRES: advance() has returned false.
  [[nodiscard]] Result<ChosenWeights> take() { return std::move(chosen_); }

 private:
  [[nodiscard]] bool begin();
  [[nodiscard]] bool begin_scenarios();
  [[nodiscard]] bool end(Result<ChosenWeights> chosen);

  const PortfolioProblem& problem_;
  const RiskModel& model_;
  const TargetRules& rules_;
  double share_;
  std::vector<std::string>& notes_;
  Scenarios scenarios_;
  std::optional<CompositeDescent> descent_;
  Result<ChosenWeights> chosen_;
};

struct ClusterTree {
  std::vector<std::size_t> order;  // the securities' places from left to right
  std::vector<TreeJoin> joins;     // of places in that order
};

/// Returns the tree of the correlations, by single linkage.
[[nodiscard]] ClusterTree cluster_tree(const Matrix& covariance);

/// Points from the least volatility to the best return, one at a time; none where no weights fit.
class Frontier {
 public:
  /// Problem and covariance outlive it.
  Frontier(const PortfolioProblem& problem, const Matrix& covariance, std::size_t count);

  /// Returns whether there is more to do.
  [[nodiscard]] bool advance();

  [[nodiscard]] std::vector<FrontierPoint> take() { return std::move(points_); }

 private:
  void add_point(double expected);

  const PortfolioProblem& problem_;
  const Matrix& covariance_;
  std::size_t count_;
  std::size_t next_ = 0;
  std::optional<double> lowest_;  // return of the least volatility
  double highest_ = 0.0;
  std::vector<FrontierPoint> points_;
};

}  // namespace ballast::planner
