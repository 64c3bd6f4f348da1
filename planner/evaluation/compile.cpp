#include "planner/evaluation/compile.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "planner/evaluation/quantise.hpp"
#include "planner/scoring/end_state_score.hpp"
#include "planner/scoring/portfolio_score.hpp"
#include "planner/scoring/symbol_scores.hpp"
#include "planner/scoring/weights.hpp"

namespace ballast::planner {
namespace {

/// What every term is made from.
struct Sources {
  const PlanInputs& inputs;
  const Books& books;
  const Settings& settings;
  ScoringWeights weights;
  ScoreConstants constants;
  PortfolioScoreInputs portfolio;
  TradingCosts costs;
};

/// The linear parts of a holding that is the whole portfolio, and its dividend part.
struct Coefficients {
  double total_return = 0.0;
  double promise = 0.0;
  double stability = 0.0;
  double quality = 0.0;
  double dividend = 0.0;
};

std::uint16_t to_count(std::int64_t value, std::int64_t highest) {
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(value, 0, highest));
}

Coefficients coefficients_of(const Sources& sources, std::size_t security) {
  const SymbolScores scores = symbol_scores(sources.inputs.securities[security].metrics);
  const ScoringWeights& weights = sources.weights;
  Coefficients out{weights.total_return * scores.total_return, weights.promise * scores.promise,
                   weights.stability * scores.stability, 0.0, 0.0};
  if (!sources.portfolio.qualities.empty()) {
    const double known = sources.portfolio.qualities[security].value_or(0.0);
    out.quality =
        weights.diversification * quality_weight * (known != 0.0 ? known : neutral_quality);
  }
  if (!sources.portfolio.yields.empty()) {
    out.dividend = weights.diversification * dividend_weight * (dividend_score_slope / 100.0) *
                   sources.portfolio.yields[security].value_or(0.0);
  }
  return out;
}

std::uint16_t group_of(const Sources& sources, std::size_t security) {
  if (sources.portfolio.groups.empty() || sources.portfolio.targets.empty()) return no_group;
  const std::uint16_t group = sources.portfolio.groups[security];
  return group == outside_targets ? no_group : group;
}

double worth_of_share(const Sources& sources) {
  return sources.constants.geography_per_deviation /
         static_cast<double>(sources.portfolio.targets.size());
}

void compile_geography(const Sources& sources, PlanContext& context) {
  const ScoreConstants& constants = sources.constants;
  const std::vector<double>& targets = sources.portfolio.targets;
  if (sources.portfolio.groups.empty() || targets.empty()) {
    const double unknown =
        constants.geography_full - constants.geography_per_deviation * deviation_if_unknown;
    context.geography_full = to_ticks(unknown, "geography");
    return;
  }
  std::vector<double> values(targets.size(), 0.0);
  for (std::size_t i = 0; i < sources.books.position_values.size(); ++i) {
    const std::uint16_t group = group_of(sources, i);
    if (group != no_group) values[group] += sources.books.position_values[i];
  }
  context.geography_full = to_ticks(constants.geography_full, "geography");
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const double deviation = values[i] / sources.books.total_value - targets[i];
    context.base_groups.push_back(
        to_ticks(worth_of_share(sources) * deviation,
                 "the share of group " + sources.inputs.country_targets[i].group));
  }
}

void compile_base(const Sources& sources, PlanContext& context) {
  const ScoreConstants& constants = sources.constants;
  Coefficients sum;
  sum.quality = sources.portfolio.qualities.empty() ? constants.unknown_quality : 0.0;
  sum.dividend =
      sources.portfolio.yields.empty() ? constants.unknown_yield : constants.dividend_base;
  for (std::size_t i = 0; i < sources.books.position_values.size(); ++i) {
    const double share = sources.books.position_values[i] / sources.books.total_value;
    if (share <= 0.0) continue;
    const Coefficients one = coefficients_of(sources, i);
    sum.total_return += one.total_return * share;
    sum.promise += one.promise * share;
    sum.stability += one.stability * share;
    sum.quality += one.quality * share;
    sum.dividend += one.dividend * share;
  }
  const std::string what = "the sum of all positions";
  context.base_parts = {to_ticks(sum.total_return, what), to_ticks(sum.promise, what),
                        to_ticks(sum.stability, what), to_ticks(sum.quality, what),
                        to_ticks(constants.opinion, "opinion")};
  context.base_linear = context.base_parts.sum();
  context.base_dividend = to_ticks(sum.dividend, what);
  context.dividend_cap = to_ticks(constants.dividend_cap, "the dividend part");
}

