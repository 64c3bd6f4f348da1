#include "planner/opportunities/eligibility.hpp"

#include <string>

#include "planner/opportunities/recently_traded.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

double profit_of(const HeldPosition& held) {
  if (!(held.average_price > 0.0)) return 0.0;
  return (held.price - held.average_price) / held.average_price;
}

Obstacle forbid(ObstacleKind kind, const Security& security, Side side, const std::string& rest) {
  return {kind, security.id, side, security.symbol + rest};
}

std::optional<Obstacle> find_flag_obstacle(const Situation& situation, std::uint32_t index,
                                           Side side) {
  const Security& security = situation.security(index);
  const auto refuse = [&](ObstacleKind kind, const std::string& rest) {
    return forbid(kind, security, side, rest);
  };
  if (situation.excluded(index)) {
    return refuse(ObstacleKind::excluded, " is excluded by the request.");
  }
  if (!security.active) return refuse(ObstacleKind::not_allowed, " is not active.");
  const bool allowed = side == Side::buy ? security.allow_buy : security.allow_sell;
  if (!allowed) {
    return refuse(ObstacleKind::not_allowed, side == Side::buy ? " is marked as not to be bought."
                                                               : " is marked as not to be sold.");
  }
  if (!situation.price_of(index)) return refuse(ObstacleKind::no_price, " has no price.");
  if (!situation.rate_of(index)) {
    return refuse(ObstacleKind::no_rate,
                  " is priced in " + security.currency + ", for which there is no exchange rate.");
  }
  return std::nullopt;
}

std::optional<Obstacle> find_holding_obstacle(const Situation& situation,
                                              const HeldPosition& held) {
  const Security& security = situation.security(held.security);
  const Settings& settings = situation.settings();
  const double profit = profit_of(held);
  if (profit < settings.max_loss_threshold) {
    return forbid(ObstacleKind::loss_limit, security, Side::sell,
                  " is down " + percent_text(-profit, 1) + "; positions down more than " +
                      percent_text(-settings.max_loss_threshold, 1) + " are not sold.");
  }
  if (still_waiting(held.first_bought, settings.min_hold_days, situation.inputs().as_of)) {
    return forbid(ObstacleKind::holding_period, security, Side::sell,
                  waiting_text("bought", *held.first_bought, settings.min_hold_days, "sold"));
  }
  return std::nullopt;
}

std::optional<Obstacle> find_quality_obstacle(const Situation& situation, std::uint32_t index) {
  const double lowest = situation.settings().min_security_score;
  const double quality = situation.quality_of(index);
  const Security& security = situation.security(index);
  if (const auto bar = quality_gate_bar(security, situation.settings())) {
    return forbid(ObstacleKind::quality_gate, security, Side::buy, " " + *bar + ".");
  }
  if (quality >= lowest) return std::nullopt;
  return forbid(ObstacleKind::low_quality, security, Side::buy,
                " has a quality of " + decimal_text(quality, 2) + ", below the minimum of " +
                    decimal_text(lowest, 2) + ".");
}

}  // namespace

std::optional<Obstacle> find_ineligibility(const Situation& situation, std::uint32_t security,
                                           Side side) {
  if (auto obstacle = find_flag_obstacle(situation, security, side)) return obstacle;
  if (side == Side::buy) return find_quality_obstacle(situation, security);
  const HeldPosition* held = situation.account().find(security);
  return held == nullptr ? std::nullopt : find_holding_obstacle(situation, *held);
}

std::optional<Obstacle> find_sale_obstacle(const Situation& situation, const HeldPosition& held) {
  if (auto obstacle = find_ineligibility(situation, held.security, Side::sell)) return obstacle;
  return find_recent_trade(situation, held.security, Side::sell);
}

std::optional<Obstacle> find_purchase_obstacle(const Situation& situation, std::uint32_t index) {
  if (auto obstacle = find_flag_obstacle(situation, index, Side::buy)) return obstacle;
  if (auto obstacle = find_recent_trade(situation, index, Side::buy)) return obstacle;
  return find_quality_obstacle(situation, index);
}

std::optional<std::string> quality_gate_bar(const Security& security, const Settings& settings) {
  if (!settings.enable_quality_gate || !security.gate_failure) return std::nullopt;
  return "fails the quality gate: " + *security.gate_failure;
}

}  // namespace ballast::planner
