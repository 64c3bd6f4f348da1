// Opportunities: securities of high quality, held or not.
#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr double outstanding_quality = 0.7;

void consider(const Situation& situation, std::uint32_t index, Findings& findings) {
  const Security& security = situation.security(index);
  const double quality = situation.quality_of(index);
  if (quality < outstanding_quality) {
    findings.refuse(ObstacleKind::low_quality, security.id, Side::buy,
                    security.symbol + " has a quality of " + decimal_text(quality, 2) +
                        "; it is bought for its own sake from " +
                        decimal_text(outstanding_quality, 2) + ".");
    return;
  }
  findings.propose(
      make_base_purchase(situation, {.security = index,
                                     .urgency = quality,
                                     .category = Category::opportunity_buys,
                                     .reason = "high quality (" + decimal_text(quality, 2) + ")",
                                     .tags = {"quality", "opportunity"}}));
}

}  // namespace

void find_opportunity_buys(const Situation& situation, Findings& findings) {
  for (std::uint32_t index = 0; index < situation.security_count(); ++index) {
    if (auto obstacle = find_purchase_obstacle(situation, index)) {
      findings.refuse(std::move(*obstacle));
    } else {
      consider(situation, index, findings);
    }
  }
}

}  // namespace ballast::planner
