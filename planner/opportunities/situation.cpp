#include "planner/opportunities/situation.hpp"

#include <algorithm>

#include "planner/opportunities/sizing.hpp"
#include "planner/scoring/portfolio_score.hpp"

namespace ballast::planner {

Situation::Situation(const PlanRequest& request, const PlanInputs& inputs)
    : request_(request),
      inputs_(inputs),
      account_(prepare_account(request, inputs)),
      base_trade_(base_trade_value(request.settings.transaction_cost_fixed,
                                   request.settings.transaction_cost_percent)) {
  add_up_groups();
}

std::optional<double> Situation::price_of(std::uint32_t index) const {
  const auto& quote = security(index).quote;
  if (!quote || !(quote->price > 0.0)) return std::nullopt;
  return quote->price;
}

std::optional<double> Situation::rate_of(std::uint32_t index) const {
  return planner::rate_of(inputs_, security(index).currency);
}

double Situation::quality_of(std::uint32_t index) const {
  return security(index).quality.value_or(assumed_quality);
}

TradeHistory Situation::history_of(std::uint32_t index) const {
  const SecurityId id = security(index).id;
  const auto at = std::find_if(inputs_.history.begin(), inputs_.history.end(),
                               [&](const TradeHistory& one) { return one.security == id; });
  return at == inputs_.history.end() ? TradeHistory{id, {}, {}} : *at;
}

bool Situation::excluded(std::uint32_t index) const {
  const auto& names = request_.exclude;
  return std::find(names.begin(), names.end(), security(index).symbol) != names.end();
}

const GroupShare* Situation::group_of(std::uint32_t index) const {
  if (security(index).country.empty()) return nullptr;
  return find_group(group_name(security(index)));
}

std::string Situation::group_name(const Security& security) const {
  const auto& members = inputs_.country_groups;
  const auto at = std::find_if(members.begin(), members.end(), [&](const GroupMember& member) {
    return !security.country.empty() && member.member == security.country;
  });
  return at == members.end() ? std::string(other_group) : at->group;
}

const GroupShare* Situation::find_group(const std::string& group) const {
  const auto at = std::find_if(groups_.begin(), groups_.end(),
                               [&](const GroupShare& one) { return one.group == group; });
  return at == groups_.end() ? nullptr : &*at;
}

void Situation::add_up_groups() {
  for (const GroupTarget& target : inputs_.country_targets) {
    groups_.push_back({target.group, target.weight, 0.0});
  }
  if (!(account_.total_value > 0.0)) return;
  for (const HeldPosition& held : account_.positions) {
    const std::string group = group_name(security(held.security));
    auto at = std::find_if(groups_.begin(), groups_.end(),
                           [&](const GroupShare& one) { return one.group == group; });
    if (at == groups_.end()) at = groups_.insert(groups_.end(), {group, 0.0, 0.0});
    at->share += held.value / account_.total_value;
  }
}

}  // namespace ballast::planner
