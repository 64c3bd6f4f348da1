#include "messages/hashes.hpp"

#include <gtest/gtest.h>

namespace ballast::messages {
namespace {

TEST(Hashes, AreThoseOfSha256) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Hashes, ChangeWithEveryPartOfADecision) {
  const planner::Decision decision;
  planner::Decision other = decision;
  other.fees = planner::Money::from_micros(1);
  EXPECT_EQ(decision_hash(decision), decision_hash(planner::Decision{}));
  EXPECT_NE(decision_hash(decision), decision_hash(other));
  EXPECT_EQ(decision_hash(decision), sha256_hex(decision_bytes(decision)));
}

TEST(Hashes, OfRequestInputsAndContextDifferWithTheirContent) {
  planner::PlanRequest request;
  request.seed = 1;
  EXPECT_NE(request_hash(request), request_hash({}));
  planner::PlanInputs inputs;
  inputs.base_currency = "USD";
  EXPECT_NE(inputs_hash(inputs), inputs_hash({}));
  planner::PlanContext context;
  context.cash = 1;
  EXPECT_NE(context_hash(context), context_hash({}));
}

}  // namespace
}  // namespace ballast::messages
