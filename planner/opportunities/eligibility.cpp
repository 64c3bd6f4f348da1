#include "planner/opportunities/eligibility.hpp"

#include <chrono>
#include <string>

#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

Date after_days(Date date, std::int64_t days) {
  return date + std::chrono::days(days);
}

bool still_waiting(const std::optional<Date>& since, std::int64_t days, Date today) {
  return since && days_between(*since, today) < days;
}

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

std::string waiting_text(const char* done, Date since, std::int64_t days, const char* allowed) {
  return std::string(" was ") + done + " on " + format_date(since) + "; it may be " + allowed +
         " from " + format_date(after_days(since, days)) + " (" + count_of_days(days) + ").";
}

}  // namespace

std::optional<Obstacle> find_sale_obstacle(const Situation& situation, const HeldPosition& held) {
  if (auto obstacle = find_flag_obstacle(situation, held.security, Side::sell)) return obstacle;
  const Security& security = situation.security(held.security);
  const Settings& settings = situation.settings();
  const Date today = situation.inputs().as_of;
  const double profit = profit_of(held);
  if (profit < settings.max_loss_threshold) {
    return forbid(ObstacleKind::loss_limit, security, Side::sell,
                  " is down " + percent_text(-profit, 1) + "; positions down more than " +
                      percent_text(-settings.max_loss_threshold, 1) + " are not sold.");
  }
  if (still_waiting(held.first_bought, settings.min_hold_days, today)) {
    return forbid(ObstacleKind::holding_period, security, Side::sell,
                  waiting_text("bought", *held.first_bought, settings.min_hold_days, "sold"));
  }
  const auto last_sold = situation.history_of(held.security).last_sold;
  if (still_waiting(last_sold, settings.sell_cooldown_days, today)) {
    return forbid(ObstacleKind::cooldown, security, Side::sell,
                  waiting_text("sold", *last_sold, settings.sell_cooldown_days, "sold again"));
  }
  return std::nullopt;
}

std::optional<Obstacle> find_purchase_obstacle(const Situation& situation, std::uint32_t index) {
  if (auto obstacle = find_flag_obstacle(situation, index, Side::buy)) return obstacle;
  const Security& security = situation.security(index);
  const Settings& settings = situation.settings();
  const auto last_bought = situation.history_of(index).last_bought;
  if (still_waiting(last_bought, settings.buy_cooldown_days, situation.inputs().as_of)) {
    return forbid(ObstacleKind::cooldown, security, Side::buy,
                  waiting_text("bought", *last_bought, settings.buy_cooldown_days, "bought again"));
  }
  const double quality = situation.quality_of(index);
  if (quality < settings.min_security_score) {
    return forbid(ObstacleKind::low_quality, security, Side::buy,
                  " has a quality of " + decimal_text(quality, 2) + ", below the minimum of " +
                      decimal_text(settings.min_security_score, 2) + ".");
  }
  return std::nullopt;
}

}  // namespace ballast::planner
