#include "actors/scoring/scored_row.hpp"

#include <fmt/format.h>

#include "messages/codec.hpp"
#include "messages/hashes.hpp"
#include "planner/scoring/security/price_values.hpp"
#include "planner/scoring/security/score_curves.hpp"

namespace ballast::actors {
namespace {

namespace scoring = planner::scoring;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

Result<planner::PriceHistory> history_of(const messages::ScoreInput& input) {
  if (input.day.size() != input.close.size()) {
    return tl::unexpected(Failure{FailureKind::invalid, "days and closes are not equally many",
                                  input.security.symbol, "one close a day"});
  }
  planner::PriceHistory out;
  out.closes = input.close;
  out.dates.reserve(input.day.size());
  for (const std::int32_t day : input.day) {
    out.dates.emplace_back(std::chrono::days(day));
  }
  return out;
}

scoring::RawValues raw_values_of(const messages::ScoreInput& input) {
  scoring::RawValues raw;
  raw.blended_pe = scoring::blended_price_to_earnings(input.pe, std::nullopt);
  raw.net_margin = input.net_margin;
  raw.debt_to_equity = input.debt_to_equity_pct;
  raw.current_ratio = input.current_ratio;
  raw.payout_ratio = input.payout_ratio;
  raw.dividend_yield = input.dividend_yield;
  raw.average_yield_5y = input.average_yield;
  return raw;
}

std::string name_of(std::optional<double> scoring::RawValues::*input) {
  for (const scoring::RawField& field : scoring::raw_fields) {
    if (field.value == input) return std::string(field.name);
  }
  return "";
}

messages::SubScoreTold told(const scoring::ScoredPart& part, const scoring::RawValues& raw) {
  messages::SubScoreTold out;
  out.name = part.rule->name;
  out.weight = part.weight;
  out.value = part.value;
  out.formula = part.rule->formula;
  out.could_add = part.could_add;
  for (const auto input : part.rule->inputs) {
    if (input != nullptr) out.inputs.push_back({name_of(input), raw.*input});
  }
  return out;
}

messages::ScoreGroupTold told(const scoring::GroupScore& group, const scoring::RawValues& raw) {
  messages::ScoreGroupTold out;
  out.name = scoring::group_names[static_cast<std::size_t>(group.group)];
  out.weight = group.weight;
  out.value = group.value;
  out.factor = group.factor;
  for (const scoring::ScoredPart& part : group.parts) out.parts.push_back(told(part, raw));
  return out;
}

messages::ScoreTold told(const scoring::SecurityScore& score, const scoring::RawValues& raw,
                         const planner::Security& security) {
  messages::ScoreTold out;
  out.security = security.id;
  out.symbol = security.symbol;
  out.total = score.total;
  out.confidence = score.confidence;
  out.grade = scoring::grade_of(score.total);
  out.tags = score.tags;
  for (const scoring::GroupScore& group : score.groups) out.groups.push_back(told(group, raw));
  for (const scoring::RawField& field : scoring::raw_fields) {
    if (raw.*field.value) out.raw.push_back({std::string(field.name), raw.*field.value});
  }
  return out;
}

}  // namespace

std::string score_input_hash(const messages::ScoreInput& input, const scoring::ScoreRules& rules) {
  std::string of = messages::encode(input);
  of += fmt::format("\nversion {} target {} riskless {} required {} market {} curve {} regime {}",
                    score_version, rules.target_annual_return, rules.riskless_rate,
                    rules.required_return, rules.market_price_to_earnings,
                    static_cast<int>(rules.growth_curve), rules.regime);
  if (rules.weights) {
    for (const double weight : *rules.weights) of += fmt::format(" {}", weight);
  }
  return messages::sha256_hex(of);
}

Result<messages::ScoreTold> scored_row(const messages::ScoreInput& input,
                                       const scoring::ScoreRules& rules) {
  const auto history = history_of(input);
  if (!history) return tl::unexpected(history.error());
  const auto months = scoring::check_history(*history);
  if (!months) return tl::unexpected(months.error());
  scoring::RawValues raw = raw_values_of(input);
  scoring::add_price_values(raw, *history, rules);
  scoring::drop_not_finite(raw);
  const scoring::SecurityScore score =
      scoring::score_security(raw, input.security.product_type, *months, rules);
  messages::ScoreTold out = told(score, raw, input.security);
  out.day = history->dates.back();
  return out;
}

}  // namespace ballast::actors
