#include "planner/scoring/curves.hpp"

#include <algorithm>
#include <cmath>

#include "planner/numeric/elementary.hpp"

namespace ballast::planner {

double bell_score(double x, const Bell& bell) {
  if (x <= 0.0) return bell.floor;
  const double width = x < bell.peak ? bell.width_below : bell.width_above;
  const double distance = x - bell.peak;
  return bell.floor +
         (1.0 - bell.floor) * exponential(-(distance * distance) / (2.0 * width * width));
}

double total_return_score(double total_return) {
  return bell_score(total_return, Bell{});
}

double payout_score(double payout_ratio) {
  if (payout_ratio >= 0.3 && payout_ratio <= 0.6) return 1.0;
  if (payout_ratio < 0.3) return 0.5 + payout_ratio / 0.3 * 0.5;
  if (payout_ratio <= 0.8) return 1.0 - (payout_ratio - 0.6) / 0.2 * 0.3;
  return 0.4;
}

double sortino_score(double sortino) {
  if (sortino >= 2.0) return 1.0;
  if (sortino >= 1.5) return 0.8 + (sortino - 1.5) * 0.4;
  if (sortino >= 1.0) return 0.6 + (sortino - 1.0) * 0.4;
  if (sortino >= 0.0) return sortino * 0.6;
  return 0.0;
}

double volatility_score(double volatility_annual) {
  const double v = volatility_annual;
  if (!(v > 0.0)) return 0.5;
  if (v <= 0.15) return 1.0;
  if (v <= 0.25) return 1.0 - (v - 0.15) / 0.10 * 0.3;
  if (v <= 0.40) return 0.7 - (v - 0.25) / 0.15 * 0.4;
  return std::max(0.1, 0.3 - (v - 0.40));
}

double drawdown_score(double max_drawdown) {
  const double depth = std::abs(max_drawdown);
  if (depth <= 0.10) return 1.0;
  if (depth <= 0.20) return 0.8 + (0.20 - depth) * 2.0;
  if (depth <= 0.30) return 0.6 + (0.30 - depth) * 2.0;
  if (depth <= 0.50) return 0.2 + (0.50 - depth) * 2.0;
  return std::max(0.0, 0.2 - (depth - 0.50));
}

double sharpe_score(double sharpe) {
  if (sharpe >= 2.0) return 1.0;
  if (sharpe >= 1.0) return 0.7 + (sharpe - 1.0) * 0.3;
  if (sharpe >= 0.5) return 0.4 + (sharpe - 0.5) * 0.6;
  if (sharpe >= 0.0) return sharpe * 0.8;
  return 0.0;
}

}  // namespace ballast::planner
