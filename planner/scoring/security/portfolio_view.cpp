#include "planner/scoring/security/portfolio_view.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>
#include <utility>

#include "planner/scoring/portfolio_score.hpp"

namespace ballast::planner::scoring {
namespace {

struct Mean {
  double sum = 0.0;
  double count = 0.0;

  void add(double value) {
    sum += value;
    count += 1.0;
  }
  [[nodiscard]] std::optional<double> value() const {
    return count > 0.0 ? std::optional(sum / count) : std::nullopt;
  }
};

double told(double share) {
  return std::floor(share * told_shares + 0.5) / told_shares;
}

double days_between(Date first, Date last) {
  return static_cast<double>((last - first).count());
}

std::optional<double> days_since(const std::optional<Date>& day, Date today) {
  if (!day) return std::nullopt;
  return days_between(*day, today);
}

std::optional<double> profit_of(const planner::HeldPosition& held) {
  if (!held.quoted || !(held.average_price > 0.0)) return std::nullopt;
  return held.price / held.average_price - 1.0;
}

const TradeHistory* trades_of(const PlanInputs& inputs, SecurityId id) {
  const auto at = std::find_if(inputs.history.begin(), inputs.history.end(),
                               [&](const TradeHistory& one) { return one.security == id; });
  return at == inputs.history.end() ? nullptr : &*at;
}

}  // namespace

PortfolioView::PortfolioView(PlanInputs inputs)
    : inputs_(std::move(inputs)),
      account_(prepare_account({}, inputs_)),
      country_shares_(inputs_.country_targets.size()),
      industry_shares_(inputs_.industry_targets.size()) {
  double invested = 0.0;
  for (const planner::HeldPosition& held : account_.positions) invested += held.value;
  if (!(invested > 0.0)) return;
  for (const planner::HeldPosition& held : account_.positions) add_holding(held, invested);
}

void PortfolioView::add_holding(const planner::HeldPosition& held, double invested) {
  const Security& security = inputs_.securities[held.security];
  const double share = held.value / invested;
  const auto country =
      target_group_of(security.country, inputs_.country_groups, inputs_.country_targets);
  if (country != outside_targets) country_shares_[country] += share;
  const auto parts = static_cast<double>(security.industries.size());
  for (const std::string& name : security.industries) {
    const auto industry = target_group_of(name, inputs_.industry_groups, inputs_.industry_targets);
    if (industry != outside_targets) industry_shares_[industry] += share / parts;
  }
}

const planner::HeldPosition* PortfolioView::held(const Security& security) const {
  const auto index = index_of_security(inputs_, security.id);
  return index ? account_.find(*index) : nullptr;
}

void PortfolioView::add_position(RawValues& raw, const planner::HeldPosition& held) const {
  raw.position_share = told(held.value / account_.total_value);
  raw.position_profit = profit_of(held);
  raw.days_held = days_since(held.first_bought, inputs_.as_of);
  raw.position_return = yearly_profit(raw.position_profit, raw.days_held);
}

void PortfolioView::add_to(RawValues& raw, const Security& security) const {
  if (!known()) return;
  const auto country =
      target_group_of(security.country, inputs_.country_groups, inputs_.country_targets);
  if (!security.country.empty() && country != outside_targets) {
    raw.country_target = inputs_.country_targets[country].weight;
    raw.country_share = told(country_shares_[country]);
  }
  Mean target;
  Mean share;
  for (const std::string& name : security.industries) {
    const auto industry = target_group_of(name, inputs_.industry_groups, inputs_.industry_targets);
    if (industry == outside_targets) continue;
    target.add(inputs_.industry_targets[industry].weight);
    share.add(told(industry_shares_[industry]));
  }
  raw.industry_target = target.value();
  raw.industry_share = share.value();
  const auto aimed =
      std::find_if(inputs_.target_weights.begin(), inputs_.target_weights.end(),
                   [&](const TargetWeight& one) { return one.security == security.id; });
  if (aimed != inputs_.target_weights.end()) raw.position_target = aimed->weight;
  if (const auto* const position = held(security)) add_position(raw, *position);
}

std::optional<HeldPosition> PortfolioView::position_of(const Security& security,
                                                       const RawValues& raw) const {
  const auto* const position = held(security);
  if (position == nullptr) return std::nullopt;
  HeldPosition out;
  out.allow_sell = security.allow_sell;
  out.profit = profit_of(*position);
  out.days_held = days_since(position->first_bought, inputs_.as_of);
  out.days_since_transaction = out.days_held;
  if (const TradeHistory* const trades = trades_of(inputs_, security.id)) {
    out.days_since_sale = days_since(trades->last_sold, inputs_.as_of);
    for (const auto& last : {trades->last_bought, trades->last_sold}) {
      const auto days = days_since(last, inputs_.as_of);
      if (days)
        out.days_since_transaction = std::min(*days, out.days_since_transaction.value_or(*days));
    }
  }
  out.portfolio_known = known();
  if (known()) out.share = position->value / account_.total_value;
  RawValues groups;
  add_to(groups, security);
  out.country_share = groups.country_share.value_or(0.0);
  for (const std::string& name : security.industries) {
    const auto industry = target_group_of(name, inputs_.industry_groups, inputs_.industry_targets);
    if (industry != outside_targets) out.industry_shares.push_back(industry_shares_[industry]);
  }
  out.recent_volatility = raw.recent_volatility;
  out.historical_volatility = raw.volatility;
  out.ema_distance = raw.ema_distance;
  out.drawdown = raw.current_drawdown;
  out.drawdown_days = raw.days_since_high;
  out.quantity = position->quantity;
  out.min_lot = security.min_lot;
  out.price = position->rate > 0.0 ? position->price / position->rate : 0.0;
  return out;
}

}  // namespace ballast::planner::scoring
