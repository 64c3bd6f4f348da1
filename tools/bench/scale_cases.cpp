#include "tools/bench/scale_cases.hpp"

#include <algorithm>
#include <utility>

#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/search.hpp"
#include "planner/evaluation/set_space.hpp"
#include "tools/bench/machine.hpp"
#include "tools/bench/problem.hpp"

namespace ballast::tools {

namespace {

constexpr std::uint32_t sets_kept = 10;

planner::PlanContext largest_context(const planner::Settings& settings) {
  constexpr std::uint32_t a_side = 30;
  constexpr std::int64_t most = 10;
  return make_problem(a_side, most, most, settings).context;
}

std::uint64_t middle_of(const planner::PlanContext& context) {
  return planner::space_size(context) / 2;
}

}  // namespace

std::vector<ScaleCase> heavy_cases() {
  planner::Settings on_random_paths;
  on_random_paths.price_scenarios = planner::PriceScenarios::monte_carlo;
  on_random_paths.monte_carlo_paths = 500;
  on_random_paths.horizon_days = 21;
  planner::Settings with_shifts;
  with_shifts.price_scenarios = planner::PriceScenarios::stochastic;
  with_shifts.stochastic_scenario_shifts = {};
  constexpr int most_shifts = 32;
  for (int i = 0; i < most_shifts; ++i) {
    with_shifts.stochastic_scenario_shifts.push_back(-0.31 + 0.02 * i);
  }
  return {{"monte carlo, 500 paths", largest_context(on_random_paths)},
          {"stochastic, 32 moves", largest_context(with_shifts)}};
}

CaseRun::CaseRun(const ScaleCase& chosen, std::string name)
    : context_(chosen.context),
      name_(std::move(name)),
      found_(planner::search_start(chosen.context, {})) {}

broker::RunSpec CaseRun::spec(std::uint64_t indices) {
  broker::RunSpec spec;
  spec.run = name_;
  spec.context = messages::encode(context_);
  spec.total_units = indices;
  spec.rules = actors::search_rules(context_, distinctness_, found_, sets_kept, left_);
  return spec;
}

std::string CaseRun::piece(std::uint64_t indices) const {
  messages::SearchTask task;
  task.keep = sets_kept;
  task.begin = middle_of(context_);
  task.end = std::min(task.begin + indices, planner::space_size(context_));
  return messages::encode(task);
}

double indices_per_second(const ScaleCase& chosen) {
  constexpr double long_enough = 0.2;
  const std::uint64_t middle = middle_of(chosen.context);
  for (std::uint64_t indices = 1000;; indices *= 4) {
    const double begun = processor_seconds();
    const auto found =
        planner::search_range(chosen.context, {middle, middle + indices}, {}, sets_kept);
    const double taken = processor_seconds() - begun;
    if (taken >= long_enough) return static_cast<double>(indices) / taken;
  }
}

}  // namespace ballast::tools
