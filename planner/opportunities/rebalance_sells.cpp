// Rebalancing, the selling half: a country group that holds clearly more than its target.
#include <algorithm>

#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/sizing.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr double tolerated_overweight = 0.05;
constexpr double largest_share_sold = 0.3;
constexpr double urgency_per_overweight = 2.0;

std::string share_text(const GroupShare& group) {
  return group.group + " holds " + percent_text(group.share, 1) + " for a target of " +
         percent_text(group.target, 1);
}

void consider(const Situation& situation, const HeldPosition& held, const GroupShare& group,
              Findings& findings) {
  const Security& security = situation.security(held.security);
  const double overweight = group.share - group.target;
  const double value =
      std::min(largest_share_sold * held.value, overweight * situation.account().total_value);
  const double wanted = lots_within(value, held.price, security.min_lot, held.rate);
  const double quantity = size_sale(wanted, held.quantity, security.min_lot);
  if (quantity <= 0.0) {
    findings.refuse(ObstacleKind::below_one_lot, security.id, Side::sell,
                    security.symbol + ": " + share_text(group) + "; the part to sell is worth " +
                        decimal_text(value, 2) + ", less than its lot of " +
                        std::to_string(security.min_lot) + " allows.");
    return;
  }
  findings.propose(make_candidate(
      situation, {.side = Side::sell,
                  .security = held.security,
                  .quantity = quantity,
                  .urgency = urgency_per_overweight * overweight,
                  .category = Category::rebalance_sells,
                  .reason = group.group + " is overweight by " + percent_text(overweight, 1),
                  .tags = {"rebalance", "overweight_" + lower_case(group.group)}}));
}

}  // namespace

void find_rebalance_sells(const Situation& situation, Findings& findings) {
  for (const HeldPosition& held : situation.account().positions) {
    const GroupShare* group = situation.group_of(held.security);
    if (!(held.value > 0.0) || group == nullptr) continue;
    if (auto obstacle = find_sale_obstacle(situation, held)) {
      findings.refuse(std::move(*obstacle));
    } else if (group->share > group->target + tolerated_overweight) {
      consider(situation, held, *group, findings);
    } else {
      findings.refuse(ObstacleKind::gap_too_small, situation.security(held.security).id, Side::sell,
                      situation.security(held.security).symbol + ": " + share_text(*group) +
                          ", not 5 points more, so nothing is sold.");
    }
  }
}

}  // namespace ballast::planner
