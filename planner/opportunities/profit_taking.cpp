// Profit taking: part of a position is sold when the windfall rule says so.
#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/sizing.hpp"
#include "planner/opportunities/windfall.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

std::string reason_of(const Windfall& windfall) {
  std::string reason = windfall.gain >= doubled_gain ? "more than doubled: up " : "windfall: up ";
  reason += percent_text(windfall.gain, 0) + ", " + percent_text(windfall.excess, 0) +
            " beyond its normal growth";
  if (windfall.years_guessed) reason += " (purchase date unknown, one year assumed)";
  return reason;
}

std::string standing_of(const Windfall& windfall) {
  if (windfall.excess < 0.0) {
    return " is " + percent_text(-windfall.excess, 0) + " behind its normal growth";
  }
  return " is " + percent_text(windfall.excess, 0) + " beyond its normal growth";
}

void consider_taking_profit(const Situation& situation, const HeldPosition& held,
                            Findings& findings) {
  if (auto obstacle = find_sale_obstacle(situation, held)) {
    findings.refuse(std::move(*obstacle));
    return;
  }
  const Security& security = situation.security(held.security);
  if (!(held.average_price > 0.0)) {
    findings.refuse(ObstacleKind::gap_too_small, security.id, Side::sell,
                    "What " + security.symbol + " cost is unknown, so its gain is too.");
    return;
  }
  const Windfall windfall = assess_windfall(held.price, held.average_price, held.first_bought,
                                            situation.inputs().as_of, security.metrics);
  if (windfall.sell_share <= 0.0) {
    findings.refuse(ObstacleKind::gap_too_small, security.id, Side::sell,
                    security.symbol + standing_of(windfall) + "; profits are taken from " +
                        percent_text(windfall_excess, 0) + " beyond it.");
    return;
  }
  const double quantity =
      size_sale(held.quantity * windfall.sell_share, held.quantity, security.min_lot);
  if (quantity <= 0.0) {
    findings.refuse(ObstacleKind::below_one_lot, security.id, Side::sell,
                    "Taking profits in " + security.symbol + " would sell " +
                        percent_text(windfall.sell_share, 0) + " of " +
                        count_of_shares(held.quantity) + ", less than its lot of " +
                        std::to_string(security.min_lot) + " allows.");
    return;
  }
  findings.propose(make_candidate(situation, {.side = Side::sell,
                                              .security = held.security,
                                              .quantity = quantity,
                                              .urgency = windfall.score + 0.5,
                                              .category = Category::profit_taking,
                                              .reason = reason_of(windfall),
                                              .tags = {"windfall", "profit_taking"}}));
}

}  // namespace

void find_profit_taking(const Situation& situation, Findings& findings) {
  for (const HeldPosition& held : situation.account().positions) {
    if (held.value > 0.0) consider_taking_profit(situation, held, findings);
  }
}

}  // namespace ballast::planner
