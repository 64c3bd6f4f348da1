#include "messages/codec.hpp"

#include <gtest/gtest.h>

#include "messages/control.hpp"
#include "messages/planning.hpp"
#include "messages/work.hpp"

namespace ballast::messages {
namespace {

TEST(Codec, ABatchComesBackAsItWas) {
  const Batch batch{.run = "r", .batch = 7, .attempt = 2, .payload = std::string("\0\xff", 2)};
  EXPECT_EQ(decode<Batch>(encode(batch)), batch);
}

TEST(Codec, AFailureTravelsAsABody) {
  const Failure failure{FailureKind::missing, "no price", "universe", "one price"};
  const Payload payload = pack(failure);
  EXPECT_EQ(payload.type, "Failure");
  EXPECT_EQ(decode<Failure>(payload.bytes), failure);
}

TEST(Codec, AnEmptyPlanReportComesBackAsItWas) {
  PlanReport report;
  report.plan_id = "p";
  report.decision.emplace().after.total = planner::Score{planner::Score::one / 3};
  report.request.emplace().cash = planner::Money::from_micros(12'500'000);
  report.run.emplace().ledger.workers.emplace_back().name = "w";
  EXPECT_EQ(decode<PlanReport>(encode(report)), report);
}

}  // namespace
}  // namespace ballast::messages
