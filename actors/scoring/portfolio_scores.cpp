#include "actors/scoring/portfolio_scores.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "actors/scoring/scored_row.hpp"
#include "planner/scoring/portfolio_score.hpp"

namespace ballast::actors {
namespace {

namespace scoring = planner::scoring;

std::vector<std::string> missing_of(const scoring::HeldPosition& position) {
  struct Known {
    const char* name;
    bool known;
  };
  std::vector<std::string> out;
  for (const Known& one : {Known{"cost", position.profit.has_value()},
                           Known{"day of purchase", position.days_held.has_value()},
                           Known{"groups of industries", !position.industry_shares.empty()},
                           Known{"prices", position.recent_volatility.has_value()}}) {
    if (!one.known) out.emplace_back(one.name);
  }
  return out;
}

messages::SellScoreTold told(const planner::Security& security,
                             const scoring::HeldPosition& position,
                             const scoring::SellScore& score) {
  messages::SellScoreTold out;
  out.security = security.id;
  out.symbol = security.symbol;
  out.refused = score.refused;
  out.score = score.score;
  out.quantity = score.quantity;
  out.held = position.quantity;
  out.missing = missing_of(position);
  if (!score.eligible()) return out;
  for (const scoring::SellPart& part : score.parts) {
    out.parts.push_back({std::string(part.name), part.weight, part.value});
  }
  return out;
}

/// The inputs with each security's quality as its score has it; without a score, none.
planner::PlanInputs with_qualities(planner::PlanInputs inputs,
                                   const std::map<planner::SecurityId, double>& qualities) {
  for (planner::Security& security : inputs.securities) {
    const auto at = qualities.find(security.id);
    security.quality = at == qualities.end() ? std::nullopt : std::optional(at->second);
  }
  return inputs;
}

void add_means(const std::vector<messages::ScoreTold>& scores, const ScoreContext& context,
               messages::PortfolioScored& out) {
  const auto& inputs = context.portfolio.inputs();
  double value = 0.0;
  double weighted = 0.0;
  double sum = 0.0;
  for (const planner::HeldPosition& held : context.portfolio.account().positions) {
    const planner::Security& security = inputs.securities[held.security];
    const auto at = std::find_if(scores.begin(), scores.end(),
                                 [&](const auto& one) { return one.security == security.id; });
    if (at == scores.end()) {
      out.unscored.push_back(security.symbol);
      continue;
    }
    ++out.scored;
    sum += at->total;
    value += held.value;
    weighted += held.value * at->total;
  }
  if (value > 0.0) out.weighted = weighted / value;
  if (out.scored > 0) out.mean = sum / static_cast<double>(out.scored);
}

void add_parts(const planner::PortfolioScoreInputs& by, const planner::PortfolioScore& score,
               messages::PortfolioScored& out) {
  out.total = score.total;
  if (!by.groups.empty() && !by.targets.empty()) out.diversification = score.geography;
  if (!by.yields.empty()) out.dividend = score.dividend;
  if (!by.qualities.empty()) out.quality = score.quality;
}

}  // namespace

std::vector<std::string> held_symbols(const ScoreContext& context) {
  std::vector<std::string> out;
  for (const planner::HeldPosition& held : context.portfolio.account().positions) {
    out.push_back(context.portfolio.inputs().securities[held.security].symbol);
  }
  return out;
}

scoring::SellRules sell_rules_of(const planner::Settings& settings) {
  scoring::SellRules rules;
  rules.max_loss = settings.max_loss_threshold;
  rules.min_hold_days = static_cast<double>(settings.min_hold_days);
  rules.cooldown_days = static_cast<double>(settings.sell_cooldown_days);
  return rules;
}

messages::SellScores sell_scores(const std::vector<messages::ScoreInput>& inputs,
                                 const ScoreContext& context, const scoring::SellRules& rules) {
  messages::SellScores out;
  out.as_of = context.portfolio.inputs().as_of;
  for (const messages::ScoreInput& input : inputs) {
    const auto valued = raw_values_of(input, context);
    const auto position =
        context.portfolio.position_of(input.security, valued ? valued->raw : scoring::RawValues{});
    if (!position) {
      out.not_held.push_back(input.security.symbol);
      continue;
    }
    out.scores.push_back(told(input.security, *position, scoring::score_sale(*position, rules)));
  }
  std::sort(out.scores.begin(), out.scores.end(), [](const auto& a, const auto& b) {
    return std::tie(b.score, a.symbol) < std::tie(a.score, b.symbol);
  });
  return out;
}

messages::PortfolioScored portfolio_scored(const std::vector<messages::ScoreTold>& scores,
                                           const ScoreContext& context) {
  const planner::Account& account = context.portfolio.account();
  messages::PortfolioScored out;
  out.as_of = context.portfolio.inputs().as_of;
  out.currency = context.portfolio.inputs().base_currency;
  out.value = account.total_value;
  out.notes = account.degraded;
  add_means(scores, context, out);
  std::map<planner::SecurityId, double> qualities;
  for (const messages::ScoreTold& score : scores) {
    if (const auto quality = score.quality()) qualities[score.security] = *quality;
  }
  const auto by = planner::portfolio_score_inputs(
      with_qualities(context.portfolio.inputs(), qualities), account.total_value);
  std::vector<planner::Holding> holdings;
  for (const planner::HeldPosition& held : account.positions) {
    holdings.push_back({held.security, held.value});
  }
  add_parts(by, planner::portfolio_score(holdings, by), out);
  return out;
}

}  // namespace ballast::actors
