// How the time of a plan grows: with the size of the universe, with candidates, with the depth of
// plans and with price paths.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "messages/codec.hpp"
#include "messages/planning.hpp"
#include "planner/bounding/exact_search.hpp"
#include "planner/opportunities/opportunities.hpp"
#include "planner/plan/planning.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/exact_cases.hpp"
#include "tools/bench/household.hpp"
#include "tools/bench/machine.hpp"
#include "tools/bench/problem.hpp"

namespace ballast::tools {

namespace {

struct GrowthPoint {
  double size = 0.0;
  double milliseconds = 0.0;
};

struct GrowthSeries {
  std::string name;
  std::string of;  // what grows
  std::vector<GrowthPoint> points;
};

/// Returns the milliseconds of processor time that one call takes: the least of several rounds,
/// each long enough to be told from nothing.
double milliseconds_of(const std::function<void()>& work) {
  constexpr int growth_rounds = 5;
  constexpr double long_enough = 0.02;
  double least = 0.0;
  for (int round = 0; round < growth_rounds; ++round) {
    int calls = 0;
    const double begun = processor_seconds();
    double taken = 0.0;
    while (taken < long_enough) {
      work();
      ++calls;
      taken = processor_seconds() - begun;
    }
    const double one = taken * 1e3 / calls;
    least = round == 0 ? one : std::min(least, one);
  }
  return least;
}

planner::PreparedPlan prepared_from(const planner::PlanRequest& request,
                                    const planner::PlanInputs& inputs,
                                    const planner::Opportunities& opportunities) {
  auto prepared = planner::prepare(request, inputs, opportunities);
  if (!prepared) throw std::runtime_error(planner::describe(prepared.error()));
  return std::move(*prepared);
}

std::vector<GrowthSeries> by_universe() {
  GrowthSeries frames{"inputs written and read", "securities", {}};
  GrowthSeries finding{"opportunities", "securities", {}};
  GrowthSeries preparing{"plan context", "securities", {}};
  GrowthSeries whole{"whole plan in one thread", "securities", {}};
  const planner::PlanRequest request;
  for (const std::uint32_t count : {50U, 100U, 200U, 500U, 1000U, 2000U, 5000U}) {
    const planner::PlanInputs inputs = make_household(count);
    const auto opportunities = planner::identify_opportunities(request, inputs);
    const auto add = [count](GrowthSeries& series, const std::function<void()>& work) {
      series.points.push_back({static_cast<double>(count), milliseconds_of(work)});
    };
    add(frames, [&] {
      const auto read = messages::decode<planner::PlanInputs>(messages::encode(inputs));
      if (!read) throw std::runtime_error(planner::describe(read.error()));
    });
    add(finding, [&] { (void)planner::identify_opportunities(request, inputs); });
    add(preparing, [&] { (void)prepared_from(request, inputs, opportunities); });
    add(whole, [&] {
      if (!planner::plan_here(request, inputs)) throw std::runtime_error("no plan");
    });
  }
  return {frames, finding, preparing, whole};
}

/// Of several made-up problems, the median.
double search_milliseconds(const CaseShape& shape) {
  constexpr std::uint64_t growth_cases = 15;
  constexpr std::size_t growth_kept = 10;
  std::vector<double> all;
  for (std::uint64_t seed = 1; seed <= growth_cases; ++seed) {
    const planner::PlanContext context = make_case(seed, shape);
    const double begun = processor_seconds();
    (void)planner::search_exactly(context, {}, growth_kept);
    all.push_back((processor_seconds() - begun) * 1e3);
  }
  std::nth_element(all.begin(), all.begin() + growth_cases / 2, all.end());
  return all[growth_cases / 2];
}

GrowthSeries by_candidates() {
  GrowthSeries series{"exact search, up to 6 and 6 trades", "candidates a side", {}};
  for (const std::uint32_t a_side : {6U, 8U, 10U, 12U, 15U, 20U, 25U, 30U}) {
    series.points.push_back({static_cast<double>(a_side), search_milliseconds({a_side, 6, 8})});
  }
  return series;
}

GrowthSeries by_depth() {
  GrowthSeries series{"exact search, 20 candidates a side", "trades in a plan", {}};
  for (std::uint16_t depth = 1; depth <= 10; ++depth) {
    series.points.push_back({static_cast<double>(depth), search_milliseconds({20, 10, depth})});
  }
  return series;
}

std::vector<GrowthSeries> by_paths() {
  GrowthSeries scoring{"1,000 sets scored", "price paths", {}};
  GrowthSeries searching{"exact search, default caps", "price paths", {}};
  constexpr std::uint64_t sets = 1000;
  for (const std::int64_t paths : {10, 20, 50, 100, 200, 500}) {
    planner::Settings settings;
    settings.price_scenarios = planner::PriceScenarios::monte_carlo;
    settings.monte_carlo_paths = paths;
    const Problem problem = make_problem(12, 4, 5, settings);
    const auto size = static_cast<double>(paths);
    scoring.points.push_back({size, milliseconds_of([&] {
                                (void)planner::search_range(problem.context, {0, sets}, {}, 10);
                              })});
    searching.points.push_back(
        {size, milliseconds_of([&] { (void)planner::search_exactly(problem.context, {}, 10); })});
  }
  return {scoring, searching};
}

/// Returns the exponent e of the law size^e that fits the larger half of the points best, by least
/// squares of logarithms.
double exponent_of(const std::vector<GrowthPoint>& points) {
  const std::size_t first = points.size() / 2;
  const auto count = static_cast<double>(points.size() - first);
  double x = 0.0;
  double y = 0.0;
  double xx = 0.0;
  double xy = 0.0;
  for (std::size_t i = first; i < points.size(); ++i) {
    const double log_size = std::log(points[i].size);
    const double log_time = std::log(points[i].milliseconds);
    x += log_size;
    y += log_time;
    xx += log_size * log_size;
    xy += log_size * log_time;
  }
  return (count * xy - x * y) / (count * xx - x * x);
}

void print_growth(const std::vector<GrowthSeries>& all) {
  std::printf("milliseconds of processor time; %s, %s, %s\n", cpu_name().c_str(),
              compiler_name().c_str(), build_options().c_str());
  for (const GrowthSeries& series : all) {
    std::printf("\n%s, by %s: grows with the power %.2f\n", series.name.c_str(), series.of.c_str(),
                exponent_of(series.points));
    for (const GrowthPoint& point : series.points) {
      std::printf("  %8.0f %12.4f\n", point.size, point.milliseconds);
    }
  }
}

void print_growth_json(const std::vector<GrowthSeries>& all) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const GrowthSeries& series : all) {
    nlohmann::ordered_json points = nlohmann::ordered_json::array();
    for (const GrowthPoint& point : series.points) {
      points.push_back({{"size", point.size}, {"ms", point.milliseconds}});
    }
    list.push_back({{"name", series.name},
                    {"of", series.of},
                    {"exponent", exponent_of(series.points)},
                    {"points", points}});
  }
  const nlohmann::ordered_json document{{"growth",
                                         {{"cpu", cpu_name()},
                                          {"compiler", compiler_name()},
                                          {"flags", build_options()},
                                          {"series", list}}}};
  std::printf("%s\n", document.dump(2).c_str());
}

}  // namespace

int bench_growth(BenchArguments arguments) {
  const bool json = only_json(arguments);
  std::vector<GrowthSeries> all = by_universe();
  all.push_back(by_candidates());
  all.push_back(by_depth());
  for (GrowthSeries& series : by_paths()) all.push_back(std::move(series));
  json ? print_growth_json(all) : print_growth(all);
  return 0;
}

}  // namespace ballast::tools
