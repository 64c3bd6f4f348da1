#include "planner/evaluation/compile_scenarios.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "planner/evaluation/quantise.hpp"
#include "planner/numeric/scaling.hpp"

namespace ballast::planner {
namespace {

/// The securities whose price matters to the plan, and what modes may know of them.
struct Movers {
  std::vector<std::size_t> securities;  // rising indices
  std::vector<PriceRisk> risks;
  std::vector<std::size_t> of_candidates;  // index into the lists above
};

bool may_be_bought(const Security& security) {
  return security.active && security.allow_buy && security.quote.has_value();
}

/// Returns each security's place among the sorted symbols of those that may move.
std::vector<std::uint64_t> places_of(const PlanInputs& inputs, const std::vector<bool>& needed) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < inputs.securities.size(); ++i) {
    if (needed[i] || may_be_bought(inputs.securities[i])) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return inputs.securities[a].symbol < inputs.securities[b].symbol;
  });
  std::vector<std::uint64_t> places(inputs.securities.size(), 0);
  for (std::size_t place = 0; place < order.size(); ++place) places[order[place]] = place;
  return places;
}

Movers movers_of(const PlanInputs& inputs, const Books& books, const PlanContext& context) {
  std::vector<bool> needed(inputs.securities.size(), false);
  for (std::size_t i = 0; i < needed.size(); ++i) needed[i] = books.position_values[i] > 0.0;
  for (const CandidateTerms& terms : context.candidates) needed[terms.security] = true;
  const std::vector<std::uint64_t> places = places_of(inputs, needed);
  Movers movers;
  std::vector<std::size_t> numbers(needed.size(), 0);
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (!needed[i]) continue;
    numbers[i] = movers.securities.size();
    movers.securities.push_back(i);
    movers.risks.push_back({inputs.securities[i].metrics.volatility_annual, places[i]});
  }
  for (const CandidateTerms& terms : context.candidates) {
    movers.of_candidates.push_back(numbers[terms.security]);
  }
  return movers;
}

Books moved_books(const Books& books, const Movers& movers,
                  const std::vector<double>& multipliers) {
  Books moved = books;
  for (std::size_t i = 0; i < movers.securities.size(); ++i) {
    const double value = books.position_values[movers.securities[i]];
    moved.position_values[movers.securities[i]] = value * multipliers[i];
    moved.total_value += value * multipliers[i] - value;
  }
  return moved;
}

std::int64_t to_ratio(double today, double on_path, std::size_t path) {
  if (!(on_path * static_cast<double>(max_scenario_factor) > today)) {
    throw std::invalid_argument("on price path " + std::to_string(path + 1) +
                                " next to nothing is left of the portfolio, so that plans cannot "
                                "be compared there: debts are too large for such a move");
  }
  return Score::nearest(today / on_path).ticks;
}

/// Puts the base of one path into its place in the columns.
void store_base(const PlanContext& base, std::size_t path, ScenarioTerms& terms) {
  terms.total_return[path] = base.base_parts.total_return;
  terms.promise[path] = base.base_parts.promise;
  terms.stability[path] = base.base_parts.stability;
  terms.quality[path] = base.base_parts.quality;
  terms.dividend[path] = base.base_dividend;
  for (std::size_t group = 0; group < base.base_groups.size(); ++group) {
    terms.groups[group * terms.paths + path] = base.base_groups[group];
  }
  for (std::size_t group = 0; group < base.base_industries.size(); ++group) {
    terms.industries[group * terms.paths + path] = base.base_industries[group];
  }
}

ScenarioTerms empty_terms(const TermSources& sources, const Books& books, const ScenarioMode& mode,
                          const PlanContext& context) {
  ScenarioTerms terms;
  const std::size_t paths = mode.path_count(sources.settings);
  terms.mode = mode.kind;
  terms.paths = static_cast<std::uint16_t>(paths);
  terms.fixed_fee = to_micros(sources.costs.fixed, "the fixed fee");
  terms.fixed_penalty = to_ticks(
      cost_penalty(sources.costs.fixed, books.total_value, sources.settings.cost_penalty_factor),
      "the fixed fee");
  for (auto* column : {&terms.total_return, &terms.promise, &terms.stability, &terms.quality,
                       &terms.dividend, &terms.ratios}) {
    column->resize(paths);
  }
  terms.groups.resize(paths * context.base_groups.size());
  terms.industries.resize(paths * context.base_industries.size());
  terms.multipliers.resize(paths * context.candidates.size());
  return terms;
}

}  // namespace

ScenarioTerms compile_scenarios(const TermSources& sources, const Books& books,
                                const ScenarioMode& mode, std::uint64_t seed,
                                const PlanContext& context) {
  const Movers movers = movers_of(sources.inputs, books, context);
  ScenarioTerms terms = empty_terms(sources, books, mode, context);
  for (std::size_t path = 0; path < terms.paths; ++path) {
    const auto multipliers = mode.multipliers(sources.settings, seed, path, movers.risks);
    const Books moved = moved_books(books, movers, multipliers);
    terms.ratios[path] = to_ratio(books.total_value, moved.total_value, path);
    PlanContext base;
    compile_base(sources, moved, base);
    store_base(base, path, terms);
    for (std::size_t i = 0; i < context.candidates.size(); ++i) {
      terms.multipliers[i * terms.paths + path] =
          Score::nearest(multipliers[movers.of_candidates[i]]).ticks;
    }
  }
  return terms;
}

}  // namespace ballast::planner
