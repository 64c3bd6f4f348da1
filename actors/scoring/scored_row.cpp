#include "actors/scoring/scored_row.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "messages/codec.hpp"
#include "messages/hashes.hpp"
#include "planner/model/recommendation.hpp"
#include "planner/scoring/security/position_rules.hpp"
#include "planner/scoring/security/price_values.hpp"
#include "planner/scoring/security/score_curves.hpp"

namespace ballast::actors {
namespace {

namespace scoring = planner::scoring;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

scoring::RawValues book_values_of(const messages::ScoreInput& input) {
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

/// An older universe tells none, a newer one perhaps words that are not known here.
void add_opinions(scoring::RawValues& raw, const messages::ScoreInput& input) {
  const auto word = planner::recommendation_of(input.recommendation.value_or(""));
  if (word) raw.recommendation = word->score;
  if (!input.target_price || !input.price || !(*input.price > 0.0)) return;
  raw.target_price = input.target_price;
  raw.upside = *input.target_price / *input.price - 1.0;
}

std::optional<double> dividend_growth_of(const messages::ScoreInput& input,
                                         const planner::PriceHistory& history) {
  std::vector<scoring::Dividend> payments;
  const std::size_t count = std::min(input.dividend_day.size(), input.dividend.size());
  for (std::size_t i = 0; i < count; ++i) {
    payments.push_back(
        {planner::Date{std::chrono::days(input.dividend_day[i])}, input.dividend[i]});
  }
  return scoring::dividend_growth(scoring::yearly_dividends(payments, history));
}

/// Of the portfolio only what bears on this security.
std::string portfolio_text(const messages::ScoreInput& input, const ScoreContext& context) {
  scoring::RawValues raw;
  context.portfolio.add_to(raw, input.security);
  std::string out;
  for (const scoring::RawField& field : scoring::raw_fields) {
    if (raw.*field.value) out += fmt::format(" {} {}", field.name, *(raw.*field.value));
  }
  return out;
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
  out.gate_failure = score.gate_failure;
  for (const scoring::GroupScore& group : score.groups) out.groups.push_back(told(group, raw));
  for (const scoring::RawField& field : scoring::raw_fields) {
    if (raw.*field.value) out.raw.push_back({std::string(field.name), raw.*field.value});
  }
  return out;
}

}  // namespace

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

Result<ValuedHistory> raw_values_of(const messages::ScoreInput& input,
                                    const ScoreContext& context) {
  const auto history = history_of(input);
  if (!history) return tl::unexpected(history.error());
  const auto months = scoring::check_history(*history);
  if (!months) return tl::unexpected(months.error());
  scoring::RawValues raw = book_values_of(input);
  raw.dividend_growth = dividend_growth_of(input, *history);
  add_opinions(raw, input);
  scoring::add_price_values(raw, *history, context.rules);
  context.portfolio.add_to(raw, input.security);
  scoring::drop_not_finite(raw);
  return ValuedHistory{raw, *months, history->dates.back()};
}

std::string score_input_hash(const messages::ScoreInput& input, const ScoreContext& context) {
  const scoring::ScoreRules& rules = context.rules;
  std::string of = messages::encode(input);
  of +=
      fmt::format("\nversion {} target {} riskless {} required {} market {} curve {} regime {} {}",
                  score_version, rules.target_annual_return, rules.riskless_rate,
                  rules.required_return, rules.market_price_to_earnings,
                  static_cast<int>(rules.growth_curve), rules.regime, context.climate.has_value());
  if (rules.weights) {
    for (const double weight : *rules.weights) of += fmt::format(" {}", weight);
  }
  return messages::sha256_hex(of + portfolio_text(input, context));
}

Result<messages::ScoreTold> scored_row(const messages::ScoreInput& input,
                                       const ScoreContext& context) {
  const auto valued = raw_values_of(input, context);
  if (!valued) return tl::unexpected(valued.error());
  const scoring::SecurityScore score = scoring::score_security(
      valued->raw, input.security.product_type, valued->months, context.rules);
  messages::ScoreTold out = told(score, valued->raw, input.security);
  out.day = valued->newest;
  out.regime = context.climate;
  return out;
}

}  // namespace ballast::actors
