// What more evaluators are worth: the same work by one and by several, as processes on real
// sockets.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/bench/benches.hpp"
#include "tools/bench/machine.hpp"
#include "tools/bench/scale_cases.hpp"
#include "tools/bench/work_bench.hpp"

namespace ballast::tools {

namespace {

using Json = nlohmann::ordered_json;

constexpr int rounds = 3;
constexpr double seconds_of_run = 3.0;  // of one worker
constexpr std::uint64_t ns_per_batch = 25'000'000;
constexpr std::uint64_t ns_of_index = 100'000;
constexpr std::uint64_t times_slower = 10;
constexpr double ns_per_second = 1e9;

struct ScaleWish {
  bool json = false;
  std::uint64_t workers = 2;   // most that search
  std::uint64_t waiting = 16;  // most that wait
};

std::uint64_t number(std::string_view word, std::string_view text) {
  constexpr std::uint64_t most = 64;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value >= 1 && value <= most) {
    return value;
  }
  throw std::invalid_argument{std::string{word} + " takes a number from 1 to " +
                              std::to_string(most)};
}

ScaleWish read_wish_of(BenchArguments arguments) {
  ScaleWish wish;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string_view word = arguments[at];
    const std::string_view next = at + 1 < arguments.size() ? arguments[at + 1] : "";
    if (word == "--json") {
      wish.json = true;
    } else if (word == "--workers") {
      wish.workers = number(word, next);
      ++at;
    } else if (word == "--waiting") {
      wish.waiting = number(word, next);
      ++at;
    } else {
      throw std::invalid_argument{"unknown argument '" + std::string{word} +
                                  "'; allowed: --json, --workers N, --waiting N"};
    }
  }
  return wish;
}

/// One count of workers: the best of all rounds, and what all rounds cost together.
struct Measured {
  std::string work;
  std::uint64_t workers = 0;
  double seconds = 0.0;     // of the best round
  double busy = 0.0;        // part of that time in which workers had a batch open
  double efficiency = 0.0;  // against ideal; of searching: against one worker
  /// The same if nothing else ran on the machine: the busy part, less what the evaluation itself
  /// took longer than with one worker.
  std::optional<double> undisturbed;
  double batches = 0.0;            // in a second
  std::optional<double> overhead;  // processor time outside evaluation, as a part of evaluation
  std::uint64_t copied = 0;
};

double busy_part(const TimedRun& run, std::uint64_t workers) {
  return static_cast<double>(run.outcome.ledger.total.busy_ns) / ns_per_second / run.seconds /
         static_cast<double>(workers);
}

Measured measured(const std::string& work, std::uint64_t workers, const TimedRun& best) {
  Measured out;
  out.work = work;
  out.workers = workers;
  out.seconds = best.seconds;
  out.busy = busy_part(best, workers);
  out.batches = static_cast<double>(best.outcome.ledger.total.applied) / best.seconds;
  out.copied = best.outcome.ledger.copied;
  return out;
}

/// Every count of workers in each round, so that whatever else the machine does meets all alike.
std::vector<Measured> measure_search(const ScaleCase& chosen, std::uint64_t most_workers) {
  const auto indices = static_cast<std::uint64_t>(indices_per_second(chosen) * seconds_of_run) + 1;
  std::vector<Measured> all;
  std::vector<double> evaluating(most_workers, 0.0);
  std::vector<double> rest(most_workers, 0.0);
  std::vector<std::optional<TimedRun>> best(most_workers);
  std::optional<planner::SearchResult> answer;
  for (int round = 0; round < rounds; ++round) {
    for (std::uint64_t workers = 1; workers <= most_workers; ++workers) {
      WorkBench bench{std::vector<std::uint64_t>(workers, 0)};
      CaseRun run{chosen, "run-" + std::to_string(round)};
      TimedRun timed = bench.run(run.spec(indices), run.piece(indices));
      rest[workers - 1] += timed.coordinating;
      for (const WorkCost& cost : bench.finish()) {
        evaluating[workers - 1] += cost.evaluating;
        rest[workers - 1] += cost.rest;
      }
      if (answer && answer->best != run.found().best) {
        throw std::runtime_error("the number of workers has changed the answer");
      }
      answer = run.found();
      auto& so_far = best[workers - 1];
      if (!so_far || timed.seconds < so_far->seconds) so_far = std::move(timed);
    }
  }
  for (std::uint64_t workers = 1; workers <= most_workers; ++workers) {
    Measured& one = all.emplace_back(measured(chosen.name, workers, *best[workers - 1]));
    one.efficiency = best[0]->seconds / one.seconds / static_cast<double>(workers);
    one.undisturbed = one.busy * std::min(1.0, evaluating[0] / evaluating[workers - 1]);
    one.overhead = rest[workers - 1] / evaluating[workers - 1];
  }
  return all;
}

