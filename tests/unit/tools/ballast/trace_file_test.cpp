#include "tools/ballast/trace_file.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/random_cases.hpp"

namespace ballast::tools {
namespace {

using Json = nlohmann::ordered_json;
using messages::LeaseFate;
using messages::PlanTrace;

PlanTrace small_trace() {
  PlanTrace trace;
  trace.plan_id = "p";
  trace.coordinator = "coordinator-1@home";
  trace.elapsed_ns = 10'000;
  trace.stages = {{"gathering", 0, 2000}, {"searching", 2000, 10'000}};
  trace.requests = {{"universe", "GetUniverse", "id-1", "universe-1@home", 100, 900},
                    {"trading", "GetTradeHistory", "id-2", "", 100, 0}};
  trace.runs = {"p/0"};
  trace.workers = {"evaluator-1@home", "evaluator-2@home"};
  trace.leases = {{0, 0, 1, 0, 2100, 4000, 1500, LeaseFate::applied},
                  {0, 1, 1, 0, 2200, 6000, 1900, LeaseFate::applied},
                  {0, 2, 1, 1, 2300, 0, 0, LeaseFate::unanswered},
                  {0, 2, 2, 0, 5000, 9000, 2500, LeaseFate::applied}};
  return trace;
}

std::vector<Json> slices_of(const Json& file) {
  std::vector<Json> slices;
  for (const Json& event : file.at("traceEvents")) {
    if (event.at("ph") == "X") slices.push_back(event);
  }
  return slices;
}

/// Of each track, that every two slices lie apart or one inside the other.
void expect_nested(const std::vector<Json>& slices) {
  using Track = std::pair<int, int>;
  std::map<Track, std::vector<std::pair<double, double>>> tracks;
  for (const Json& slice : slices) {
    const double begin = slice.at("ts").get<double>();
    tracks[{slice.at("pid").get<int>(), slice.at("tid").get<int>()}].emplace_back(
        begin, begin + slice.at("dur").get<double>());
  }
  constexpr double rounding = 1e-6;
  for (const auto& [track, spans] : tracks) {
    for (const auto& [a, b] : spans) {
      for (const auto& [c, d] : spans) {
        const bool overlap_in_part = a + rounding < c && c + rounding < b && b + rounding < d;
        EXPECT_FALSE(overlap_in_part) << a << " " << b << " and " << c << " " << d;
      }
    }
  }
}

const Json* find_slice(const std::vector<Json>& slices, const std::string& name, int attempt) {
  for (const Json& slice : slices) {
    if (slice.at("name") == name && slice.at("args").value("attempt", 0) == attempt) return &slice;
  }
  return nullptr;
}

TEST(TraceFile, NamesATrackForEveryActor) {
  std::map<int, std::string> names;
  const Json file = trace_events(small_trace());
  for (const Json& event : file.at("traceEvents")) {
    if (event.at("name") != "process_name") continue;
    names[event.at("pid")] = event.at("args").at("name");
  }
  std::set<std::string> actors;
  for (const auto& [process, name] : names) actors.insert(name);
  EXPECT_EQ(actors, (std::set<std::string>{"coordinator-1@home", "universe-1@home", "trading",
                                           "evaluator-1@home", "evaluator-2@home"}));
  EXPECT_EQ(names.size(), actors.size());
}

TEST(TraceFile, ABatchIsAsLongAsItsWorkerWasBusyAndNeverBeforeTheOneAhead) {
  const auto slices = slices_of(trace_events(small_trace()));
  const Json* first = find_slice(slices, "batch 0", 1);
  const Json* second = find_slice(slices, "batch 1", 1);
  ASSERT_TRUE(first != nullptr && second != nullptr);
  EXPECT_DOUBLE_EQ(first->at("ts").get<double>(), 2.5);
  EXPECT_DOUBLE_EQ(first->at("dur").get<double>(), 1.5);
  EXPECT_DOUBLE_EQ(second->at("ts").get<double>(), 4.1);
  EXPECT_DOUBLE_EQ(second->at("dur").get<double>(), 1.9);
  EXPECT_EQ(second->at("args").at("fate"), "applied");
  const Json* lost = find_slice(slices, "batch 2", 1);
  ASSERT_NE(lost, nullptr);
  EXPECT_EQ(lost->at("tid"), 2);
  expect_nested(slices);
}

TEST(TraceFile, ArrowsBeginAndEndInsideASlice) {
  const Json file = trace_events(small_trace());
  const auto slices = slices_of(file);
  std::map<int, std::string> phases;
  for (const Json& event : file.at("traceEvents")) {
    const std::string phase = event.at("ph");
    if (phase != "s" && phase != "t" && phase != "f") continue;
    phases[event.at("id")] += phase;
    const double at = event.at("ts");
    const bool inside = std::any_of(slices.begin(), slices.end(), [&](const Json& slice) {
      const double begin = slice.at("ts");
      return slice.at("pid") == event.at("pid") && slice.at("tid") == event.at("tid") &&
             begin <= at + 1e-6 && at <= begin + slice.at("dur").get<double>() + 1e-6;
    });
    EXPECT_TRUE(inside) << event;
  }
  EXPECT_EQ(phases.size(), 6U);  // two requests, four leases
  for (const auto& [id, way] : phases) EXPECT_TRUE(way == "stf" || way == "sf") << way;
}

/// Leases as an unreliable cluster makes them: late, lost, copied, on clocks that say anything.
PlanTrace random_trace(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t limit) {
    return std::uniform_int_distribution<std::uint64_t>(0, limit - 1)(random);
  };
  PlanTrace trace = small_trace();
  trace.elapsed_ns = 100'000;
  trace.stages.back().end_ns = trace.elapsed_ns;
  trace.leases.clear();
  const std::uint64_t count = below(60);
  for (std::uint64_t batch = 0; batch < count; ++batch) {
    const std::uint64_t leased = below(trace.elapsed_ns);
    const bool answered = below(4) > 0;
    trace.leases.push_back({0, batch, 1, static_cast<std::uint32_t>(below(2)), leased,
                            answered ? leased + below(trace.elapsed_ns - leased) : 0,
                            below(2 * trace.elapsed_ns),
                            answered ? LeaseFate::applied : LeaseFate::unanswered});
  }
  return trace;
}

TEST(TraceFile, SlicesNestAndEveryLeaseIsOneOfThemWhateverHappened) {
  const std::uint64_t seed = 20'260'331;
  std::mt19937_64 random(seed);
  for (std::uint64_t number = 0; number < random_cases(200); ++number) {
    SCOPED_TRACE("seed " + std::to_string(seed) + ", case " + std::to_string(number));
    const PlanTrace trace = random_trace(random);
    const auto slices = slices_of(trace_events(trace));
    expect_nested(slices);
    const auto batches = std::count_if(slices.begin(), slices.end(),
                                       [](const Json& one) { return one.at("cat") == "batch"; });
    EXPECT_EQ(static_cast<std::size_t>(batches), trace.leases.size());
    for (const Json& slice : slices) {
      EXPECT_GE(slice.at("dur").get<double>(), 0.0);
      EXPECT_LE(slice.at("ts").get<double>() + slice.at("dur").get<double>(), 100.0 + 1e-6);
    }
  }
}

}  // namespace
}  // namespace ballast::tools
