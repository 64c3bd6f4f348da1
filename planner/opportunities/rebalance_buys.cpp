// Rebalancing, the buying half: a country group that holds clearly less than its target.
#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr double tolerated_underweight = 0.05;
constexpr double urgency_per_underweight = 2.0;
constexpr double urgency_per_quality = 0.5;

void consider(const Situation& situation, std::uint32_t index, const GroupShare& group,
              Findings& findings) {
  const Security& security = situation.security(index);
  if (!(group.share < group.target - tolerated_underweight)) {
    findings.refuse(ObstacleKind::gap_too_small, security.id, Side::buy,
                    security.symbol + ": " + group.group + " holds " +
                        percent_text(group.share, 1) + " for a target of " +
                        percent_text(group.target, 1) +
                        ", not 5 points less, so nothing is bought.");
    return;
  }
  const double underweight = group.target - group.share;
  findings.propose(make_base_purchase(
      situation, {.security = index,
                  .urgency = urgency_per_underweight * underweight +
                             urgency_per_quality * situation.quality_of(index),
                  .category = Category::rebalance_buys,
                  .reason = group.group + " is underweight by " + percent_text(underweight, 1),
                  .tags = {"rebalance", "underweight_" + lower_case(group.group)}}));
}

}  // namespace

void find_rebalance_buys(const Situation& situation, Findings& findings) {
  if (situation.inputs().country_targets.empty()) return;
  for (std::uint32_t index = 0; index < situation.security_count(); ++index) {
    const GroupShare* group = situation.group_of(index);
    if (group == nullptr) continue;
    if (auto obstacle = find_purchase_obstacle(situation, index)) {
      findings.refuse(std::move(*obstacle));
    } else {
      consider(situation, index, *group, findings);
    }
  }
}

}  // namespace ballast::planner
