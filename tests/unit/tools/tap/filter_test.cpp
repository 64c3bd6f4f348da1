#include "tools/tap/filter.hpp"

#include <gtest/gtest.h>

#include "messages/events.hpp"
#include "messages/work.hpp"
#include "tests/unit/tools/tap/frames.hpp"

namespace ballast::tools {
namespace {

TappedFrame batch() {
  return frame_of(Plane::work, "tap.lane.evaluator-1@home",
                  messages::Batch{"0192f0c1-aaaa/0", 7, 1, "bytes"}, "coordinator-1@home");
}

TappedFrame beat() {
  return frame_of(Plane::event, "actor.universe-1@east", messages::ActorHeartbeat{},
                  "universe-1@east", "0192f0c1-bbbb");
}

bool accepted(const std::vector<std::string>& words, const TappedFrame& frame) {
  const auto filter = Filter::parse(words);
  EXPECT_TRUE(filter);
  return filter && filter->accepts(frame);
}

TEST(Filter, WithoutWordsAcceptsEverything) {
  EXPECT_TRUE(accepted({}, batch()));
  EXPECT_TRUE(accepted({}, beat()));
}

TEST(Filter, TakesABareWordAsTheBeginningOfATopicOrAType) {
  EXPECT_TRUE(accepted({"tap.lane"}, batch()));
  EXPECT_TRUE(accepted({"Batch"}, batch()));
  EXPECT_FALSE(accepted({"Batc"}, batch()));
  EXPECT_FALSE(accepted({"lane"}, batch()));
}

TEST(Filter, ChoosesByRoleBoardPlaneAndPlan) {
  EXPECT_TRUE(accepted({"role=universe"}, beat()));
  EXPECT_FALSE(accepted({"role=univers"}, beat()));
  EXPECT_TRUE(accepted({"board=east"}, beat()));
  EXPECT_FALSE(accepted({"board=home"}, beat()));
  EXPECT_TRUE(accepted({"plane=work"}, batch()));
  EXPECT_FALSE(accepted({"plane=work"}, beat()));
  EXPECT_TRUE(accepted({"plan=bbbb"}, beat()));
  EXPECT_TRUE(accepted({"plan=0192f0c1-aaaa"}, batch()));
  EXPECT_FALSE(accepted({"plan=bbbb"}, batch()));
}

TEST(Filter, TakesWordsOfOneKeyAsAlternativesAndKeysTogether) {
  EXPECT_TRUE(accepted({"role=universe", "role=coordinator"}, batch()));
  EXPECT_FALSE(accepted({"role=coordinator", "plane=event"}, batch()));
}

TEST(Filter, RefusesAKeyThatItDoesNotKnowAndAnEmptyValue) {
  for (const char* word : {"colour=red", "type=", "=x", ""}) {
    EXPECT_FALSE(Filter::parse({word})) << word;
  }
}

}  // namespace
}  // namespace ballast::tools
