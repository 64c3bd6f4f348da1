#include "actors/coordinator/plan_record.hpp"

#include <gtest/gtest.h>

namespace ballast::actors {
namespace {

using namespace std::chrono_literals;
using broker::Verdict;
using messages::LeaseFate;

TEST(PlanRecord, StagesFillThePlanWithoutAGap) {
  PlanRecord record("p", "coordinator-1@home", 100ns);
  record.enter("gathering", 105ns);
  record.enter("searching", 130ns);
  record.enter("", 140ns);  // nothing begins: what is under way goes on
  record.enter("keeping", 150ns);
  const messages::PlanTrace trace = record.finish(170ns);
  EXPECT_EQ(trace.elapsed_ns, 70U);
  const std::vector<messages::TracedStage> stages = {
      {"gathering", 0, 30}, {"searching", 30, 50}, {"keeping", 50, 70}};
  EXPECT_EQ(trace.stages, stages);
}

TEST(PlanRecord, ARequestIsKnownByItsReply) {
  PlanRecord record("p", "c", 0ns);
  const std::size_t first = record.asked("universe", "GetUniverse", 10ns);
  const std::size_t second = record.asked("trading", "GetTradeHistory", 11ns);
  record.sent_as(first, "id-1");
  record.replied(first, "universe-1@home", 20ns);
  record.sent_as(second, "id-2");
  const messages::PlanTrace trace = record.finish(30ns);
  const std::vector<messages::TracedRequest> requests = {
      {"universe", "GetUniverse", "id-1", "universe-1@home", 10, 20},
      {"trading", "GetTradeHistory", "id-2", "", 11, 0}};
  EXPECT_EQ(trace.requests, requests);
}

TEST(PlanRecord, EveryLeaseStandsOnceWithWhatItsAnswerWas) {
  PlanRecord record("p", "c", 0ns);
  record.leased("p/0", 1, 1, "a", 10ns);
  record.leased("p/0", 1, 2, "b", 20ns);
  record.leased("p/1", 1, 1, "a", 30ns);
  record.leased("p/1", 2, 1, "a", 31ns);
  record.answered("p/0", 1, 2, Verdict::applied, 4, 25ns);
  record.answered("p/0", 1, 1, Verdict::duplicate, 5, 27ns);
  record.answered("p/1", 1, 1, Verdict::failed, 0, 35ns);
  record.answered("p/1", 2, 1, Verdict::foreign_worker, 0, 36ns);
  record.answered("p/1", 9, 1, Verdict::applied, 0, 37ns);
  record.answered("q/0", 1, 1, Verdict::applied, 0, 38ns);
  const messages::PlanTrace trace = record.finish(40ns);
  EXPECT_EQ(trace.runs, (std::vector<std::string>{"p/0", "p/1"}));
  EXPECT_EQ(trace.workers, (std::vector<std::string>{"a", "b"}));
  const std::vector<messages::TracedLease> leases = {{0, 1, 1, 0, 10, 27, 5, LeaseFate::duplicate},
                                                     {0, 1, 2, 1, 20, 25, 4, LeaseFate::applied},
                                                     {1, 1, 1, 0, 30, 35, 0, LeaseFate::failed},
                                                     {1, 2, 1, 0, 31, 0, 0, LeaseFate::unanswered}};
  EXPECT_EQ(trace.leases, leases);
}

TEST(PlanRecord, CountsWhatItHasNoRoomFor) {
  PlanRecord record("p", "c", 0ns);
  for (std::uint64_t batch = 0; batch < PlanRecord::leases_max + 3; ++batch) {
    record.leased("p/0", batch, 1, "a", 1ns);
  }
  const messages::PlanTrace trace = record.finish(2ns);
  EXPECT_EQ(trace.leases.size(), PlanRecord::leases_max);
  EXPECT_EQ(trace.omitted, 3U);
}

}  // namespace
}  // namespace ballast::actors
