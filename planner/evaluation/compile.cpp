#include "planner/evaluation/compile.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "planner/evaluation/compile_scenarios.hpp"
#include "planner/evaluation/quantise.hpp"
#include "planner/evaluation/term_sources.hpp"

namespace ballast::planner {
namespace {

std::uint16_t to_count(std::int64_t value, std::int64_t highest) {
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(value, 0, highest));
}

/// Returns a weight, which is a whole number of percent in every profile.
std::uint16_t to_percent(double weight) {
  return static_cast<std::uint16_t>(std::lround(weight * 100.0));
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

/// Positions and cash together are one total: what is dearer no plan can pay for, however dear it
/// is. So a lot worth many portfolios need not be told from one worth two.
constexpr double dearest_in_totals = 2.0;

double traded_value(const Books& books, const Candidate& candidate, std::size_t security) {
  if (candidate.side == Side::sell) {
    return std::min(candidate.value, books.position_values[security]);
  }
  if (candidate.category == Category::own_idea) return candidate.value;
  return std::min(candidate.value, dearest_in_totals * books.total_value);
}

CandidateTerms compile_candidate(const TermSources& sources, const Books& books,
                                 const Candidate& candidate) {
  const std::size_t security = find_security(sources.inputs, candidate.security);
  const bool sells = candidate.side == Side::sell;
  const std::string what =
      (sells ? "the sale of " : "the purchase of ") + sources.inputs.securities[security].symbol;
  const double value = traded_value(books, candidate, security);
  if (!(value > 0.0)) throw std::invalid_argument(what + " has no value");
  const double fee = trade_cost(value, sources.costs);
  const double share = (sells ? -value : value) / books.total_value;
  const Coefficients& one = sources.coefficients[security];

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
  terms.industries = industry_moves(sources, security, share, what);
  terms.penalty =
      to_ticks(cost_penalty(fee, books.total_value, sources.settings.cost_penalty_factor), what);
  const std::int64_t value_micros = to_micros(value, what);
  terms.fee = to_micros(fee, what);
  terms.cash = sells ? value_micros - terms.fee : -(value_micros + terms.fee);
  terms.priority = to_priority(candidate.priority, what);
  return terms;
}

void compile_candidates(const TermSources& sources, const Books& books,
                        std::span<const Candidate> candidates, PlanContext& context) {
  for (const Candidate& candidate : candidates) {
    context.candidates.push_back(compile_candidate(sources, books, candidate));
  }
  context.sell_count = to_count(
      std::count_if(candidates.begin(), candidates.end(),
                    [](const Candidate& candidate) { return candidate.side == Side::sell; }),
      max_candidates_per_side + 1);
}

template <class Value>
void sort_uniquely(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::uint16_t space_of(std::size_t count, std::size_t further) {
  if (further > count) throw std::invalid_argument("there are fewer candidates than further ones");
  return to_count(static_cast<std::int64_t>(count - further), max_candidates_per_side + 1);
}

void compile_rules(const PlanInputs& inputs, const SetRules& rules, PlanContext& context) {
  context.space_sells = space_of(context.sell_count, rules.further_sells);
  context.space_buys = space_of(context.candidates.size() - context.sell_count, rules.further_buys);
  for (const SecurityId id : rules.required) {
    context.required_securities.push_back(static_cast<std::uint32_t>(find_security(inputs, id)));
  }
  sort_uniquely(context.required_securities);
  for (const Conflict& pair : rules.conflicts) {
    context.conflicts.push_back(
        {std::min(pair.first, pair.second), std::max(pair.first, pair.second)});
  }
  sort_uniquely(context.conflicts);
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
                            std::span<const Candidate> candidates, const SetRules& rules,
                            std::uint64_t seed) {
  check_books(inputs, books);
  const TermSources sources = term_sources(inputs, settings);
  PlanContext context;
  compile_base(sources, books, context);
  compile_candidates(sources, books, candidates, context);
  context.cash = books.available_cash.micros();
  context.max_depth = to_count(settings.max_plan_depth, max_sequence_length);
  context.max_sells = to_count(settings.max_sells, max_sequence_length);
  context.max_buys = to_count(settings.max_buys, max_sequence_length);
  context.beam_width = to_count(settings.beam_width, 0xffff);
  if (settings.enable_multi_objective) {
    context.front_limit = to_count(settings.front_limit, max_front_limit);
  }
  context.diversification_percent = to_percent(sources.weights.diversification);
  context.stability_percent = to_percent(sources.weights.stability);
  compile_rules(inputs, rules, context);
  if (const ScenarioMode* mode = scenario_mode(settings.price_scenarios)) {
    context.scenarios = compile_scenarios(sources, books, *mode, seed, context);
  }
  if (const auto failure = find_fault(context)) throw std::invalid_argument(describe(*failure));
  return context;
}

}  // namespace ballast::planner
