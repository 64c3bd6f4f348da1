#include "planner/scoring/security/score_curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "planner/scoring/curves.hpp"

namespace ballast::planner::scoring {
namespace {

constexpr double neutral = 0.5;
constexpr double growth_width_below = 0.06;
constexpr double growth_width_above = 0.10;
constexpr double growth_floor = 0.15;
constexpr double at_target = 0.80;

struct Breakpoint {
  double at;
  double score;
};

/// The polygon through the points; level beyond its ends.
double on_polygon(std::span<const Breakpoint> points, double x) {
  if (x <= points.front().at) return points.front().score;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Breakpoint& to = points[i];
    if (x > to.at) continue;
    const Breakpoint& from = points[i - 1];
    return from.score + (x - from.at) / (to.at - from.at) * (to.score - from.score);
  }
  return points.back().score;
}

constexpr std::array growth_ramp = {Breakpoint{0.0, at_target}, Breakpoint{0.04, 0.95},
                                    Breakpoint{0.09, 1.0}};
constexpr std::array sortino_points = {Breakpoint{0.0, 0.0}, Breakpoint{0.5, 0.4},
                                       Breakpoint{1.0, 0.6}, Breakpoint{1.5, 0.8},
                                       Breakpoint{2.0, 1.0}};
constexpr std::array yield_points = {Breakpoint{0.0, 0.3}, Breakpoint{0.01, 0.4},
                                     Breakpoint{0.03, 0.7}, Breakpoint{0.06, 1.0}};
constexpr std::array high_points = {Breakpoint{0.0, 0.2}, Breakpoint{0.10, 0.5},
                                    Breakpoint{0.20, 0.8}, Breakpoint{0.30, 1.0}};
constexpr std::array valuation_points = {Breakpoint{-0.20, 1.0}, Breakpoint{-0.10, 0.7},
                                         Breakpoint{0.0, 0.5}, Breakpoint{0.20, 0.2}};
constexpr std::array momentum_points = {Breakpoint{-0.10, 0.5}, Breakpoint{0.0, 0.6},
                                        Breakpoint{0.05, 1.0}, Breakpoint{0.15, 1.0},
                                        Breakpoint{0.30, 0.8}};
constexpr std::array strength_points = {Breakpoint{30.0, 1.0}, Breakpoint{70.0, 0.0}};
constexpr std::array average_points = {Breakpoint{-0.10, 1.0}, Breakpoint{-0.05, 0.7},
                                       Breakpoint{0.0, 0.5}, Breakpoint{0.10, 0.2}};

bool looks_like_bubble(const RawValues& raw, double growth, double target) {
  if (!(growth > 1.5 * target)) return false;
  const int signs = (raw.sharpe.value_or(1.0) < 0.5 ? 1 : 0) +
                    (raw.sortino.value_or(1.0) < 0.5 ? 1 : 0) +
                    (raw.volatility.value_or(0.0) > 0.40 ? 1 : 0);
  return signs >= 2;
}

double growth_bell(double growth, double target) {
  return bell_score(growth, Bell{target, growth_width_below, growth_width_above, growth_floor});
}

double potential_score(double potential) {
  if (potential >= 0.5) return 0.7 + (potential - 0.5) * 0.6;
  if (potential >= 0.3) return 0.5 + (potential - 0.3);
  return 0.3;
}

}  // namespace

double growth_score(const RawValues& raw, const ScoreRules& rules) {
  const auto growth = growth_of(raw);
  if (!growth) return 0.0;
  const double target = rules.target_annual_return;
  if (rules.growth_curve == GrowthCurve::bell) return growth_bell(*growth, target);
  if (looks_like_bubble(raw, *growth, target)) return 0.60;
  if (*growth >= target) return on_polygon(growth_ramp, *growth - target);
  const double bell = growth_bell(*growth, target);
  if (rules.growth_curve == GrowthCurve::drop) return bell;
  return growth_floor + (bell - growth_floor) / (1.0 - growth_floor) * (at_target - growth_floor);
}

