// Runs whose answers bring further pieces, on simulated time: who holds the last ones does not
// decide how long they take.
#include <gtest/gtest.h>

#include "tests/simulation/simulated_cluster.hpp"

namespace ballast::broker::toy {
namespace {

constexpr std::uint64_t pieces = 63;
constexpr std::uint64_t piece_units = 10'000;  // as long as a lease is to take, of a fast worker
constexpr std::uint64_t total_units = pieces * piece_units;

/// A tree of pieces: the answer of each brings two more, and no piece can be cut.
struct GrowingRun : ::testing::Test {
  SimulatedCluster cluster;
  Tally tally{total_units};
  std::vector<std::uint64_t> left{0};

  void open() {
    RunSpec spec = run("run-1", tally);
    spec.total_units = 0;
    spec.grows = true;
    spec.rules.cut = [](std::string_view work, std::uint64_t) {
      return CutWork{std::string(work), std::nullopt};
    };
    spec.rules.merge = [this](std::string_view result) -> Result<void> {
      Range range;
      read(result, range);
      const std::uint64_t piece = range.begin / piece_units;
      for (const std::uint64_t child : {2 * piece + 1, 2 * piece + 2}) {
        if (child < pieces) left.push_back(child);
      }
      return merge(tally, result);
    };
    ASSERT_TRUE(cluster.ventilator().open_run(std::move(spec)));
  }

  /// As the owner of such a run does: hands out what is left, seals once all is back.
  void hand_out() {
    Ventilator& ventilator = cluster.ventilator();
    for (; !left.empty() && ventilator.room("run-1") > 0; left.pop_back()) {
      const std::uint64_t begin = left.back() * piece_units;
      ASSERT_TRUE(ventilator.offer("run-1", text({begin, begin + piece_units})));
    }
    const auto progress = ventilator.progress("run-1");
    if (progress && progress->waiting == 0 && progress->unanswered == 0) {
      ASSERT_TRUE(ventilator.seal("run-1"));
    }
  }

  /// Returns the outcome and expects that all was done once.
  const RunOutcome& finish() {
    EXPECT_TRUE(cluster.run_until(
        [this] {
          hand_out();
          return !cluster.outcomes.empty();
        },
        std::chrono::seconds{600}));
    const RunOutcome& outcome = cluster.outcomes.at(0);
    EXPECT_EQ(outcome.end, RunEnd::complete);
    EXPECT_TRUE(outcome.ledger.balances());
    EXPECT_EQ(outcome.ledger.issued, pieces);
    EXPECT_EQ(outcome.ledger.total.applied, pieces);
    EXPECT_EQ(outcome.ledger.disagreements, 0U);
    EXPECT_TRUE(tally.each_once());
    EXPECT_EQ(tally.sum, sum_of(total_units));
    return outcome;
  }
  static double makespan_ms(const RunOutcome& outcome) {
    return std::chrono::duration<double, std::milli>(outcome.elapsed).count();
  }
};

TEST_F(GrowingRun, WorkersOfOneSpeedNeedNoCopies) {
  for (const char* name : {"one", "two", "three"}) cluster.add(name, 100);
  open();
  const RunOutcome& outcome = finish();
  EXPECT_EQ(outcome.ledger.copied, 0U);
  EXPECT_LE(makespan_ms(outcome), 1.15 * total_units / 300.0);
}

TEST_F(GrowingRun, TheLastPieceOfAWorkerTenTimesSlowerIsCopied) {
  cluster.add("slow", 10);
  for (const char* name : {"one", "two"}) cluster.add(name, 100);
  open();
  const RunOutcome& outcome = finish();
  RecordProperty("makespan_ms", std::to_string(makespan_ms(outcome)));
  EXPECT_GE(outcome.ledger.copied, 1U);
  EXPECT_LE(makespan_ms(outcome), total_units / 210.0 + 700);
}

}  // namespace
}  // namespace ballast::broker::toy
