#include "planner/scoring/security/sell_score.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "planner/numeric/elementary.hpp"
#include "planner/opportunities/sizing.hpp"

namespace ballast::planner::scoring {
namespace {

constexpr double days_a_year = 365.25;

/// The score of the first step whose border the value lies above (or below), else the last.
struct Stair {
  double border;
  double score;
};

double climb(double value, std::span<const Stair> stairs, double otherwise) {
  for (const Stair& stair : stairs) {
    if (value > stair.border) return stair.score;
  }
  return otherwise;
}

std::string gate(const HeldPosition& position, const SellRules& rules) {
  if (!position.allow_sell) return "its owner does not allow it to be sold";
  if (position.profit && *position.profit < rules.max_loss) {
    return "it lost more than is ever sold at";
  }
  if (position.days_since_transaction && *position.days_since_transaction < rules.min_hold_days) {
    return "its last transaction was too short a time ago";
  }
  if (position.days_since_sale && *position.days_since_sale < rules.cooldown_days) {
    return "its last sale was too short a time ago";
  }
  return "";
}

double underperformance(const HeldPosition& position) {
  const auto a_year = yearly_profit(position.profit, position.days_held);
  if (!a_year) return 0.5;
  if (*a_year < -0.05) return 0.9;
  if (*a_year < 0.0) return 0.7;
  if (*a_year < 0.08) return 0.5;
  return *a_year <= 0.15 ? 0.1 : 0.3;
}

double time_held(const HeldPosition& position, const SellRules& rules) {
  if (!position.days_held) return 0.6;
  const double days = *position.days_held;
  if (days < rules.min_hold_days) return 0.0;
  if (days < 180.0) return 0.3;
  if (days < 365.0) return 0.6;
  return days < 730.0 ? 0.8 : 1.0;
}

double balance(const HeldPosition& position) {
  if (!position.portfolio_known) return 0.5;
  double industries = 0.5;
  if (!position.industry_shares.empty()) {
    industries = 0.0;
    for (const double share : position.industry_shares) industries += std::min(1.0, share / 0.3);
    industries /= static_cast<double>(position.industry_shares.size());
  }
  const double concentration =
      position.share <= 0.10 ? position.share / 0.10 : std::min(1.0, position.share / 0.15);
  return 0.5 * std::min(1.0, position.country_share / 0.5) + 0.3 * industries + 0.2 * concentration;
}

double rate_part(const HeldPosition& position) {
  constexpr std::array stairs = {Stair{0.50, 1.0}, Stair{0.30, 0.7}, Stair{0.20, 0.4}};
  if (position.days_held && *position.days_held <= 30.0) return 0.5;
  const auto a_year = yearly_profit(position.profit, position.days_held);
  return a_year ? climb(*a_year, stairs, 0.1) : 0.1;
}

double volatility_part(const HeldPosition& position) {
  constexpr std::array stairs = {Stair{2.0, 1.0}, Stair{1.5, 0.7}, Stair{1.2, 0.4}};
  if (!position.recent_volatility || !position.historical_volatility ||
      !(*position.historical_volatility > 0.0)) {
    return 0.3;
  }
  return climb(*position.recent_volatility / *position.historical_volatility, stairs, 0.1);
}

double instability(const HeldPosition& position) {
  constexpr std::array stairs = {Stair{0.30, 1.0}, Stair{0.20, 0.7}, Stair{0.10, 0.4}};
  if (!position.recent_volatility && !position.ema_distance) return 0.3;
  const double stretch =
      position.ema_distance ? climb(std::abs(*position.ema_distance), stairs, 0.1) : 0.1;
  const double score =
      0.40 * rate_part(position) + 0.30 * volatility_part(position) + 0.30 * stretch;
  const double profit = position.profit.value_or(0.0);
  const double least = profit > 1.0 ? 0.2 : profit > 0.75 ? 0.1 : 0.0;
  return std::max(score, least);
}

double drawdown_part(const HeldPosition& position) {
  if (!position.drawdown) return 0.3;
  const double fall = *position.drawdown;
  if (fall < -0.25) return 1.0;
  if (fall < -0.15) {
    const double days = position.drawdown_days.value_or(0.0);
    return days > 180.0 ? 0.9 : days > 90.0 ? 0.7 : 0.5;
  }
  return fall < -0.10 ? 0.3 : 0.1;
}

double quantity_of(const HeldPosition& position, const SellRules& rules, double score) {
  const double share = std::clamp(0.10 + 0.40 * score, rules.least_share, rules.largest_share);
  const double lot = std::max(1, position.min_lot);
  const double most = floor_to_lot(position.quantity - lot, position.min_lot);
  const double wanted = floor_to_lot(share * position.quantity, position.min_lot);
  const double quantity = std::min(wanted, most);
  if (quantity < lot || quantity * position.price < rules.least_value) return 0.0;
  return quantity;
}

}  // namespace

std::optional<double> yearly_profit(std::optional<double> profit, std::optional<double> days_held) {
  if (!profit || !days_held || !(*days_held > 0.0) || !(*profit > -1.0)) return std::nullopt;
  const double years = *days_held / days_a_year;
  return years < 0.25 ? *profit : power(1.0 + *profit, 1.0 / years) - 1.0;
}

SellScore score_sale(const HeldPosition& position, const SellRules& rules) {
  SellScore out;
  out.refused = gate(position, rules);
  if (!out.eligible()) return out;
  out.parts = {SellPart{"underperformance", 0.35, underperformance(position)},
               SellPart{"time held", 0.18, time_held(position, rules)},
               SellPart{"balance", 0.18, balance(position)},
               SellPart{"instability", 0.14, instability(position)},
               SellPart{"drawdown", 0.15, drawdown_part(position)}};
  for (const SellPart& part : out.parts) out.score += part.weight * part.value;
  out.quantity = quantity_of(position, rules, out.score);
  return out;
}

}  // namespace ballast::planner::scoring
