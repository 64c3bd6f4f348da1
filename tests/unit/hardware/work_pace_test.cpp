// Heat that nothing tells but the work.
#include "hardware/vitals/work_pace.hpp"

#include <unistd.h>

#include <vector>

#include <gtest/gtest.h>

#include "hardware/vitals/process_time.hpp"
#include "tests/unit/hardware/board_tree.hpp"

namespace ballast::hardware {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// A worker that has taken one processor for as long as it was told.
class Worker {
 public:
  std::optional<double> after(int count, std::uint64_t steps, std::string_view work = "a plan") {
    for (int i = 0; i < count; ++i) {
      worked_ += seconds{1};
      done_ += steps;
      pace_.measure(work, done_, worked_);
    }
    return pace_.share();
  }
  /// Time passes in which it has nothing to do.
  void wait(int count) {
    for (int i = 0; i < count; ++i) pace_.measure("a plan", done_, worked_ += milliseconds{10});
  }
  void begin_again() {
    worked_ = {};
    done_ = 0;
  }

 private:
  WorkPace pace_;
  std::uint64_t done_ = 0;
  milliseconds worked_{};
};

TEST(WorkPace, IsMeasuredAgainstItsOwnBest) {
  Worker worker;
  EXPECT_FALSE(worker.after(5, 1'000)) << "one to begin at, and four";
  EXPECT_EQ(worker.after(1, 1'000), 1.0);
  EXPECT_EQ(worker.after(2, 600), 1.0) << "the median does not flutter";
  EXPECT_EQ(worker.after(3, 600), 0.6);
  EXPECT_EQ(worker.after(5, 2'000), 1.0);
  EXPECT_EQ(worker.after(5, 1'000), 0.5);
}

TEST(WorkPace, OtherWorkAndAnotherProcessBeginAnew) {
  Worker worker;
  worker.after(10, 1'000);
  EXPECT_FALSE(worker.after(5, 100, "another plan"));
  EXPECT_EQ(worker.after(1, 100, "another plan"), 1.0);
  worker.begin_again();
  EXPECT_FALSE(worker.after(5, 10, "another plan"));
  EXPECT_EQ(worker.after(1, 10, "another plan"), 1.0);
}

TEST(WorkPace, WaitingForWorkIsNoSlowness) {
  Worker worker;
  worker.after(6, 1'000);
  worker.wait(49);
  EXPECT_EQ(worker.after(5, 1'000), 1.0);
  Worker idle;
  idle.wait(1'000);
  EXPECT_FALSE(idle.after(0, 0)) << "nothing was ever done";
}

class PaceWatchTest : public testing::Test {
 protected:
  /// Returns what is told after so long in which the workers had these shares, each second.
  Vitals after(seconds time, const std::vector<double>& shares) {
    Vitals out;
    for (const seconds end = now_ + time; now_ < end; now_ += seconds{1}) {
      out = {};
      out.celsius = celsius_;
      out.clock_ghz = ghz_;
      out.clock_most_ghz = 2.0;
      if (celsius_) out.throttled = false;
      watch_.look(out, shares, now_);
    }
    return out;
  }
  bool slowed(seconds time, const std::vector<double>& shares) {
    return after(time, shares).throttled.value_or(false);
  }

  PaceWatch watch_;
  std::optional<double> celsius_ = 78.0;
  std::optional<double> ghz_;
  seconds now_{5};
};

TEST_F(PaceWatchTest, WorkersThatAllGetSlowAreHeat) {
  EXPECT_FALSE(slowed(seconds{60}, {1.0, 0.9, 0.95}));
  EXPECT_FALSE(slowed(seconds{20}, {0.6, 0.65, 0.5})) << "not yet for sure";
  const Vitals hot = after(seconds{1}, {0.6, 0.65, 0.5});
  EXPECT_EQ(hot.throttled, true);
  EXPECT_EQ(hot.pace, 0.65);
}

TEST_F(PaceWatchTest, OneThatKeepsItsPaceShowsThatItIsTheWork) {
  EXPECT_FALSE(slowed(seconds{300}, {0.3, 0.3, 0.9}));
  EXPECT_FALSE(slowed(seconds{300}, {}));
}

TEST_F(PaceWatchTest, DoesNotFlutterAtALimit) {
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(slowed(seconds{10}, {i % 2 == 0 ? 0.69 : 0.71}));
  EXPECT_TRUE(slowed(seconds{21}, {0.6}));
  EXPECT_TRUE(slowed(seconds{300}, {0.84})) << "not clearly better";
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(slowed(seconds{10}, {i % 2 == 0 ? 0.86 : 0.84}));
  EXPECT_TRUE(slowed(seconds{20}, {0.9}));
  EXPECT_FALSE(slowed(seconds{1}, {0.9}));
}

TEST_F(PaceWatchTest, AMinuteAfterTheLastWorkedItIsForgotten) {
  EXPECT_TRUE(slowed(seconds{30}, {0.5}));
  EXPECT_TRUE(slowed(seconds{59}, {}));
  EXPECT_FALSE(slowed(seconds{2}, {}));
  EXPECT_FALSE(slowed(seconds{15}, {0.5})) << "it begins anew";
}

TEST_F(PaceWatchTest, ACoolProcessorOrAWholeClockIsNotHeldDown) {
  celsius_ = 64.9;
  EXPECT_FALSE(slowed(seconds{300}, {0.5}));
  celsius_.reset();
  EXPECT_TRUE(slowed(seconds{30}, {0.5})) << "nobody knows how hot it is";
  ghz_ = 1.8;
  EXPECT_FALSE(slowed(seconds{1}, {0.5}));
  ghz_ = 1.2;
  EXPECT_TRUE(slowed(seconds{30}, {0.5}));
}

TEST(ProcessTime, IsReadWhateverTheNameOfTheProcess) {
  BoardTree tree;
  const milliseconds tick{1'000 / ::sysconf(_SC_CLK_TCK)};
  tree.put("proc/77/stat", "77 (a ) b (c) R 1 77 77 0 -1 4194304 500 0 0 0 300 25 7 8 20 10 3\n");
  EXPECT_EQ(processor_time(tree.files(), 77), 325 * tick);
  EXPECT_FALSE(processor_time(tree.files(), 78));
  for (const auto* const odd :
       {"", "77", "77 (a) R 1 2 3", "77 (a) R 1 77 77 0 -1 4194304 500 0 0 0 x 25 7 8",
        "77 (a) R 1 77 77 0 -1 4194304 500 0 0 0 -3 25 7 8",
        "77 (a) R 1 77 77 0 -1 4194304 500 0 0 0 9223372036854775807 25 7 8"}) {
    EXPECT_FALSE(processor_time(tree.put("proc/77/stat", odd).files(), 77)) << odd;
  }
  EXPECT_TRUE(processor_time(SystemFiles(SystemRoot{}), static_cast<std::uint32_t>(::getpid())));
}

}  // namespace
}  // namespace ballast::hardware
