// Goal: whatever the work and however it comes, a worker ten times slower than the others makes a
// run at most a tenth longer than it would be if nobody ever waited. All of it on simulated time.
#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/simulation/simulated_generator.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::broker::toy {
namespace {

constexpr double longer_at_most = 1.10;
constexpr double slower = 10;

class SlowWorker {
 public:
  explicit SlowWorker(std::uint64_t seed) : random_(seed) {
    const std::uint64_t fast = 1 + below(3);
    const auto speed = static_cast<double>(10 + below(40));
    for (std::uint64_t at = 0; at < fast; ++at) add(speed);
    in_the_middle_ = below(2) == 0;
    add(in_the_middle_ ? speed : speed / slower);
    ideal_ms_ = static_cast<double>(800 + below(2000));
    slows_ms_ = static_cast<double>(below(static_cast<std::uint64_t>(ideal_ms_ / 2)));
  }

  /// Returns how many times as long as ideal the run takes; 0 if it is not right.
  double ratio() {
    const std::uint64_t units = work();
    Tally tally(units);
    auto spec = run("run-1", tally);
    Ventilator& ventilator = cluster_.ventilator();
    if (!ventilator.open_run(std::move(spec))) return 0;
    const std::uint64_t piece = 1 + units / (1 + below(12));
    generator_.generate("run-1", units, piece);
    if (in_the_middle_) {
      cluster_.time.at(Monotonic{static_cast<std::int64_t>(slows_ms_ * ns_per_ms)}, [this] {
        SimulatedWorker& one = cluster_.at(cluster_.size() - 1);
        one.units_per_ms /= slower;
      });
    }
    if (!cluster_.run_to_end() || !tally.each_once()) return 0;
    const RunOutcome& outcome = cluster_.outcomes.at(0);
    if (!outcome.ledger.balances()) return 0;
    return static_cast<double>(outcome.elapsed.count()) / ns_per_ms / ideal_ms_;
  }

 private:
  static constexpr double ns_per_ms = 1e6;

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  void add(double speed) {
    cluster_.add("worker-" + std::to_string(cluster_.size()), speed);
    speeds_.push_back(speed);
  }
  /// As much as all of them do in the ideal time.
  std::uint64_t work() {
    double units = 0;
    for (const double speed : speeds_) units += speed * ideal_ms_;
    if (in_the_middle_) units -= speeds_.back() * (1 - 1 / slower) * (ideal_ms_ - slows_ms_);
    return static_cast<std::uint64_t>(units);
  }

  std::mt19937_64 random_;
  SimulatedCluster cluster_;
  SimulatedGenerator generator_{cluster_};
  std::vector<double> speeds_;
  bool in_the_middle_ = false;
  double ideal_ms_ = 0;
  double slows_ms_ = 0;
};

TEST(Makespan, WithAWorkerTenTimesSlowerIsAtMostATenthAboveIdeal) {
  double worst = 0;
  const std::uint64_t cases = random_cases(300);
  for (std::uint64_t seed = 1; seed <= cases; ++seed) {
    const double ratio = SlowWorker(seed).ratio();
    worst = std::max(worst, ratio);
    ASSERT_GT(ratio, 0) << "seed " << seed;
    EXPECT_LE(ratio, longer_at_most) << "seed " << seed;
  }
  RecordProperty("seeds", std::to_string(cases));
  RecordProperty("worst", std::to_string(worst));
}

}  // namespace
}  // namespace ballast::broker::toy
