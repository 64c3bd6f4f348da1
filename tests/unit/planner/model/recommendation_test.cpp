#include "planner/model/recommendation.hpp"

#include <gtest/gtest.h>

namespace ballast::planner {
namespace {

TEST(Recommendation, IsKnownInEverySpelling) {
  for (const char* spelling :
       {"strong_buy", "strongBuy", "strong-buy", "Strong Buy", "STRONGBUY"}) {
    EXPECT_EQ(recommendation_of(spelling), recommendations.front()) << spelling;
  }
  for (const Recommendation& one : recommendations) EXPECT_EQ(recommendation_of(one.name), one);
  EXPECT_EQ(recommendation_of("hold")->score, 0.5);
  EXPECT_EQ(recommendation_of("strong sell")->score, 0.0);
}

TEST(Recommendation, AnotherWordIsNone) {
  for (const char* word : {"", "maybe", "strong", "buy!", "strong_hold", "1"}) {
    EXPECT_EQ(recommendation_of(word), std::nullopt) << word;
  }
}

}  // namespace
}  // namespace ballast::planner
