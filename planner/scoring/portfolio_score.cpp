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

double dividend_part(std::span<const Holding> holdings, const PortfolioScoreInputs& inputs) {
  if (inputs.yields.empty()) return neutral_part;
  double yield = 0.0;
  for (const Holding& holding : holdings) {
    yield += inputs.yields[holding.security].value_or(0.0) * (holding.value / inputs.total);
  }
  return std::min(full, dividend_score_base + yield * dividend_score_slope);
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

template <class Table>
bool nothing_known(const Table& table) {
  return std::none_of(table.begin(), table.end(), [](const auto& entry) { return entry; });
}

}  // namespace

PortfolioScore portfolio_score(std::span<const Holding> holdings,
                               const PortfolioScoreInputs& inputs) {
  PortfolioScore score;
  if (!(inputs.total > 0.0)) return score;
  score.mean_deviation = mean_deviation(holdings, inputs);
  score.geography =
      std::max(0.0, full * (1.0 - score.mean_deviation / deviation_of_zero_geography));
  score.dividend = dividend_part(holdings, inputs);
  score.quality = quality_part(holdings, inputs);
  score.total = score.geography * geography_weight + score.dividend * dividend_weight +
                score.quality * quality_weight;
  return score;
}

std::uint16_t target_group_of(std::string_view country, std::span<const GroupMember> members,
                              std::span<const GroupTarget> targets) {
  const auto member = std::find_if(members.begin(), members.end(), [&](const GroupMember& m) {
    return !country.empty() && m.member == country;
  });
  const std::string_view group =
      member != members.end() ? std::string_view{member->group} : other_group;
  const auto target = std::find_if(targets.begin(), targets.end(),
                                   [&](const GroupTarget& t) { return t.group == group; });
  if (target == targets.end()) return outside_targets;
  return static_cast<std::uint16_t>(target - targets.begin());
}

PortfolioScoreInputs portfolio_score_inputs(const PlanInputs& inputs, double total) {
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
  return result;
}

}  // namespace ballast::planner
