// How much less work the exact search is than the enumeration of the whole space: time, nodes and
// sets over a hundred made-up problems of each size. Where a space is small enough it is enumerated
// too, and the two must agree.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "planner/bounding/exact_search.hpp"
#include "planner/evaluation/search.hpp"
#include "tools/bench/benches.hpp"
#include "tools/bench/exact_cases.hpp"
#include "tools/bench/machine.hpp"

namespace ballast::tools {
namespace {

constexpr std::size_t kept = 10;
/// Larger spaces take too long to enumerate here.
constexpr std::uint64_t most_enumerated = 1'000'000;

struct Size {
  const char* name;
  CaseShape shape;
  std::uint64_t cases;
};

const std::vector<Size> sizes{
    {"12 a side, 4 and 4, depth 5", {12, 4, 5, false, false}, 100},
    {"12 a side, 500 paths of a day", {12, 4, 5, false, false, 1}, 40},
    {"12 a side, 500 paths of 21 days", {12, 4, 5, false, false, 21}, 40},
    {"20 a side, 6 and 6, depth 8", {20, 6, 8, false, false}, 100},
    {"20 a side, 500 paths of a day", {20, 6, 8, false, false, 1}, 40},
    {"30 a side, 10 and 10, depth 10", {30, 10, 10, false, false}, 100},
    {"30 a side, no metrics", {30, 10, 10, true, false}, 20},
    {"30 a side, identical purchases", {30, 10, 10, false, true}, 20},
};

struct Figures {
  std::vector<double> milliseconds;
  std::vector<double> nodes;
  std::vector<double> scored;
  double sets = 0.0;                // in the space of one case
  double enumerated_seconds = 0.0;  // of all cases that were enumerated
  double exact_seconds = 0.0;       // of the same cases
};

std::vector<planner::RankedSequence> enumerate(const planner::PlanContext& context) {
  planner::SearchResult result = planner::search_start(context, {});
  const std::uint64_t size = planner::space_size(context);
  planner::merge(result, planner::search_range(context, {0, size}, {}, kept), kept);
  return result.best;
}

double at(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(
      std::lround(part * static_cast<double>(values.size() - 1)))];
}

bool measure(const Size& size, Figures& figures) {
  for (std::uint64_t seed = 1; seed <= size.cases; ++seed) {
    const planner::PlanContext context = make_case(seed, size.shape);
    figures.sets = static_cast<double>(planner::sets_in_space(context));
    const double start = processor_seconds();
    const planner::ExactResult found = planner::search_exactly(context, {}, kept);
    const double seconds = processor_seconds() - start;
    figures.milliseconds.push_back(seconds * 1e3);
    figures.nodes.push_back(static_cast<double>(found.nodes));
    figures.scored.push_back(static_cast<double>(found.scored));
    if (planner::space_size(context) > most_enumerated) continue;
    const double again = processor_seconds();
    const auto expected = enumerate(context);
    figures.enumerated_seconds += processor_seconds() - again;
    figures.exact_seconds += seconds;
    if (found.best == expected) continue;
    std::fprintf(stderr, "%s, case %d: the two searches disagree\n", size.name,
                 static_cast<int>(seed));
    return false;
  }
  return true;
}

void print_row(const Size& size, const Figures& figures) {
  std::printf("%-32s %10.3g %8.3f %8.3f %8.3f %9.0f %9.0f %9.2e %8.0f", size.name, figures.sets,
              at(figures.milliseconds, 0.5), at(figures.milliseconds, 0.9),
              at(figures.milliseconds, 1.0), at(figures.nodes, 0.5), at(figures.nodes, 0.9),
              at(figures.nodes, 0.9) / figures.sets, at(figures.scored, 0.9));
  if (figures.exact_seconds > 0.0) {
    std::printf(" %8.1f", figures.enumerated_seconds / figures.exact_seconds);
  }
  std::printf("\n");
}

void print_object(const Size& size, const Figures& figures, bool last) {
  double seconds = 0.0;
  double nodes = 0.0;
  for (const double one : figures.milliseconds) seconds += one / 1e3;
  for (const double one : figures.nodes) nodes += one;
  std::printf("  {\"name\": \"%s\", \"cases\": %d, \"sets\": %.0f,\n", size.name,
              static_cast<int>(size.cases), figures.sets);
  std::printf("   \"ms_median\": %.4f, \"ms_p90\": %.4f, \"ms_worst\": %.4f,\n",
              at(figures.milliseconds, 0.5), at(figures.milliseconds, 0.9),
              at(figures.milliseconds, 1.0));
  std::printf("   \"nodes_median\": %.0f, \"nodes_p90\": %.0f, \"scored_p90\": %.0f,\n",
              at(figures.nodes, 0.5), at(figures.nodes, 0.9), at(figures.scored, 0.9));
  if (figures.exact_seconds > 0.0) {
    std::printf("   \"times_enumeration\": %.2f,\n",
                figures.enumerated_seconds / figures.exact_seconds);
  }
  std::printf("   \"searches_per_second\": %.1f, \"nodes_per_second\": %.0f}%s\n",
              static_cast<double>(size.cases) / seconds, nodes / seconds, last ? "" : ",");
}

void print_heading() {
  std::printf(
      "%s, %s, %s\n"
      "milliseconds of processor time, nodes and scored sets of a search; nodes as a part "
      "of all sets; times as fast as the enumeration\n",
      cpu_name().c_str(), compiler_name().c_str(), build_options().c_str());
  std::printf("%-32s %10s %8s %8s %8s %9s %9s %9s %8s %8s\n", "", "sets", "median", "p90", "worst",
              "nodes", "p90", "part", "scored", "times");
}

}  // namespace

int bench_exact(BenchArguments arguments) {
  const bool json = only_json(arguments);
  json ? static_cast<void>(std::printf("{\"exact\": [\n")) : print_heading();
  for (const Size& size : sizes) {
    Figures figures;
    if (!measure(size, figures)) return 1;
    json ? print_object(size, figures, &size == &sizes.back()) : print_row(size, figures);
    std::fflush(stdout);
  }
  if (json) std::printf("]}\n");
  return 0;
}

}  // namespace ballast::tools
