#include "planner/trading/delivery.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace ballast::planner::trading {
namespace {

using Record = std::vector<DeliveryEvent>;

constexpr std::int64_t begin_ms = 1'000'000;

Record sent_and_lost() {
  return {
      {begin_ms, Cause::journalled}, {begin_ms, Cause::sent}, {begin_ms + 500, Cause::timed_out}};
}

NextDelivery next_of_unknown(const Record& record, std::int64_t now_ms) {
  return next_delivery(OrderState::unknown, record, now_ms);
}

TEST(Delivery, WhatIsWrittenDownIsSentUnlessItIsTooLate) {
  const Record record = {{begin_ms, Cause::journalled}};
  EXPECT_EQ(next_delivery(OrderState::journalled, record, begin_ms).step, DeliveryStep::send);
  EXPECT_EQ(next_delivery(OrderState::journalled, record, begin_ms + 600'001).step,
            DeliveryStep::withdraw);
}

TEST(Delivery, WhatIsDoubtfulIsLookedUpThreeTimesBeforeItIsSentAgain) {
  Record record = sent_and_lost();
  std::int64_t now_ms = begin_ms + 500;
  for (const std::int64_t pause : {2'000, 10'000, 60'000}) {
    const NextDelivery next = next_of_unknown(record, now_ms);
    EXPECT_EQ(next, (NextDelivery{DeliveryStep::look_up, now_ms + pause}));
    now_ms += pause;
    record.push_back({now_ms, Cause::not_found});
  }
  EXPECT_EQ(next_of_unknown(record, now_ms).step, DeliveryStep::send);
  record.push_back({now_ms, Cause::sent});
  record.push_back({now_ms, Cause::timed_out});
  EXPECT_EQ(next_of_unknown(record, now_ms), (NextDelivery{DeliveryStep::look_up, now_ms + 2'000}));
}

TEST(Delivery, WhatCannotBeSentAgainIsGivenUp) {
  Record record = sent_and_lost();
  const std::int64_t late_ms = begin_ms + 600'001;
  for (int i = 0; i < 3; ++i) record.push_back({late_ms, Cause::not_found});
  EXPECT_EQ(next_of_unknown(record, late_ms).step, DeliveryStep::give_up);
  Record often;
  for (int send = 0; send < 3; ++send) {
    often.push_back({begin_ms, Cause::sent});
    for (int i = 0; i < 3; ++i) often.push_back({begin_ms, Cause::not_found});
  }
  EXPECT_EQ(next_of_unknown(often, begin_ms).step, DeliveryStep::give_up);
}

TEST(Delivery, WhatTheBrokerHadIsNeverSentAgain) {
  for (const Cause seen : {Cause::acknowledged, Cause::found, Cause::part_fill}) {
    Record record = sent_and_lost();
    record.push_back({begin_ms, seen});
    for (int i = 0; i < 9; ++i) record.push_back({begin_ms, Cause::not_found});
    EXPECT_EQ(next_of_unknown(record, begin_ms),
              (NextDelivery{DeliveryStep::look_up, begin_ms + 60'000}));
    EXPECT_EQ(next_of_unknown(record, begin_ms + 900'000).step, DeliveryStep::look_up);
  }
}

TEST(Delivery, AClockThatWasSetBackMakesLookUpsComeEarly) {
  EXPECT_EQ(next_of_unknown(sent_and_lost(), begin_ms - 86'400'000),
            (NextDelivery{DeliveryStep::look_up, 0}));
}

TEST(Delivery, WhatIsOverIsLeftAlone) {
  for (const OrderState state : {OrderState::proposed, OrderState::blocked, OrderState::filled,
                                 OrderState::cancelled, OrderState::rejected, OrderState::failed}) {
    EXPECT_EQ(next_delivery(state, sent_and_lost(), begin_ms), NextDelivery{});
  }
}

}  // namespace
}  // namespace ballast::planner::trading