double risk_ratio_score(std::optional<double> sortino) {
  return sortino ? on_polygon(sortino_points, *sortino) : neutral;
}

double profit_margin_score(std::optional<double> margin) {
  if (!margin) return neutral;
  return *margin >= 0.0 ? std::min(1.0, 0.5 + 2.5 * *margin) : std::max(0.0, 0.5 + 2.0 * *margin);
}

double leverage_score(std::optional<double> debt_to_equity) {
  return std::clamp(1.0 - std::min(200.0, debt_to_equity.value_or(50.0)) / 200.0, 0.0, 1.0);
}

double current_ratio_score(std::optional<double> current_ratio) {
  return std::clamp(std::min(3.0, current_ratio.value_or(1.0)) / 2.0, 0.0, 1.0);
}

double yield_score(std::optional<double> yield, std::optional<double> growth) {
  const double base = on_polygon(yield_points, yield.value_or(0.0));
  if (!yield || !growth) return base;
  const double total = *growth + *yield;
  const double boost = total >= 0.15 ? 0.20 : total >= 0.12 ? 0.15 : total >= 0.10 ? 0.10 : 0.0;
  return std::min(1.0, base + boost);
}

double dividend_stability_score(std::optional<double> payout, std::optional<double> average_yield) {
  const double of_payout = payout ? payout_score(std::max(0.0, *payout)) : neutral;
  const double of_yield =
      average_yield ? std::clamp(0.5 + 5.0 * *average_yield, 0.0, 1.0) : neutral;
  return 0.5 * of_payout + 0.5 * of_yield;
}

double below_high_score(std::optional<double> below_high) {
  return below_high ? on_polygon(high_points, *below_high) : neutral;
}

double valuation_score(std::optional<double> blended_pe, double market_pe) {
  if (!blended_pe) return 0.3;
  return on_polygon(valuation_points, (*blended_pe - market_pe) / market_pe);
}

double momentum_score(std::optional<double> momentum) {
  if (!momentum) return neutral;
  if (*momentum < -0.10) return std::max(0.2, 0.5 + 3.0 * *momentum);
  if (*momentum > 0.30) return std::max(0.5, 0.8 - 2.0 * (*momentum - 0.30));
  return on_polygon(momentum_points, *momentum);
}

double strength_score(std::optional<double> rsi) {
  return rsi ? on_polygon(strength_points, *rsi) : neutral;
}

double average_distance_score(std::optional<double> distance) {
  return distance ? on_polygon(average_points, *distance) : neutral;
}

double upside_score(std::optional<double> upside) {
  return upside ? std::clamp(0.5 + 2.5 * *upside, 0.0, 1.0) : neutral;
}

double gap_score(std::optional<double> target, std::optional<double> share) {
  if (!target || !share) return neutral;
  const double gap = (*target - *share) / std::max(*target, 0.05);
  return std::clamp(0.5 + 0.4 * gap, 0.1, 0.9);
}

double averaging_score(const RawValues& raw, double quality, double opportunity) {
  if (!raw.position_share) return neutral;
  double score = potential_score(quality * opportunity);
  const double loss = -raw.position_profit.value_or(0.0);
  if (loss > 0.0 && loss <= 0.20) score = std::min(1.0, score + std::min(0.40, 2.0 * loss));
  if (*raw.position_share > 0.10) return score * 0.7;
  return *raw.position_share > 0.05 ? score * 0.9 : score;
}

std::optional<double> blended_price_to_earnings(std::optional<double> pe,
                                                std::optional<double> forward) {
  if (!pe || !(*pe > 0.0)) return std::nullopt;
  return forward && *forward > 0.0 ? (*pe + *forward) / 2.0 : *pe;
}

}  // namespace ballast::planner::scoring
