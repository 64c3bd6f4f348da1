#include "planner/opportunities/opportunities.hpp"

#include <string>

#include "planner/opportunities/findings.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {
namespace {

void withdraw_sales(const Situation& situation, Findings& findings) {
  findings.withdraw([](const Candidate& candidate) { return candidate.side == Side::sell; },
                    ObstacleKind::excluded,
                    [&](const Candidate& candidate) {
                      const auto index = index_of_security(situation.inputs(), candidate.security);
                      return situation.security(*index).symbol + " would be sold (" +
                             candidate.reason + "), but this plan only buys.";
                    });
}

/// Purchases of the rules of thumb are sized by the fixed fee; without one they come to nothing.
void withdraw_empty_purchases(const Situation& situation, Findings& findings) {
  findings.withdraw([](const Candidate& candidate) { return candidate.quantity <= 0.0; },
                    ObstacleKind::not_worth_fee,
                    [&](const Candidate& candidate) {
                      const auto index = index_of_security(situation.inputs(), candidate.security);
                      return situation.security(*index).symbol + " would be bought (" +
                             candidate.reason +
                             "), but the size of purchases follows from the fixed fee, which is 0.";
                    });
}

void report_pins(const Situation& situation, Findings& findings) {
  for (const std::string& symbol : situation.request().pin) {
    for (const Security& security : situation.inputs().securities) {
      if (security.symbol != symbol || findings.proposes(security.id)) continue;
      findings.refuse(ObstacleKind::not_selected, security.id, Side::buy,
                      symbol + " is pinned, but no rule proposes to trade it.");
    }
  }
}

/// With rules switched off nothing may be said of what is held.
void report_silence(const Situation& situation, Findings& findings) {
  for (const HeldPosition& held : situation.account().positions) {
    const Security& security = situation.security(held.security);
    if (findings.mentions(security.id)) continue;
    findings.refuse(ObstacleKind::not_selected, security.id, Side::sell,
                    "No rule that is switched on looks at " + security.symbol + ".");
  }
}

}  // namespace

Opportunities identify_opportunities(const PlanRequest& request, const PlanInputs& inputs) {
  const Situation situation(request, inputs);
  if (!(situation.account().total_value > 0.0)) return {};
  Findings findings;
  const auto rules = inputs.target_weights.empty() ? heuristic_rules() : target_weight_rules();
  for (const Rule& rule : rules) {
    if (request.settings.opportunity_rules.has(rule.name)) rule.find(situation, findings);
  }
  withdraw_empty_purchases(situation, findings);
  if (request.settings.opportunity_rules != ChoiceSet<OpportunityRule>::all()) {
    report_silence(situation, findings);
  }
  if (request.buy_only) withdraw_sales(situation, findings);
  report_pins(situation, findings);
  return findings.finish();
}

}  // namespace ballast::planner