std::size_t find_security(const PlanInputs& inputs, SecurityId id) {
  const auto found = std::lower_bound(
      inputs.securities.begin(), inputs.securities.end(), id,
      [](const Security& security, SecurityId value) { return security.id < value; });
  if (found == inputs.securities.end() || found->id != id) {
    throw std::invalid_argument("there is no security with id " + std::to_string(id.value));
  }
  return static_cast<std::size_t>(found - inputs.securities.begin());
}

double traded_value(const Sources& sources, const Candidate& candidate, std::size_t security) {
  const double held = sources.books.position_values[security];
  return candidate.side == Side::sell ? std::min(candidate.value, held) : candidate.value;
}

CandidateTerms compile_candidate(const Sources& sources, const Candidate& candidate) {
  const std::size_t security = find_security(sources.inputs, candidate.security);
  const bool sells = candidate.side == Side::sell;
  const std::string what =
      (sells ? "the sale of " : "the purchase of ") + sources.inputs.securities[security].symbol;
  const double value = traded_value(sources, candidate, security);
  if (!(value > 0.0)) throw std::invalid_argument(what + " has no value");
  const double fee = trade_cost(value, sources.costs);
  const double share = (sells ? -value : value) / sources.books.total_value;
  const Coefficients one = coefficients_of(sources, security);

  CandidateTerms terms;
  terms.side = candidate.side;
  terms.security = static_cast<std::uint32_t>(security);
  terms.group = group_of(sources, security);
  terms.parts = {to_ticks(one.total_return * share, what), to_ticks(one.promise * share, what),
                 to_ticks(one.stability * share, what), to_ticks(one.quality * share, what), 0};
  terms.linear = terms.parts.sum();
  terms.dividend = to_ticks(one.dividend * share, what);
  if (terms.group != no_group) {
    terms.group_weight = to_ticks(worth_of_share(sources) * share, what);
  }
  terms.penalty = to_ticks(
      cost_penalty(fee, sources.books.total_value, sources.settings.cost_penalty_factor), what);
  const std::int64_t value_micros = to_micros(value, what);
  terms.fee = to_micros(fee, what);
  terms.cash = sells ? value_micros - terms.fee : -(value_micros + terms.fee);
  terms.priority = to_priority(candidate.priority, what);
  return terms;
}

void compile_candidates(const Sources& sources, std::span<const Candidate> candidates,
                        PlanContext& context) {
  for (const Candidate& candidate : candidates) {
    context.candidates.push_back(compile_candidate(sources, candidate));
  }
  context.sell_count = to_count(
      std::count_if(candidates.begin(), candidates.end(),
                    [](const Candidate& candidate) { return candidate.side == Side::sell; }),
      max_candidates_per_side + 1);
}

void check_books(const PlanInputs& inputs, const Books& books) {
  if (!std::isfinite(books.total_value) || books.total_value <= 0.0) {
    throw std::invalid_argument("the portfolio's total value is not positive");
  }
  if (books.position_values.size() != inputs.securities.size()) {
    throw std::invalid_argument("there is not one position value for each security");
  }
  for (const double value : books.position_values) {
    if (!std::isfinite(value) || value < 0.0) {
      throw std::invalid_argument("a position's value is negative or not a number");
    }
  }
}

}  // namespace

PlanContext compile_context(const PlanInputs& inputs, const Books& books, const Settings& settings,
                            std::span<const Candidate> candidates,
                            std::span<const SecurityId> required) {
  check_books(inputs, books);
  const ScoringWeights weights = weights_of(settings.risk_profile);
  const Sources sources{inputs,
                        books,
                        settings,
                        weights,
                        score_constants(weights),
                        portfolio_score_inputs(inputs, books.total_value),
                        trading_costs(settings)};
  PlanContext context;
  compile_base(sources, context);
  compile_geography(sources, context);
  compile_candidates(sources, candidates, context);
  context.cash = books.available_cash.micros();
  context.max_depth = to_count(settings.max_plan_depth, max_sequence_length);
  context.max_sells = to_count(settings.max_sells, max_sequence_length);
  context.max_buys = to_count(settings.max_buys, max_sequence_length);
  context.beam_width = to_count(settings.beam_width, 0xffff);
  for (const SecurityId id : required) {
    context.required_securities.push_back(static_cast<std::uint32_t>(find_security(inputs, id)));
  }
  auto& pins = context.required_securities;
  std::sort(pins.begin(), pins.end());
  pins.erase(std::unique(pins.begin(), pins.end()), pins.end());
  if (const auto failure = find_fault(context)) throw std::invalid_argument(describe(*failure));
  return context;
}

}  // namespace ballast::planner
