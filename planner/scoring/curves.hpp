// The curves that turn one metric of a security into a score between 0 and 1. Each is piecewise;
// the written order of operations is part of the definition.
#pragma once

namespace ballast::planner {

/// A bell with a floor: `floor` for x <= 0, 1 at the peak, and a different width on either side.
struct Bell {
  double peak = 0.12;
  double width_below = 0.06;
  double width_above = 0.12;
  double floor = 0.15;
};

/// Returns floor + (1 - floor) exp(-(x - peak)^2 / (2 width^2)), or the floor for x <= 0.
[[nodiscard]] double bell_score(double x, const Bell& bell);

/// Returns the score of a yearly total return (growth plus dividend yield): a bell peaking at 12 %,
/// because a very high past growth is a warning rather than a promise.
[[nodiscard]] double total_return_score(double total_return);

/// Returns the score of a payout ratio: 1 between 0.3 and 0.6, a jump down to 0.4 above 0.8.
[[nodiscard]] double payout_score(double payout_ratio);

/// Returns 0 below 0, 0.6 at 1, 0.8 at 1.5 and 1 from 2 on.
[[nodiscard]] double sortino_score(double sortino);

/// Returns 1 up to 15 % a year, 0.7 at 25 %, 0.3 at 40 % and never below 0.1. Neutral 0.5 for a
/// volatility that is not positive.
[[nodiscard]] double volatility_score(double volatility_annual);

/// Returns 1 up to a fall of 10 %, 0.8 just above, 0.6 at 30 %, 0.2 at 50 %, 0 from 70 % on. The
/// sign of the drawdown does not matter.
[[nodiscard]] double drawdown_score(double max_drawdown);

/// Returns 0 below 0, 0.4 at 0.5, 0.7 at 1 and 1 from 2 on.
[[nodiscard]] double sharpe_score(double sharpe);

}  // namespace ballast::planner
