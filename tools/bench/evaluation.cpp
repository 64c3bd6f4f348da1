// How much faster the search evaluates sets than the plain simulation does, in one run on one core.
// The last lines give the ratios; those, not the speeds, are worth comparing between machines.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <string>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/search.hpp"
#include "tools/bench/problem.hpp"

namespace ballast::tools {
namespace {

const Problem& usual() {
  static const Problem problem = make_problem(12, 4, 5);
  return problem;
}

const Problem& large() {
  static const Problem problem = make_problem(20, 6, 8);
  return problem;
}

Problem on_price_paths(planner::PriceScenarios mode, std::int64_t horizon_days) {
  planner::Settings settings;
  settings.price_scenarios = mode;
  settings.monte_carlo_paths = 500;
  settings.horizon_days = horizon_days;
  return make_problem(12, 4, 5, settings);
}

constexpr std::size_t keep = 10;
constexpr std::uint64_t slice = 2'000'000;

void count_sets(benchmark::State& state, std::uint64_t each) {
  state.counters["sets"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * static_cast<double>(each),
                         benchmark::Counter::kIsRate);
}

std::vector<std::vector<planner::CandidateIndex>> some_sets(const Problem& problem) {
  const planner::SetSpace space{problem.context};
  std::vector<std::vector<planner::CandidateIndex>> sets;
  for (std::uint64_t i = 0; i < space.size(); i += 53) sets.push_back(space.set_at(i));
  return sets;
}

void plain(benchmark::State& state) {
  const auto sets = some_sets(usual());
  for ([[maybe_unused]] auto _ : state) {
    for (const auto& set : sets) benchmark::DoNotOptimize(plain_score(usual(), set));
  }
  count_sets(state, sets.size());
}

void written_out(benchmark::State& state) {
  const auto sets = some_sets(usual());
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(planner::search_sequences(usual().context, sets, {}, keep));
  }
  count_sets(state, sets.size());
}

void whole_range(benchmark::State& state) {
  const planner::PlanContext& context = usual().context;
  const std::uint64_t size = planner::space_size(context);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(planner::search_range(context, {0, size}, {}, keep));
  }
  count_sets(state, size);
}

void slice_of_large_range(benchmark::State& state) {
  const planner::PlanContext& context = large().context;
  const std::uint64_t middle = planner::space_size(context) / 2;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(planner::search_range(context, {middle, middle + slice}, {}, keep));
  }
  count_sets(state, slice);
}

void distinct_range(benchmark::State& state) {
  const planner::PlanContext& context = usual().context;
  const std::uint64_t size = planner::space_size(context);
  const auto best = planner::search_range(context, {0, size}, {}, 1).best;
  const planner::Distinctness distinctness{{best.front().candidates}};
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(planner::search_range(context, {0, size}, distinctness, 1));
  }
  count_sets(state, size);
}

void whole_range_of(benchmark::State& state, const Problem& problem) {
  const std::uint64_t size = planner::space_size(problem.context);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(planner::search_range(problem.context, {0, size}, {}, keep));
  }
  count_sets(state, size);
}

void on_five_shifts(benchmark::State& state) {
  whole_range_of(state, on_price_paths(planner::PriceScenarios::stochastic, 1));
}
void on_500_paths_of_a_day(benchmark::State& state) {
  whole_range_of(state, on_price_paths(planner::PriceScenarios::monte_carlo, 1));
}
void on_500_paths_of_a_month(benchmark::State& state) {
  whole_range_of(state, on_price_paths(planner::PriceScenarios::monte_carlo, 21));
}
void on_500_paths_of_a_year(benchmark::State& state) {
  whole_range_of(state, on_price_paths(planner::PriceScenarios::monte_carlo, 252));
}

BENCHMARK(plain);
BENCHMARK(written_out);
BENCHMARK(whole_range);
BENCHMARK(distinct_range);
BENCHMARK(slice_of_large_range);
BENCHMARK(on_five_shifts);
BENCHMARK(on_500_paths_of_a_day);
BENCHMARK(on_500_paths_of_a_month);
BENCHMARK(on_500_paths_of_a_year);

/// Prints as usual and remembers the speeds.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto sets = run.counters.find("sets");
      if (sets != run.counters.end()) speeds_[run.benchmark_name()] = sets->second.value;
    }
  }

  void print_ratios() const {
    const auto base = speeds_.find("plain");
    if (base == speeds_.end()) return;
    for (const auto& [name, speed] : speeds_) {
      std::printf("%-24s %8.1f times plain\n", name.c_str(), speed / base->second);
    }
  }

 private:
  std::map<std::string, double> speeds_;
};

}  // namespace
}  // namespace ballast::tools

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  ballast::tools::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratios();
  return 0;
}