/// `speeds` says how long each worker waits for an index.
Measured measure_waiting(const std::string& work, const ScaleCase& any,
                         const std::vector<std::uint64_t>& ns, std::uint64_t indices) {
  double rate = 0.0;
  for (const std::uint64_t one : ns) rate += ns_per_second / static_cast<double>(one);
  std::optional<TimedRun> best;
  for (int round = 0; round < rounds; ++round) {
    WorkBench bench{ns};
    CaseRun run{any, "run"};
    TimedRun timed = bench.run(run.spec(indices), run.piece(indices));
    if (!best || timed.seconds < best->seconds) best = std::move(timed);
  }
  Measured out = measured(work, ns.size(), *best);
  out.efficiency = static_cast<double>(indices) / rate / out.seconds;
  return out;
}

std::vector<Measured> measure_all(const ScaleWish& wish) {
  std::vector<Measured> all;
  const std::vector<ScaleCase> cases = heavy_cases();
  for (const ScaleCase& one : cases) {
    const auto some = measure_search(one, wish.workers);
    all.insert(all.end(), some.begin(), some.end());
  }
  constexpr std::uint64_t batches_each = 80;
  for (std::uint64_t workers = 1; workers <= wish.waiting; workers *= 2) {
    all.push_back(measure_waiting("waiting 25 ms a batch", cases.back(),
                                  std::vector<std::uint64_t>(workers, ns_per_batch),
                                  batches_each * workers));
  }
  constexpr std::uint64_t indices_each = 20'000;
  for (std::uint64_t workers = 1; workers <= wish.waiting; workers *= 2) {
    all.push_back(measure_waiting("waiting 0.1 ms an index", cases.back(),
                                  std::vector<std::uint64_t>(workers, ns_of_index),
                                  indices_each * workers));
  }
  for (std::uint64_t workers = 2; workers <= wish.waiting; workers *= 2) {
    std::vector<std::uint64_t> ns(workers, ns_of_index);
    ns.back() *= times_slower;
    all.push_back(
        measure_waiting("one ten times slower", cases.back(), ns, indices_each * (workers - 1)));
  }
  return all;
}

void print_rows(const std::vector<Measured>& all) {
  std::printf("%s, %s, %s\nbest of %d rounds\n\n%-24s %7s %8s %10s %11s %6s %9s %9s %6s\n",
              cpu_name().c_str(), compiler_name().c_str(), build_options().c_str(), rounds, "",
              "workers", "seconds", "efficiency", "undisturbed", "busy", "batches/s", "overhead",
              "copies");
  for (const Measured& one : all) {
    std::printf("%-24s %7d %8.3f %10.3f %11s %6.3f %9.1f %9s %6d\n", one.work.c_str(),
                static_cast<int>(one.workers), one.seconds, one.efficiency,
                one.undisturbed ? fmt::format("{:.3f}", *one.undisturbed).c_str() : "", one.busy,
                one.batches,
                one.overhead ? fmt::format("{:.2f} %", *one.overhead * 100).c_str() : "",
                static_cast<int>(one.copied));
  }
}

void print_document(const std::vector<Measured>& all) {
  Json rows = Json::array();
  for (const Measured& one : all) {
    Json row{{"work", one.work},       {"workers", one.workers},
             {"seconds", one.seconds}, {"efficiency", one.efficiency},
             {"busy", one.busy},       {"batches_per_second", one.batches},
             {"copied", one.copied}};
    if (one.undisturbed) row["undisturbed"] = *one.undisturbed;
    if (one.overhead) row["overhead"] = *one.overhead;
    rows.push_back(std::move(row));
  }
  const Json document{{"scale",
                       {{"cpu", cpu_name()},
                        {"compiler", compiler_name()},
                        {"flags", build_options()},
                        {"rounds", rounds},
                        {"rows", rows}}}};
  std::printf("%s\n", document.dump(2).c_str());
}

}  // namespace

int bench_scale(BenchArguments arguments) {
  if (!arguments.empty() && arguments.front() == worker_word) {
    return work_as_process(arguments.subspan(1));
  }
  const ScaleWish wish = read_wish_of(arguments);
  const std::vector<Measured> all = measure_all(wish);
  wish.json ? print_document(all) : print_rows(all);
  return 0;
}

}  // namespace ballast::tools
