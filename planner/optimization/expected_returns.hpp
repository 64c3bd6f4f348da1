// What securities are expected to return in a year, from their past.
#pragma once

#include <span>
#include <vector>

#include "planner/optimization/price_table.hpp"

namespace ballast::planner {

/// How returns become annual: periods of the table in a year, and whether gains compound.
struct Annualisation {
  double periods = 252.0;
  bool compounding = true;
};

/// Returns for each column prod(1 + r)^(periods / count) - 1 over its own returns, or their mean
/// times periods without compounding; NaN for a column without returns.
[[nodiscard]] std::vector<double> mean_historical_return(const ReturnTable& returns,
                                                         Annualisation annual = {});

/// Returns the exponentially weighted mean at the last row: weight (1 - 2/(span+1))^age by rows,
/// divided by the weights of what is there; then (1 + m)^periods - 1, or m * periods.
[[nodiscard]] std::vector<double> ema_historical_return(const ReturnTable& returns, double span,
                                                        Annualisation annual = {});

/// Returns risk_free + beta * (market - risk_free), beta over the rows that both have (its variance
/// over all of the market's). REQUIRES: one market return for each row, NaN where it is missing.
[[nodiscard]] std::vector<double> capm_return(const ReturnTable& returns,
                                              std::span<const double> market, double risk_free,
                                              Annualisation annual = {});

/// Returns the mean of what each row has: the market where no index is given.
[[nodiscard]] std::vector<double> cross_sectional_mean(const ReturnTable& returns);

}  // namespace ballast::planner
