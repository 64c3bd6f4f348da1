#include "planner/metrics/fundamentals.hpp"

#include <algorithm>
#include <cmath>

#include "planner/scoring/curves.hpp"

namespace ballast::planner {
namespace {

constexpr double debt_if_unknown = 50.0;
constexpr double worst_debt = 200.0;
constexpr double current_ratio_if_unknown = 1.0;
constexpr double best_current_ratio = 2.0;

double margin_score(double margin) {
  return margin >= 0.0 ? std::min(1.0, 0.5 + margin * 2.5) : std::max(0.0, 0.5 + margin * 2.0);
}

double debt_score(double debt_to_equity) {
  return std::clamp(1.0 - debt_to_equity / worst_debt, 0.0, 1.0);
}

double liquidity_score(double current_ratio) {
  const double known = current_ratio == 0.0 ? current_ratio_if_unknown : current_ratio;
  return std::clamp(known / best_current_ratio, 0.0, 1.0);
}

}  // namespace

std::optional<double> financial_strength(const Fundamentals& fundamentals) {
  if (!fundamentals.net_margin && !fundamentals.debt_to_equity && !fundamentals.current_ratio) {
    return std::nullopt;
  }
  return 0.40 * margin_score(fundamentals.net_margin.value_or(0.0)) +
         0.30 * debt_score(fundamentals.debt_to_equity.value_or(debt_if_unknown)) +
         0.30 * liquidity_score(fundamentals.current_ratio.value_or(0.0));
}

std::optional<double> consistency_score(std::optional<double> growth_5y,
                                        std::optional<double> growth_10y) {
  if (!growth_5y) return std::nullopt;
  if (!growth_10y) return consistency_without_ten_years;
  const double difference = std::abs(*growth_5y - *growth_10y);
  if (difference < 0.02) return 1.0;
  if (difference < 0.05) return 0.8;
  return std::max(0.4, 1.0 - difference * 4.0);
}

std::optional<double> dividend_consistency(const Fundamentals& fundamentals) {
  if (!fundamentals.payout_ratio) return std::nullopt;
  return payout_score(*fundamentals.payout_ratio);
}

}  // namespace ballast::planner
