// Cancelling, and more runs at once than take turns, on simulated time.
#include <algorithm>

#include <gtest/gtest.h>

#include "messages/work.hpp"
#include "tests/simulation/simulated_cluster.hpp"

namespace ballast::broker::toy {
namespace {

using std::chrono::seconds;

constexpr milliseconds heartbeat{100};

struct Overload : ::testing::Test {
  SimulatedCluster cluster;

  void start(const std::string& name, Tally& tally) {
    const std::uint64_t units = tally.applied.size();
    ASSERT_TRUE(cluster.ventilator().open_run(run(name, tally)));
    ASSERT_TRUE(cluster.ventilator().offer(name, text(Range{0, units})));
    ASSERT_TRUE(cluster.ventilator().seal(name));
  }
  bool all_idle() {
    for (std::size_t at = 0; at < cluster.size(); ++at) {
      if (!cluster.newest(at).loop().current_run().empty()) return false;
    }
    return true;
  }
  bool all_busy() {
    for (std::size_t at = 0; at < cluster.size(); ++at) {
      if (cluster.newest(at).loop().current_run().empty()) return false;
    }
    return true;
  }
  /// Four workers in the middle of batches that take each of them seconds.
  void begin_slow_run(Tally& tally) {
    for (const char* name : {"one", "two", "three", "four"}) cluster.add(name, 0.001);
    start("run-1", tally);
    ASSERT_TRUE(cluster.run_until([this] { return all_busy(); }, seconds{1}));
  }
};

TEST_F(Overload, CancellingReachesEveryWorkerWithinOneHeartbeat) {
  Tally tally{10'000};
  begin_slow_run(tally);
  EXPECT_TRUE(cluster.ventilator().cancel("run-1"));
  EXPECT_TRUE(cluster.run_until([this] { return all_idle(); }, heartbeat));
  ASSERT_EQ(cluster.outcomes.size(), 1U);
  EXPECT_EQ(cluster.outcomes[0].end, RunEnd::cancelled);
  EXPECT_TRUE(cluster.outcomes[0].ledger.balances());
}

TEST_F(Overload, AWorkerThatDidNotHearOfTheEndIsToldWithItsNextHeartbeat) {
  Tally tally{10'000};
  begin_slow_run(tally);
  for (std::uint64_t next = 0; next < cluster.size(); ++next) {
    cluster.network.fates[cluster.network.frames() + next] = {Fate::Kind::lost, {}};
  }
  EXPECT_TRUE(cluster.ventilator().cancel("run-1"));
  cluster.run_until([] { return false; }, milliseconds{1});
  EXPECT_FALSE(all_idle()) << "the words were lost";
  EXPECT_TRUE(cluster.run_until([this] { return all_idle(); }, heartbeat + milliseconds{10}));
}

TEST_F(Overload, TenRunsAtOnceTakeTurnsInTheirOrderAndEachIsRight) {
  constexpr std::uint64_t units = 20'000;
  for (const char* name : {"one", "two", "three"}) cluster.add(name, 100);
  std::deque<Tally> tallies;
  for (int number = 0; number < 10; ++number) {
    start("run-" + std::to_string(number), tallies.emplace_back(units));
  }
  ASSERT_TRUE(cluster.run_to_end());
  ASSERT_EQ(cluster.outcomes.size(), 10U);
  for (std::size_t at = 0; at < 10; ++at) {
    const RunOutcome& outcome = cluster.outcomes[at];
    const auto number = static_cast<std::size_t>(outcome.run.back() - '0');
    EXPECT_LE(std::max(at, number) - std::min(at, number), 1U) << "two take turns, the rest wait";
    EXPECT_EQ(outcome.end, RunEnd::complete);
    EXPECT_TRUE(outcome.ledger.balances());
    EXPECT_TRUE(tallies[number].each_once());
    EXPECT_EQ(tallies[number].sum, sum_of(units));
  }
  EXPECT_LE(cluster.now(), milliseconds{10 * units / 300 * 115 / 100}) << "and none waits in vain";
}

}  // namespace
}  // namespace ballast::broker::toy
