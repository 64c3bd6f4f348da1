// Whatever workers do, every unit is applied exactly once, the ledger balances and the result is
// that of an undisturbed run.
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/broker/work_plane/simulated_cluster.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::broker::toy {
namespace {

using std::chrono::seconds;

class Chaos {
 public:
  explicit Chaos(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  bool chance(double probability) {
    return std::uniform_real_distribution<double>{0, 1}(random_) < probability;
  }
  double speed() { return std::exp(std::uniform_real_distribution<double>{0, 6}(random_)); }

  /// One random fault, now and then. The first worker is spared, so that the run ends.
  void strike(SimulatedCluster& cluster) {
    if (cluster.size() < 2 || !chance(0.01)) return;
    const std::size_t index = 1 + below(cluster.size() - 1);
    SimulatedWorker& worker = cluster.at(index);
    if (worker.dead) {
      if (chance(0.5)) cluster.restart(index);
      return;
    }
    switch (below(5)) {
      case 0:
        return cluster.kill(index, SimulatedCluster::Noticed::at_once);
      case 1:
        return cluster.kill(index, SimulatedCluster::Noticed::by_silence);
      case 2:
        return cluster.freeze(index, milliseconds{below(15'000)});
      case 3:
        worker.units_per_ms = speed();
        return;
      default:
        worker.repeats = !worker.repeats;
        return;
    }
  }

 private:
  std::mt19937_64 random_;
};

struct Feed {
  std::string run;
  Tally* tally = nullptr;
  std::uint64_t next = 0;
  bool sealed = false;
  bool grows = false;  // sealed only when all is back
};

void feed(SimulatedCluster& cluster, Feed& feed, Chaos& chaos) {
  const std::uint64_t units = feed.tally->applied.size();
  while (feed.next < units && cluster.scheduler.room(feed.run) > 0 && chaos.chance(0.9)) {
    const std::uint64_t end = std::min(units, feed.next + 1 + chaos.below(units / 5 + 1));
    ASSERT_TRUE(cluster.scheduler.offer(feed.run, text({feed.next, end})));
    feed.next = end;
  }
  const auto progress = cluster.scheduler.progress(feed.run);
  const bool all_back = progress && progress->waiting == 0 && progress->unanswered == 0;
  if (feed.next == units && !feed.sealed && (all_back || !feed.grows)) {
    feed.sealed = true;
    ASSERT_TRUE(cluster.scheduler.seal(feed.run, cluster.now));
  }
}

class WorkersThatFail : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(WorkersThatFail, LoseNothingAndCountNothingTwice) {
  SCOPED_TRACE("seed " + std::to_string(GetParam()));
  Chaos chaos(GetParam());
  // Faults may hit one batch any number of times here; poison has its own tests.
  SchedulerLimits limits;
  limits.attempts = 1000;
  SimulatedCluster cluster(limits);
  Tally first{1 + chaos.below(300'000)};
  Tally second{1 + chaos.below(100'000)};
  std::vector<Feed> feeds{{"run-1", &first}, {"run-2", &second}};
  for (Feed& each : feeds) {
    each.grows = chaos.chance(0.5);
    RunSpec spec = run(each.run, *each.tally);
    spec.grows = each.grows;
    ASSERT_TRUE(cluster.scheduler.open(std::move(spec), cluster.now));
  }
  for (std::uint64_t at = 0, count = 1 + chaos.below(7); at < count; ++at) {
    cluster.add("worker-" + std::to_string(at), chaos.speed(), "board-" + std::to_string(at % 2));
  }
  const bool ended = cluster.run_until(
      [&] {
        for (Feed& each : feeds) feed(cluster, each, chaos);
        chaos.strike(cluster);
        return cluster.outcomes.size() == feeds.size();
      },
      seconds{3000});
  ASSERT_TRUE(ended);
  ASSERT_EQ(cluster.outcomes.size(), 2U);
  for (const RunOutcome& outcome : cluster.outcomes) {
    const Tally& tally = outcome.run == "run-1" ? first : second;
    EXPECT_EQ(outcome.end, RunEnd::complete);
    EXPECT_TRUE(outcome.ledger.balances());
    EXPECT_TRUE(tally.each_once());
    EXPECT_EQ(tally.sum, sum_of(tally.applied.size()));
    EXPECT_EQ(outcome.units_done, tally.applied.size());
    EXPECT_EQ(outcome.ledger.disagreements, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, WorkersThatFail,
                         ::testing::Range<std::uint64_t>(1, 1 + random_cases(60)));

}  // namespace
}  // namespace ballast::broker::toy
