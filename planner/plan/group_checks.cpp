#include "planner/plan/group_checks.hpp"

#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

using Fault = std::optional<Failure>;

Fault group_fault(std::string what, const std::string& where, std::string allowed) {
  return Failure{FailureKind::invalid, std::move(what), where, std::move(allowed)};
}

Fault find_target_fault(const std::vector<GroupTarget>& targets, const std::string& where) {
  std::set<std::string> groups;
  double sum = 0.0;
  for (const GroupTarget& target : targets) {
    if (!(target.weight >= 0.0 && target.weight <= 1.0)) {
      return group_fault("the target of " + target.group + " is out of range", where, "0 to 1");
    }
    if (!groups.insert(target.group).second) {
      return group_fault("the target of " + target.group + " stands twice", where,
                         "each group once");
    }
    sum += target.weight;
  }
  if (targets.empty() || std::fabs(sum - 1.0) <= target_sum_tolerance) return {};
  return group_fault("the targets add up to " + decimal_text(sum, 4), where,
                     "targets that add up to 1");
}

Fault find_member_fault(const std::vector<GroupMember>& members, const std::string& where,
                        const std::string& kind) {
  std::set<std::string> seen;
  for (const GroupMember& member : members) {
    if (!seen.insert(member.member).second) {
      return group_fault(member.member + " is in two groups", where, "each " + kind + " once");
    }
  }
  return {};
}

}  // namespace

std::optional<Failure> find_group_fault(const PlanInputs& inputs) {
  if (auto found = find_target_fault(inputs.country_targets, "country_targets")) return found;
  if (auto found = find_member_fault(inputs.country_groups, "country_groups", "country")) {
    return found;
  }
  if (auto found = find_target_fault(inputs.industry_targets, "industry_targets")) return found;
  return find_member_fault(inputs.industry_groups, "industry_groups", "industry");
}

}  // namespace ballast::planner
