// A scheduler, and what a test says to it.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "broker/work_plane/scheduler.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker {

using std::chrono::milliseconds;

struct SchedulerTest : ::testing::Test {
  Scheduler scheduler;
  Monotonic now = milliseconds{1000};
  toy::Tally tally{100'000};

  void open(const std::string& name = "run-1") {
    ASSERT_TRUE(scheduler.open(toy::run(name, tally), now));
  }
  void open_whole(const std::string& name = "run-1") {
    open(name);
    ASSERT_TRUE(scheduler.offer(name, toy::text({0, tally.applied.size()})));
    ASSERT_TRUE(scheduler.seal(name, now));
  }
  WorkerId join(const std::string& name, std::uint64_t incarnation = 1) {
    return scheduler.join({name, "board-1", incarnation, 1, "digest"}, now).value();
  }
  std::vector<Assignment> leases() {
    std::vector<Assignment> out;
    while (auto lease = scheduler.next(now)) out.push_back(*lease);
    return out;
  }
  static messages::BatchResult answer_to(const Assignment& lease, const std::string& instance,
                                         std::uint64_t incarnation = 1) {
    messages::BatchResult out;
    out.run = lease.batch.run;
    out.batch = lease.batch.batch;
    out.attempt = lease.batch.attempt;
    out.instance = instance;
    out.incarnation = incarnation;
    out.result = toy::answer(lease.batch.payload);
    return out;
  }
  static std::uint64_t units(const Assignment& lease) {
    toy::Range range;
    toy::read(lease.batch.payload, range);
    return range.end - range.begin;
  }
};

}  // namespace ballast::broker
