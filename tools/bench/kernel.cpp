// How many sets a core scores exactly in a second, in each way that there is, beside a plain
// program that copies the portfolio for each trade. Sets that cash cannot pay for are looked at,
// but count in no rate. The ratios, not the speeds, are worth comparing between machines.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "planner/evaluation/evaluate.hpp"
#include "planner/evaluation/scenario_prefix.hpp"
#include "planner/evaluation/search.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/machine.hpp"
#include "tools/bench/problem.hpp"

namespace ballast::tools {
namespace {

using planner::KernelWidth;
using Set = std::vector<planner::CandidateIndex>;

constexpr std::size_t best_kept = 10;
constexpr std::size_t sample = 2'000;
constexpr std::size_t most_written_out = 50'000;
constexpr std::uint64_t range_size = 2'000'000;
constexpr std::uint16_t paths = 500;

struct Rate {
  std::string name;
  double per_second = 0.0;
  double baseline = 0.0;  // that of the program that copies, for sets of that size
};

/// Returns how much of what `work` says it has done is done in a second: the best of three rounds.
double rate_of(const std::function<std::uint64_t()>& work) {
  constexpr double round_seconds = 0.25;
  double best = 0.0;
  for (int round = 0; round < 3; ++round) {
    std::uint64_t done = 0;
    const double start = processor_seconds();
    double seconds = 0.0;
    while (seconds < round_seconds) {
      done += work();
      seconds = processor_seconds() - start;
    }
    best = std::max(best, static_cast<double>(done) / seconds);
  }
  return best;
}

/// Returns about so many sets of the space, evenly spread, all of which cash can pay for.
std::vector<Set> spread_sets(const planner::PlanContext& context, std::size_t most = sample) {
  const planner::SetSpace space{context};
  std::vector<Set> sets;
  const std::uint64_t step = std::max<std::uint64_t>(1, space.size() / most);
  for (std::uint64_t i = 0; i < space.size(); i += step) {
    Set set = space.set_at(i);
    if (feasible(context, set) && !clashes(context, set)) sets.push_back(std::move(set));
  }
  return sets;
}

/// Returns whether the plain program and the integers say the same of all these sets.
bool agree(const Problem& problem, const std::vector<Set>& sets) {
  for (const Set& set : sets) {
    const double exact = planner::score(problem.context, set).value();
    if (!(std::fabs(copying_score(problem, set) - exact) < 1e-9)) return false;
  }
  return true;
}

double rate_of_copying(const Problem& problem, const std::vector<Set>& sets) {
  volatile double sink = 0.0;
  return rate_of([&] {
    for (const Set& set : sets) sink = sink + copying_score(problem, set);
    return sets.size();
  });
}

double rate_of_sequences(const planner::PlanContext& context, const planner::SequenceList& list,
                         KernelWidth width) {
  return rate_of(
      [&] { return planner::search_sequences(context, list, {}, best_kept, width).evaluated; });
}

/// Returns sets written out in no order that could help.
planner::SequenceList written_out(const planner::PlanContext& context) {
  std::vector<Set> sets = spread_sets(context, most_written_out);
  std::shuffle(sets.begin(), sets.end(), std::mt19937_64{1});
  return sets;
}

double rate_of_range(const Problem& problem, planner::IndexRange range, KernelWidth width) {
  return rate_of([&] {
    planner::RangeSearch search{problem.context, range, {}, best_kept, width};
    search.advance(range.end - range.begin);
    return search.result().evaluated;
  });
}

/// Sets in the order of the space, each scored on all paths, tenth percentile and all.
double rate_of_paths(const Problem& problem, KernelWidth width) {
  const planner::SetSpace space{problem.context};
  std::vector<Set> sets;
  for (std::uint64_t i = space.size() / 2; i < space.size() / 2 + sample; ++i) {
    Set set = space.set_at(i);
    const bool counts = feasible(problem.context, set) && !clashes(problem.context, set);
    if (counts) sets.push_back(std::move(set));
  }
  planner::ScenarioPrefix prefix{problem.context, planner::TradesWanted::of_space, width};
  volatile std::int64_t sink = 0;
  return rate_of([&] {
    for (const Set& set : sets) sink = prefix.score_set(set, 0);
    return sets.size() * paths;
  });
}

std::vector<std::pair<std::string, KernelWidth>> widths() {
  std::vector<std::pair<std::string, KernelWidth>> all{{"one_by_one", KernelWidth::none},
                                                       {"portable", KernelWidth::bits_128}};
  const KernelWidth widest = planner::widest_kernel();
  if (widest == KernelWidth::bits_256) all.emplace_back("vectors_256", widest);
  if (widest == KernelWidth::bits_512) all.emplace_back("vectors_512", widest);
  return all;
}

Problem on_paths() {
  planner::Settings settings;
  settings.price_scenarios = planner::PriceScenarios::monte_carlo;
  settings.monte_carlo_paths = paths;
  settings.horizon_days = 21;
  return make_problem(12, 4, 5, settings);
}

/// Returns all rates, that of the plain program first; nothing if it and the integers disagree.
std::vector<Rate> measure_rates() {
  const Problem small = make_problem(12, 4, 5);
  const Problem large = make_problem(20, 6, 8);
  const Problem long_sets = make_problem(12, 5, 10);
  const Problem scenarios = on_paths();
  const std::vector<Set> sets = spread_sets(small.context);
  const std::vector<Set> longer = spread_sets(long_sets.context);
  if (!agree(small, sets) || !agree(long_sets, longer)) return {};
  const std::uint64_t size = planner::space_size(small.context);
  const std::uint64_t middle = planner::space_size(large.context) / 2;
  const double copying = rate_of_copying(small, sets);
  const double copying_longer = rate_of_copying(long_sets, longer);
  std::vector<Rate> rates{{"copying_up_to_5", copying, copying},
                          {"copying_up_to_10", copying_longer, copying_longer}};
  const planner::SequenceList up_to_5 = written_out(small.context);
  const planner::SequenceList up_to_10 = written_out(long_sets.context);
  for (const auto& [name, width] : widths()) {
    rates.push_back(
        {"sequences_up_to_5_" + name, rate_of_sequences(small.context, up_to_5, width), copying});
    rates.push_back({"sequences_up_to_10_" + name,
                     rate_of_sequences(long_sets.context, up_to_10, width), copying_longer});
    rates.push_back({"range_12_a_side_" + name, rate_of_range(small, {0, size}, width), copying});
    rates.push_back({"range_20_a_side_" + name,
                     rate_of_range(large, {middle, middle + range_size}, width), copying});
    rates.push_back({"monte_carlo_paths_" + name, rate_of_paths(scenarios, width), copying});
  }
  return rates;
}

void print_table(const std::vector<Rate>& rates) {
  std::printf("%s, %s, %s\n\n%-34s %14s %10s\n", cpu_name().c_str(), compiler_name().c_str(),
              build_options().c_str(), "", "millions/s", "times");
  for (const Rate& rate : rates) {
    std::printf("%-34s %14.3f %10.1f\n", rate.name.c_str(), rate.per_second / 1e6,
                rate.per_second / rate.baseline);
  }
}

void print_json(const std::vector<Rate>& rates) {
  std::printf("{\"kernel\": {\n  \"cpu\": \"%s\",\n  \"compiler\": \"%s\",\n  \"flags\": \"%s\"",
              cpu_name().c_str(), compiler_name().c_str(), build_options().c_str());
  for (const Rate& rate : rates) {
    std::printf(",\n  \"%s_per_second\": %.0f,\n  \"%s_times_copying\": %.2f", rate.name.c_str(),
                rate.per_second, rate.name.c_str(), rate.per_second / rate.baseline);
  }
  std::printf("\n}}\n");
}

}  // namespace

int bench_kernel(BenchArguments arguments) {
  const bool json = only_json(arguments);
  const auto rates = measure_rates();
  if (rates.empty()) {
    std::fprintf(stderr, "the plain program and the integers disagree\n");
    return 1;
  }
  json ? print_json(rates) : print_table(rates);
  return 0;
}

}  // namespace ballast::tools
