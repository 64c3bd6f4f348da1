// What the scheduler tells a person of its workers.
#include <gtest/gtest.h>

#include "broker/work_plane/scheduler.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker {
namespace {

using std::chrono::milliseconds;

TEST(CrewReport, TellsByNameWhoHoldsHowMuchForHowLong) {
  Scheduler scheduler;
  toy::Tally tally{100'000};
  const Monotonic begin = milliseconds{1000};
  ASSERT_TRUE(scheduler.open(toy::run("run-1", tally), begin));
  const WorkerId two = scheduler.join({"two", "board-2", 1, 1, "digest"}, begin).value();
  const WorkerId one = scheduler.join({"one", "board-1", 1, 1, "digest"}, begin).value();
  scheduler.set_reachable(one, false);
  EXPECT_EQ(scheduler.instance_of(two), "two");
  EXPECT_EQ(scheduler.instance_of(two + one + 1), "");

  ASSERT_TRUE(scheduler.offer("run-1", toy::text({0, tally.applied.size()})));
  while (scheduler.next(begin)) {
  }
  scheduler.heard(two, 2, begin + milliseconds{30});
  const auto crew = scheduler.crew(begin + milliseconds{40});
  const std::vector<messages::WorkerReport> expected = {{"one", "board-1", 0, 2, 0, 40, false},
                                                        {"two", "board-2", 2, 2, 40, 10, false}};
  EXPECT_EQ(crew, expected);
}

TEST(CrewReport, TellsWhoHasFallenSilent) {
  Scheduler scheduler;
  ASSERT_TRUE(scheduler.join({"one", "board-1", 1, 1, "digest"}, Monotonic{}));
  EXPECT_TRUE(scheduler.tick(milliseconds{400}).empty());
  const auto crew = scheduler.crew(milliseconds{400});
  ASSERT_EQ(crew.size(), 1U);
  EXPECT_TRUE(crew.front().silent);
}

}  // namespace
}  // namespace ballast::broker
