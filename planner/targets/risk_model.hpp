// What prices say of the securities that weights are chosen for.
#pragma once

#include <span>
#include <vector>

#include "planner/metrics/correlation.hpp"
#include "planner/optimization/price_table.hpp"
#include "planner/targets/target_report.hpp"

namespace ballast::planner {

/// How many of a security's newest closes count, and how many returns it needs.
inline constexpr std::size_t target_closes = 365;
inline constexpr std::size_t target_returns_min = 60;
/// Weights are chosen for so many securities at most.
inline constexpr std::size_t target_securities_max = 1'000;

struct RiskModel {
  std::vector<SecurityId> securities;  // rising; those of the columns
  ReturnTable returns;                 // a row for each day on which any has a close
  Matrix covariance;                   // annual
  double shrinkage = 0.0;
};

/// Returns the returns of the series that have enough of them, as yet without covariance; names the
/// others with the reason. A day on which a security has no close repeats its last one; days before
/// its first are missing. Refused for fewer than two such series. REQUIRES: series by rising id,
/// days of each rising.
[[nodiscard]] Result<RiskModel> returns_of(std::span<const CorrelatedSeries> series,
                                           std::span<const Security> securities,
                                           std::vector<LeftOut>& left_out);

/// Puts the sample covariance of its returns into the model, drawn towards constant correlation.
void shrink_covariance(RiskModel& model, const Matrix& sample);

/// Makes the covariance annual and positive semidefinite.
[[nodiscard]] Result<void> finish_covariance(RiskModel& model);

}  // namespace ballast::planner
