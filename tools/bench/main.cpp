// `bench`: how fast Ballast is on this machine, one measurement at a time.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "tools/bench/benches.hpp"

namespace ballast::tools {
namespace {

struct Bench {
  std::string_view name;
  std::string_view measures;
  int (*run)(BenchArguments);
};

constexpr Bench benches[] = {
    {"kernel", "sets scored in a second, in each way that there is", bench_kernel},
    {"exact", "time and nodes of the exact search, by size of problem", bench_exact},
    {"scale", "what more evaluators are worth, as processes on real sockets", bench_scale},
    {"growth", "time by size of universe, candidates, depth and price paths", bench_growth},
    {"chart", "draws FILE, which `growth --json` wrote, as SVG", bench_chart},
    {"ledger", "time of the portfolio's answers with fifty thousand entries", bench_ledger},
    {"plan", "time of a whole plan through a cluster of processes, hop by hop", bench_plan},
    {"optimize", "time to choose weights of 50, 200 and 500 securities", bench_optimize},
    {"scores", "time to score 5,000 securities of ten years, beside a plain program", bench_scores},
};

int usage() {
  std::fprintf(stderr, "usage: bench NAME [--json] ...\n");
  for (const Bench& bench : benches) {
    std::fprintf(stderr, "  %-8s %s\n", bench.name.data(), bench.measures.data());
  }
  return 2;
}

}  // namespace

bool only_json(BenchArguments arguments) {
  for (const std::string_view word : arguments) {
    if (word == "--json") continue;
    throw std::invalid_argument{"unknown argument '" + std::string{word} +
                                "'; this measurement takes --json only"};
  }
  return !arguments.empty();
}

}  // namespace ballast::tools

int main(int argc, char** argv) {
  using namespace ballast::tools;
  const std::vector<std::string_view> words{argv + 1, argv + argc};
  if (words.empty()) return usage();
  for (const Bench& bench : benches) {
    if (bench.name != words.front()) continue;
    try {
      return bench.run(BenchArguments{words}.subspan(1));
    } catch (const std::invalid_argument& problem) {
      std::fprintf(stderr, "bench: %s\n", problem.what());
      return 2;
    } catch (const std::exception& problem) {
      std::fprintf(stderr, "bench: %s\n", problem.what());
      return 1;
    }
  }
  return usage();
}
