// Goal: however the work lies, a worker that is killed, frozen or cut off is noticed in time, works
// again soon after it is back, and a slow one costs little. All of it on simulated time.
#include <algorithm>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "tests/simulation/simulated_cluster.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::broker::toy {
namespace {

using std::chrono::seconds;

constexpr Monotonic very_long = seconds{60};

Endpoint here() {
  return Endpoint::inproc("intake").value();
}
Endpoint on_another_board() {
  return Endpoint::parse("tcp://192.168.7.1:7402").value();
}

double ms_of(Monotonic duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// Two to four workers in the middle of a run.
class InTheMiddle {
 public:
  InTheMiddle(std::uint64_t seed, const Endpoint& intake) : random_(seed), cluster({}, intake) {
    const std::uint64_t workers = 2 + below(3);
    std::uint64_t speeds = 0;
    for (std::uint64_t at = 0; at < workers; ++at) {
      const std::uint64_t speed = 1 + below(20);
      speeds += speed;
      cluster.add("worker-" + std::to_string(at), static_cast<double>(speed));
    }
    tally = Tally(speeds * span_ms);
    Ventilator& ventilator = cluster.ventilator();
    EXPECT_TRUE(ventilator.open_run(run("run-1", tally)));
    EXPECT_TRUE(ventilator.offer("run-1", text(Range{0, tally.applied.size()})));
    EXPECT_TRUE(ventilator.seal("run-1"));
    victim = static_cast<std::size_t>(below(workers));
    const bool early = below(4) == 0;  // its pace is not known yet
    cluster.run_until([&] { return early ? holds_work() : cluster.at(victim).answered > 0; },
                      seconds{5});
    if (!early) go_on(std::chrono::microseconds{below(300'000)});
  }

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  void go_on(Monotonic duration) {
    cluster.run_until([] { return false; }, duration);
  }

  bool holds_work() {
    const auto crew = cluster.ventilator().crew();
    const std::string& name = cluster.at(victim).instance;
    const auto at = std::ranges::find(crew, name, &messages::WorkerReport::instance);
    return at != crew.end() && at->held > 0;
  }

  /// Whether nothing is expected of the victim any more: it is gone, silent, or lost a lease.
  bool noticed() {
    const auto crew = cluster.ventilator().crew();
    const std::string& name = cluster.at(victim).instance;
    const auto at = std::ranges::find(crew, name, &messages::WorkerReport::instance);
    return at == crew.end() || at->silent || expired() > expired_before;
  }
  std::uint64_t expired() {
    const auto ledger = cluster.ventilator().ledger("run-1");
    if (!ledger) return expired_before;
    const auto at = ledger->by_worker.find(cluster.at(victim).instance);
    return at == ledger->by_worker.end() ? 0 : at->second.expired;
  }

  std::uint64_t applied() {
    auto ledger = cluster.ventilator().ledger("run-1");
    return ledger ? ledger->by_worker[cluster.at(victim).instance].applied : 0;
  }

  /// Returns how long after the fault it was noticed.
  Monotonic time_to_notice(const std::function<void(InTheMiddle&)>& fault) {
    const Monotonic struck = cluster.now();
    expired_before = expired();
    fault(*this);
    EXPECT_TRUE(cluster.run_until([this] { return noticed(); }, very_long));
    return cluster.now() - struck;
  }

  static constexpr std::uint64_t span_ms = 9000;

 private:
  std::mt19937_64 random_;

 public:
  SimulatedCluster cluster;
  Tally tally{0};
  std::size_t victim = 0;
  std::uint64_t expired_before = 0;
};

struct Bound {
  const char* name;
  bool far;
  Monotonic longest;
  std::function<void(InTheMiddle&)> fault;
};

void kill(InTheMiddle& middle) {
  middle.cluster.kill(middle.victim, SimulatedCluster::Noticed::at_once);
}
void vanish(InTheMiddle& middle) {
  middle.cluster.kill(middle.victim, SimulatedCluster::Noticed::by_silence);
}
void freeze(InTheMiddle& middle) {
  middle.cluster.freeze(middle.victim, very_long);
}
void cut(InTheMiddle& middle) {
  middle.cluster.cut(middle.victim, very_long);
}
void cut_on_the_way_there(InTheMiddle& middle) {
  middle.cluster.deafen(middle.victim, very_long);
}
void cut_on_the_way_back(InTheMiddle& middle) {
  middle.cluster.silence(middle.victim, very_long);
}

constexpr Monotonic near_kill = milliseconds{50};
constexpr Monotonic near_freeze = milliseconds{450};
constexpr Monotonic far_fault = milliseconds{1500};

class Bounds : public ::testing::TestWithParam<Bound> {};

TEST_P(Bounds, HoldWhereverTheFaultStrikes) {
  const Bound& bound = GetParam();
  Monotonic longest{};
  const std::uint64_t cases = random_cases(300);
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    InTheMiddle middle(seed, bound.far ? on_another_board() : here());
    const Monotonic taken = middle.time_to_notice(bound.fault);
    longest = std::max(longest, taken);
    ASSERT_LE(ms_of(taken), ms_of(bound.longest)) << "seed " << seed;
  }
  RecordProperty("seeds", std::to_string(cases));
  RecordProperty("longest_ms", std::to_string(ms_of(longest)));
}

INSTANTIATE_TEST_SUITE_P(
    OnOneBoardAndBetweenBoards, Bounds,
    ::testing::Values(Bound{"AKilledOneHere", false, near_kill, kill},
                      Bound{"AFrozenOneHere", false, near_freeze, freeze},
                      Bound{"AKilledOneThere", true, far_fault, kill},
                      Bound{"AFrozenOneThere", true, far_fault, freeze},
                      Bound{"ABoardWithoutPower", true, far_fault, vanish},
                      Bound{"ALinkCutSilently", true, far_fault, cut},
                      Bound{"ALinkCutOnTheWayThere", true, far_fault, cut_on_the_way_there},
                      Bound{"ALinkCutOnTheWayBack", true, far_fault, cut_on_the_way_back}),
    [](const auto& each) { return std::string(each.param.name); });

// ---- links that heal

/// A cut of up to three seconds; whether it was noticed or not, the worker is at work again after
/// it.
TEST(Links, ThatHealBringTheirWorkersBackWithinASecondAndAHalf) {
  Monotonic longest{};
  std::uint64_t unnoticed = 0;
  const std::uint64_t cases = random_cases(300);
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    InTheMiddle middle(seed, on_another_board());
    SimulatedCluster& cluster = middle.cluster;
    const std::uint64_t most_ms = middle.below(2) == 0 ? 400 : 3000;
    const Monotonic duration = std::chrono::microseconds{1000 * (20 + middle.below(most_ms))};
    const std::uint64_t way = middle.below(3);
    if (way == 0) cluster.cut(middle.victim, duration);
    if (way == 1) cluster.deafen(middle.victim, duration);
    if (way == 2) cluster.silence(middle.victim, duration);
    middle.expired_before = middle.expired();
    middle.go_on(duration);
    if (!middle.noticed()) ++unnoticed;
    const Monotonic healed = cluster.now();
    const std::uint64_t applied = middle.applied();
    ASSERT_TRUE(cluster.run_until([&] { return middle.applied() > applied; }, seconds{10}))
        << "seed " << seed;
    longest = std::max(longest, cluster.now() - healed);
    ASSERT_LE(ms_of(cluster.now() - healed), 1500) << "seed " << seed << " way " << way;
  }
  EXPECT_GT(unnoticed, cases / 10) << "short cuts pass unnoticed";
  RecordProperty("seeds", std::to_string(cases));
  RecordProperty("longest_ms", std::to_string(ms_of(longest)));
}

}  // namespace
}  // namespace ballast::broker::toy
