#include "planner/evaluation/term_sources.hpp"

#include <string>

#include "planner/evaluation/quantise.hpp"
#include "planner/scoring/symbol_scores.hpp"

namespace ballast::planner {
namespace {

Coefficients coefficients_of(const TermSources& sources, std::size_t security) {
  const SymbolScores scores =
      symbol_scores(sources.inputs.securities[security].metrics, horizons_of(sources.settings));
  const ScoringWeights& weights = sources.weights;
  Coefficients out{weights.total_return * scores.total_return, weights.promise * scores.promise,
                   weights.stability * scores.stability, 0.0, 0.0};
  const ScoreConstants& constants = sources.constants;
  if (!sources.portfolio.qualities.empty()) {
    const double known = sources.portfolio.qualities[security].value_or(0.0);
    out.quality = constants.quality_slope * (known != 0.0 ? known : constants.missing_quality);
  }
  if (!sources.portfolio.yields.empty()) {
    out.dividend = constants.dividend_slope * sources.portfolio.yields[security].value_or(0.0);
  }
  return out;
}

void compile_geography(const TermSources& sources, const Books& books, PlanContext& context) {
  const ScoreConstants& constants = sources.constants;
  const std::vector<double>& targets = sources.portfolio.targets;
  if (sources.portfolio.groups.empty() || targets.empty()) {
    context.geography_full = to_ticks(constants.geography_unknown, "geography");
    return;
  }
  std::vector<double> values(targets.size(), 0.0);
  for (std::size_t i = 0; i < books.position_values.size(); ++i) {
    const std::uint16_t group = group_of(sources, i);
    if (group != no_group) values[group] += books.position_values[i];
  }
  context.geography_full = to_ticks(constants.geography_full, "geography");
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const double deviation = values[i] / books.total_value - targets[i];
    context.base_groups.push_back(
        to_ticks(worth_of_share(sources) * deviation,
                 "the share of group " + sources.inputs.country_targets[i].group));
  }
}

bool industries_known(const TermSources& sources) {
  return !sources.portfolio.industries.empty() && !sources.portfolio.industry_targets.empty();
}

double worth_of_industry_share(const TermSources& sources) {
  return sources.constants.industry_per_deviation /
         static_cast<double>(sources.portfolio.industry_targets.size());
}

void compile_industries(const TermSources& sources, const Books& books, PlanContext& context) {
  if (!industries_known(sources)) {
    context.industry_full = to_ticks(sources.constants.industry_unknown, "industry");
    return;
  }
  const std::vector<double>& targets = sources.portfolio.industry_targets;
  std::vector<double> values(targets.size(), 0.0);
  for (std::size_t i = 0; i < books.position_values.size(); ++i) {
    for (const IndustryShare& one : sources.portfolio.industries[i]) {
      values[one.group] += books.position_values[i] * one.share;
    }
  }
  context.industry_full = to_ticks(sources.constants.industry_full, "industry");
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const double deviation = values[i] / books.total_value - targets[i];
    context.base_industries.push_back(
        to_ticks(worth_of_industry_share(sources) * deviation,
                 "the share of group " + sources.inputs.industry_targets[i].group));
  }
}

void compile_linear(const TermSources& sources, const Books& books, PlanContext& context) {
  const ScoreConstants& constants = sources.constants;
  Coefficients sum;
  sum.quality = sources.portfolio.qualities.empty() ? constants.unknown_quality : 0.0;
  sum.dividend =
      sources.portfolio.yields.empty() ? constants.unknown_yield : constants.dividend_base;
  for (std::size_t i = 0; i < books.position_values.size(); ++i) {
    const double share = books.position_values[i] / books.total_value;
    if (share <= 0.0) continue;
    const Coefficients& one = sources.coefficients[i];
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

}  // namespace

std::uint16_t group_of(const TermSources& sources, std::size_t security) {
  if (sources.portfolio.groups.empty() || sources.portfolio.targets.empty()) return no_group;
  const std::uint16_t group = sources.portfolio.groups[security];
  return group == outside_targets ? no_group : group;
}

double worth_of_share(const TermSources& sources) {
  return sources.constants.geography_per_deviation /
         static_cast<double>(sources.portfolio.targets.size());
}

std::vector<IndustryMove> industry_moves(const TermSources& sources, std::size_t security,
                                         double share, const std::string& what) {
  std::vector<IndustryMove> moves;
  if (!industries_known(sources)) return moves;
  for (const IndustryShare& one : sources.portfolio.industries[security]) {
    moves.push_back(
        {one.group, to_ticks(worth_of_industry_share(sources) * one.share * share, what)});
  }
  return moves;
}

TermSources term_sources(const PlanInputs& inputs, const Settings& settings) {
  const ScoringWeights weights = weights_of(settings.risk_profile);
  const PortfolioScoreInputs portfolio =
      portfolio_score_inputs(inputs, 0.0, settings.enable_industry_part);
  TermSources sources{
      inputs,
      settings,
      weights,
      settings.enable_industry_part
          ? industry_constants(weights, settings.opinion, !portfolio.qualities.empty(),
                               !portfolio.yields.empty())
          : score_constants(weights, settings.opinion),
      portfolio,
      trading_costs(settings),
      {}};
  for (std::size_t i = 0; i < inputs.securities.size(); ++i) {
    sources.coefficients.push_back(coefficients_of(sources, i));
  }
  return sources;
}

void compile_base(const TermSources& sources, const Books& books, PlanContext& context) {
  compile_linear(sources, books, context);
  compile_geography(sources, books, context);
  compile_industries(sources, books, context);
}

}  // namespace ballast::planner
