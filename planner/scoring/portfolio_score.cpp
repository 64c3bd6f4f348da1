#include "planner/scoring/portfolio_score.hpp"

#include <algorithm>
#include <cmath>

#include "planner/scoring/weights.hpp"

namespace ballast::planner {
namespace {

constexpr double full = 100.0;

double mean_deviation(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs) {
  if (inputs.groups.empty() || inputs.targets.empty()) return deviation_if_unknown;
  std::vector<double> values(inputs.targets.size(), 0.0);
  for (const Holding& holding : holdings) {
    const std::uint16_t group = inputs.groups[holding.security];
    if (group != outside_targets) values[group] += holding.value;
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += std::abs(values[i] / inputs.total - inputs.targets[i]);
  }
  return sum / static_cast<double>(values.size());
}

double industry_deviation(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs) {
  std::vector<double> values(inputs.industry_targets.size(), 0.0);
  for (const Holding& holding : holdings) {
    for (const IndustryShare& one : inputs.industries[holding.security]) {
      values[one.group] += holding.value * one.share;
    }
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += std::abs(values[i] / inputs.total - inputs.industry_targets[i]);
  }
  return sum / static_cast<double>(values.size());
}

double spread_part(double mean_deviation) {
  return std::max(0.0, full * (1.0 - mean_deviation / deviation_of_zero_geography));
}

double mean_yield(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs) {
  double yield = 0.0;
  for (const Holding& holding : holdings) {
    yield += inputs.yields[holding.security].value_or(0.0) * (holding.value / inputs.total);
  }
  return yield;
}

double dividend_part(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs) {
  if (inputs.yields.empty()) return neutral_part;
  return std::min(full, dividend_score_base + mean_yield(holdings, inputs) * dividend_score_slope);
}

double quality_part(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs) {
  if (inputs.qualities.empty()) return neutral_part;
  double quality = 0.0;
  for (const Holding& holding : holdings) {
    const double known = inputs.qualities[holding.security].value_or(0.0);
    quality += (known != 0.0 ? known : neutral_quality) * (holding.value / inputs.total);
  }
  return quality * full;
}

double substance_part(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs,
                      PortfolioScore& score) {
  if (!inputs.qualities.empty()) {
    score.quality = 0.0;
    for (const Holding& holding : holdings) {
      score.quality +=
          inputs.qualities[holding.security].value_or(0.0) * (holding.value / inputs.total) * full;
    }
  }
  if (!inputs.yields.empty()) {
    score.dividend = std::min(full, mean_yield(holdings, inputs) * dividend_score_slope);
  }
  if (inputs.yields.empty()) return score.quality;
  if (inputs.qualities.empty()) return score.dividend;
  return quality_in_substance * score.quality + dividend_in_substance * score.dividend;
}

PortfolioScore score_with_industries(std::span<const Holding> holdings,
                                     const PortfolioScoreInputs& inputs) {
  PortfolioScore score;
  score.industry = neutral_part;
  score.mean_deviation = mean_deviation(holdings, inputs);
  if (!inputs.groups.empty() && !inputs.targets.empty()) {
    score.geography = spread_part(score.mean_deviation);
  }
  if (!inputs.industries.empty() && !inputs.industry_targets.empty()) {
    score.industry = spread_part(industry_deviation(holdings, inputs));
  }
  score.total = score.geography * geography_weight + score.industry * industry_weight +
                substance_part(holdings, inputs, score) * substance_weight;
  return score;
}

std::vector<IndustryShare> industry_shares(const Security& security, const PlanInputs& inputs) {
  std::vector<double> shares(inputs.industry_targets.size(), 0.0);
  const auto add = [&](std::string_view industry, double share) {
    const std::uint16_t group =
        target_group_of(industry, inputs.industry_groups, inputs.industry_targets);
    if (group != outside_targets) shares[group] += share;
  };
  if (security.industries.empty()) add({}, 1.0);
  for (const std::string& industry : security.industries) {
    add(industry, 1.0 / static_cast<double>(security.industries.size()));
  }
  std::vector<IndustryShare> result;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] > 0.0) result.push_back({static_cast<std::uint16_t>(i), shares[i]});
  }
  return result;
}

void add_industries(const PlanInputs& inputs, PortfolioScoreInputs& result) {
  result.industry_part = true;
  for (const GroupTarget& target : inputs.industry_targets) {
    result.industry_targets.push_back(target.weight);
  }
  const bool any = std::any_of(inputs.securities.begin(), inputs.securities.end(),
                               [](const Security& one) { return !one.industries.empty(); });
  if (!any) return;
  for (const Security& security : inputs.securities) {
    result.industries.push_back(industry_shares(security, inputs));
  }
}

template <class Table>
bool nothing_known(const Table& table) {
  return std::none_of(table.begin(), table.end(), [](const auto& entry) { return entry; });
}

}  // namespace

PortfolioScore portfolio_score(std::span<const Holding> holdings,
                               const PortfolioScoreInputs& inputs) {
  PortfolioScore score;
  if (!(inputs.total > 0.0)) return score;
  if (inputs.industry_part) return score_with_industries(holdings, inputs);
  score.mean_deviation = mean_deviation(holdings, inputs);
  score.geography = spread_part(score.mean_deviation);
  score.dividend = dividend_part(holdings, inputs);
  score.quality = quality_part(holdings, inputs);
  score.total = score.geography * geography_weight + score.dividend * dividend_weight +
                score.quality * quality_weight;
  return score;
}

std::uint16_t target_group_of(std::string_view name, std::span<const GroupMember> members,
                              std::span<const GroupTarget> targets) {
  const auto member = std::find_if(members.begin(), members.end(), [&](const GroupMember& m) {
    return !name.empty() && m.member == name;
  });
  const std::string_view group =
      member != members.end() ? std::string_view{member->group} : other_group;
  const auto target = std::find_if(targets.begin(), targets.end(),
                                   [&](const GroupTarget& t) { return t.group == group; });
  if (target == targets.end()) return outside_targets;
  return static_cast<std::uint16_t>(target - targets.begin());
}

PortfolioScoreInputs portfolio_score_inputs(const PlanInputs& inputs, double total,
                                            bool industry_part) {
  PortfolioScoreInputs result;
  result.total = total;
  for (const GroupTarget& target : inputs.country_targets) result.targets.push_back(target.weight);
  bool any_country = false;
  for (const Security& security : inputs.securities) {
    any_country = any_country || !security.country.empty();
    result.groups.push_back(
        target_group_of(security.country, inputs.country_groups, inputs.country_targets));
    result.qualities.push_back(security.quality);
    result.yields.push_back(security.metrics.dividend_yield);
  }
  if (!any_country) result.groups.clear();
  if (nothing_known(result.qualities)) result.qualities.clear();
  if (nothing_known(result.yields)) result.yields.clear();
  if (industry_part) add_industries(inputs, result);
  return result;
}

}  // namespace ballast::planner
