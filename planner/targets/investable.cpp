#include "planner/targets/investable.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "planner/opportunities/eligibility.hpp"
#include "planner/scoring/portfolio_score.hpp"

namespace ballast::planner {
namespace {

constexpr double group_tolerance = 0.05;
constexpr double country_cap = 0.40;
// Industries give way before countries.
constexpr double country_firmness = 4.0;
constexpr double industry_firmness = 1.0;

double industry_cap(std::size_t groups) {
  if (groups <= 1) return 0.70;
  if (groups == 2) return 0.50;
  return groups <= 4 ? 0.40 : 0.30;
}

/// One kind of groups: countries or industries.
struct GroupKind {
  const std::vector<GroupTarget>& targets;
  const std::vector<GroupMember>& members;
  double cap;
  double firmness;
  double invested;
};

template <class NamesOf>
void add_groups(const GroupKind& kind, const PlanInputs& inputs,
                const std::vector<std::size_t>& members, NamesOf names_of,
                std::vector<GroupBounds>& groups) {
  double whole = 0.0;
  for (const GroupTarget& target : kind.targets) whole += target.weight;
  if (!(whole > 0.0)) return;
  const std::size_t first = groups.size();
  for (const GroupTarget& target : kind.targets) {
    const double share = target.weight / whole;
    const double low = std::max(0.0, share - group_tolerance);
    const double high = std::max(low, std::min(kind.cap, share + group_tolerance));
    groups.push_back({target.group, std::vector<double>(members.size()),
                      std::min(low, kind.cap) * kind.invested, high * kind.invested,
                      kind.firmness});
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::vector<std::string> names = names_of(inputs.securities[members[i]]);
    for (const std::string& name : names) {
      const std::uint16_t group = target_group_of(name, kind.members, kind.targets);
      if (group == outside_targets) continue;
      groups[first + group].shares[i] += 1.0 / static_cast<double>(names.size());
    }
  }
  // A group without a target, or without a security, binds nothing.
  const auto idle = [](const GroupBounds& one) {
    return std::all_of(one.shares.begin(), one.shares.end(), [](double x) { return x == 0.0; });
  };
  groups.erase(
      std::remove_if(groups.begin() + static_cast<std::ptrdiff_t>(first), groups.end(), idle),
      groups.end());
}

std::optional<std::string> purchase_bar(const Security& security, const Settings& settings) {
  if (!security.allow_buy) return "may not be bought";
  return quality_gate_bar(security, settings);
}

void add_reason(WeightBounds& bounds, const std::string& reason) {
  bounds.reason += (bounds.reason.empty() ? "" : ", and ") + reason;
}

std::vector<GroupTarget> above_zero(const std::vector<GroupTarget>& targets) {
  std::vector<GroupTarget> kept;
  std::copy_if(targets.begin(), targets.end(), std::back_inserter(kept),
               [](const GroupTarget& one) { return one.weight > 0.0; });
  return kept;
}

}  // namespace

double weight_cap(ProductType type) {
  switch (type) {
    case ProductType::etf:
    case ProductType::mutual_fund:
      return 0.30;
    case ProductType::etc:
      return 0.12;
    case ProductType::unknown:
    case ProductType::equity:
      break;
  }
  return 0.20;
}

WeightBounds weight_bounds(const Security& security, const HeldPosition* held, double total_value,
                           const Settings& settings) {
  const double current = held == nullptr ? 0.0 : held->value / total_value;
  WeightBounds bounds{0.0, weight_cap(security.product_type), false, ""};
  const auto bar = purchase_bar(security, settings);
  if (bar && current < bounds.upper) {
    bounds.upper = current;
    bounds.reason = *bar;
  }
  if (held == nullptr) return bounds;
  const double lot = held->quantity > 0.0 ? held->value * security.min_lot / held->quantity : 0.0;
  if (!security.allow_sell) {
    bounds.lower = current;
    add_reason(bounds, "may not be sold");
  } else if (held->quantity <= security.min_lot) {
    bounds.lower = current;
    add_reason(bounds, "no more than a lot is held");
  } else if (lot / total_value <= bounds.upper) {
    bounds.lower = lot / total_value;
  }
  if (bounds.lower > bounds.upper) {
    bounds.lower = bounds.upper = current;
    bounds.reason += bounds.reason.empty() ? "locked" : ", so its weight is locked";
  }
  bounds.locked = bounds.lower == current && bounds.upper == current;
  return bounds;
}

std::vector<GroupBounds> group_bounds(const PlanInputs& inputs,
                                      const std::vector<std::size_t>& members, double invested) {
  std::vector<GroupBounds> groups;
  const std::vector<GroupTarget> countries = above_zero(inputs.country_targets);
  const std::vector<GroupTarget> industries = above_zero(inputs.industry_targets);
  add_groups(
      {countries, inputs.country_groups, country_cap, country_firmness, invested}, inputs, members,
      [](const Security& one) { return std::vector<std::string>{one.country}; }, groups);
  add_groups(
      {industries, inputs.industry_groups, industry_cap(industries.size()), industry_firmness,
       invested},
      inputs, members, [](const Security& one) { return one.industries; }, groups);
  return groups;
}

}  // namespace ballast::planner
