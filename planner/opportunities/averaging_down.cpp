// Averaging down: more of a good security that fell far below its average cost.
#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr double lowest_quality = 0.6;
constexpr double loss_beyond = -0.20;

void consider_buying_more(const Situation& situation, const HeldPosition& held,
                          Findings& findings) {
  if (auto obstacle = find_purchase_obstacle(situation, held.security)) {
    findings.refuse(std::move(*obstacle));
    return;
  }
  const double change = (held.price - held.average_price) / held.average_price;
  const double quality = situation.quality_of(held.security);
  if (quality < lowest_quality || !(change < loss_beyond)) return;
  findings.propose(make_base_purchase(
      situation, {.security = held.security,
                  .urgency = quality - change,
                  .category = Category::averaging_down,
                  .reason = "down " + percent_text(-change, 0) + " and of good quality (" +
                            decimal_text(quality, 2) + "), which justifies averaging down",
                  .tags = {"averaging_down", "buy_low"}}));
}

}  // namespace

void find_averaging_down(const Situation& situation, Findings& findings) {
  for (const HeldPosition& held : situation.account().positions) {
    if (held.value > 0.0 && held.average_price > 0.0) {
      consider_buying_more(situation, held, findings);
    }
  }
}

}  // namespace ballast::planner
