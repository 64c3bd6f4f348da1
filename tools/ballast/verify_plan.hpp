// Checking a saved plan without trusting whoever made it.
#pragma once

#include <string>
#include <vector>

#include "messages/plan_report.hpp"
#include "planner/model/failure.hpp"

namespace ballast::tools {

/// One thing that was checked.
struct Finding {
  std::string name;
  std::string text;  // what holds, or what does not and why
  bool holds = true;

  bool operator==(const Finding&) const = default;
};

/// Checks a saved report, without searching: the hash of its decision, whether its sets of trades
/// are allowed and can be paid for, their scores, everything else that the decision says of them,
/// and the certificate's bound. With `exactly` also that no set ranks before those told: from the
/// certificate alone, by a checker that shares nothing with the search, where bounds hold; and by
/// deciding again. Ends with the first that does not hold. Fails for a report without request,
/// inputs or decision.
[[nodiscard]] planner::Result<std::vector<Finding>> verify_report(
    const messages::PlanReport& report, bool exactly);

[[nodiscard]] bool all_hold(const std::vector<Finding>& findings);

}  // namespace ballast::tools
