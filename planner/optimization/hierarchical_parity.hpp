// Hierarchical risk parity (Lopez de Prado 2016): weights halve down a tree of clusters.
#pragma once

#include <span>
#include <vector>

#include "planner/optimization/clustering.hpp"
#include "planner/optimization/risk_measures.hpp"

namespace ballast::planner {

/// Returns v'Sv over the members, v in proportion to the inverse of their variances.
[[nodiscard]] double inverse_variance_risk(const Matrix& covariance,
                                           std::span<const std::size_t> members);

/// Returns weights that sum to 1: the list of leaves is halved again and again (the left part is
/// the smaller of odd ones), and each half gets the share of the other's variance.
[[nodiscard]] std::vector<double> hierarchical_parity(const Matrix& covariance,
                                                      std::span<const std::size_t> order);
/// The same with another risk: of a half's members, weighted by the inverse of their own risks.
[[nodiscard]] std::vector<double> hierarchical_parity(const Matrix& returns, RiskMeasure measure,
                                                      double tail,
                                                      std::span<const std::size_t> order);

/// Returns the covariance with variances of at least max(1e-12, 0.05 of their median): what barely
/// moves would else take all the weight.
[[nodiscard]] Matrix with_variance_floor(Matrix covariance);

}  // namespace ballast::planner
