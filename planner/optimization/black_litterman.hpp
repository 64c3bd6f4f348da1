// Views blended with what the market expects (Black and Litterman 1992; He and Litterman 1999).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

struct Views {
  Matrix portfolios;                // one view in each row: weights of the securities
  std::vector<double> returns;      // what each is believed to return
  std::vector<double> uncertainty;  // its variance; 0: certain
};

/// Returns (mean * periods - risk_free) / (variance * periods) of the market's simple returns.
[[nodiscard]] double market_risk_aversion(std::span<const double> returns, double periods,
                                          double risk_free);

/// Returns aversion * S w + risk_free. REQUIRES: weights that sum to 1.
[[nodiscard]] std::vector<double> market_implied_returns(const Matrix& covariance,
                                                         std::span<const double> market_weights,
                                                         double aversion, double risk_free);

/// Returns tau * p'Sp for each view: as sure of the view as of the market.
[[nodiscard]] std::vector<double> default_uncertainty(const Matrix& covariance,
                                                      const Matrix& portfolios, double tau);
/// Returns tau * p'Sp * (1 - c) / c for each view's confidence c (Idzorek 2005, in closed form by
/// Walters); 1e6 for no confidence at all.
[[nodiscard]] std::vector<double> idzorek_uncertainty(const Matrix& covariance,
                                                      const Matrix& portfolios,
                                                      std::span<const double> confidences,
                                                      double tau);

struct Posterior {
  std::vector<double> returns;
  Matrix covariance;
};

/// Returns prior + tau S P'(P tau S P' + Omega)^-1 (Q - P prior), and S + tau S - tau S P'(...)^-1
/// P tau S. Fails where views are certain and contradict each other.
[[nodiscard]] Result<Posterior> posterior_of(const Matrix& covariance,
                                             std::span<const double> prior, const Views& views,
                                             double tau);

/// Returns (aversion * S)^-1 returns, scaled to sum to 1: without bounds. Fails for a singular S.
[[nodiscard]] Result<std::vector<double>> implied_weights(const Matrix& covariance,
                                                          std::span<const double> returns,
                                                          double aversion);

}  // namespace ballast::planner
