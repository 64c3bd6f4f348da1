// What may and may not become of an order, by hand and for any news in any order.
#include "planner/trading/order_life.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/unit/random_cases.hpp"

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;

constexpr Quantity ten = Quantity::whole(10);

std::vector<OrderState> every_state() {
  std::vector<OrderState> out;
  out.reserve(order_state_names.size());
  for (const auto name : order_state_names) out.push_back(order_state(name).value());
  return out;
}

std::vector<Cause> every_cause() {
  std::vector<Cause> out;
  out.reserve(cause_names.size());
  for (const auto name : cause_names) out.push_back(cause(name).value());
  return out;
}

OrderLife sent_order() {
  OrderLife life(ten);
  for (const Cause each : {Cause::checks_passed, Cause::journalled, Cause::sent}) {
    EXPECT_TRUE(life.move(each));
  }
  return life;
}

/// All states that some causes lead to.
std::set<OrderState> reachable(OrderState from) {
  std::set<OrderState> out = {from};
  for (std::size_t size = 0; size != out.size();) {
    size = out.size();
    for (const OrderState state : std::set(out)) {
      for (const Cause each : allowed_causes(state)) out.insert(next_state(state, each).value());
    }
  }
  return out;
}

TEST(OrderLife, AnOrderIsCheckedJournalledSentAcknowledgedAndFilled) {
  OrderLife life = sent_order();
  EXPECT_EQ(life.move(Cause::acknowledged)->to, OrderState::acknowledged);
  EXPECT_EQ(life.fill(Quantity::whole(4))->cause, Cause::part_fill);
  EXPECT_EQ(life.state(), OrderState::partly_filled);
  EXPECT_EQ(life.open(), Quantity::whole(6));
  EXPECT_EQ(life.fill(Quantity::whole(6))->cause, Cause::last_fill);
  EXPECT_EQ(life.state(), OrderState::filled);
  EXPECT_TRUE(is_over(life.state()));
}

TEST(OrderLife, WhatTimedOutIsUnknownUntilItIsLookedUp) {
  OrderLife life = sent_order();
  EXPECT_EQ(life.move(Cause::timed_out)->to, OrderState::unknown);
  EXPECT_FALSE(life.move(Cause::cancel_requested));
  EXPECT_EQ(life.move(Cause::not_found)->to, OrderState::unknown);
  EXPECT_EQ(OrderLife(life).move(Cause::sent)->to, OrderState::sent);
  EXPECT_EQ(OrderLife(life).move(Cause::found)->to, OrderState::acknowledged);
  EXPECT_EQ(life.move(Cause::never_arrived)->to, OrderState::failed);
  EXPECT_EQ(life.fill(ten)->to, OrderState::filled) << "the broker knows better than we";
}

TEST(OrderLife, AFillWhileItIsCancelledCounts) {
  OrderLife life = sent_order();
  ASSERT_TRUE(life.move(Cause::acknowledged));
  ASSERT_TRUE(life.move(Cause::cancel_requested));
  ASSERT_TRUE(life.fill(Quantity::whole(3)));
  EXPECT_EQ(life.move(Cause::cancelled)->to, OrderState::cancelled);
  EXPECT_EQ(life.fill(Quantity::whole(2))->to, OrderState::cancelled);
  EXPECT_EQ(life.filled(), Quantity::whole(5));
  EXPECT_EQ(life.fill(Quantity::whole(5))->to, OrderState::filled);
}

TEST(OrderLife, WhatIsForbiddenChangesNothingAndNamesWhatIsAllowed) {
  OrderLife life(ten);
  const auto sent = life.move(Cause::sent);
  ASSERT_FALSE(sent);
  EXPECT_EQ(describe(sent.error()),
            "an order that is proposed cannot be sent (allowed: checks_passed, check_failed)");
  EXPECT_EQ(life, OrderLife(ten));
  OrderLife blocked = OrderLife::of(OrderState::blocked, ten, {});
  EXPECT_EQ(describe(blocked.move(Cause::sent).error()),
            "an order that is blocked cannot be sent (allowed: nothing more)");
  EXPECT_EQ(describe(sent_order().fill(Quantity::whole(11)).error()),
            "a fill of 11 shares is more than the order has left (allowed: at most 10)");
  EXPECT_FALSE(sent_order().fill(Quantity{}));
  EXPECT_FALSE(sent_order().move(Cause::last_fill));
}

TEST(OrderLife, EveryPairIsAllowedOrSaysWhyNot) {
  for (const OrderState state : every_state()) {
    for (const Cause each : every_cause()) {
      OrderLife life = OrderLife::of(state, ten, {});
      const OrderLife before = life;
      const auto moved = life.move(each);
      if (!moved) {
        EXPECT_EQ(life, before);
        EXPECT_FALSE(moved.error().what.empty());
        EXPECT_FALSE(moved.error().allowed.empty());
        continue;
      }
      EXPECT_EQ(moved->to, next_state(state, each));
      EXPECT_EQ(moved->to, life.state());
    }
  }
}

TEST(OrderLife, EveryStateIsReachedAndEveryOpenOneCanEnd) {
  EXPECT_EQ(reachable(OrderState::proposed).size(), order_state_names.size());
  for (const OrderState state : every_state()) {
    EXPECT_NE(is_open(state), is_over(state) || state < OrderState::blocked) << name_of(state);
    const auto ends = reachable(state);
    EXPECT_TRUE(std::any_of(ends.begin(), ends.end(), is_over)) << name_of(state);
  }
}

TEST(OrderLife, WhatWasNeverSentIsNeverAtTheBroker) {
  for (const OrderState state : every_state()) {
    for (const Cause each : allowed_causes(state)) {
      if (!is_in_flight(next_state(state, each).value()) || is_in_flight(state)) continue;
      EXPECT_TRUE(each == Cause::sent || state == OrderState::failed) << name_of(state);
    }
  }
  for (const OrderState over : {OrderState::filled, OrderState::blocked, OrderState::rejected}) {
    EXPECT_EQ(reachable(over), std::set{over});
  }
}

/// What an honest broker tells of one order, in the order in which it happened.
struct News {
  std::vector<Quantity> fills;
  Cause end = Cause::last_fill;  // that, or without all of it: cancelled, expired
};

News made_up(std::mt19937_64& random) {
  News out;
  Quantity left = ten;
  while (left > Quantity{} && random() % 4 != 0) {
    const auto most = static_cast<std::uint64_t>(left.count());
    const auto part = random() % 3 == 0 ? left.count() : static_cast<std::int64_t>(random() % most);
    out.fills.push_back(Quantity::of(std::max<std::int64_t>(part, 1)));
    left -= out.fills.back();
  }
  if (left > Quantity{}) out.end = random() % 2 == 0 ? Cause::cancelled : Cause::expired;
  return out;
}

TEST(OrderLife, NewsInAnyOrderAndToldTwiceLeadToTheSameEnd) {
  for (std::uint64_t seed = 1; seed <= random_cases(3000); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const News news = made_up(random);
    std::vector<std::optional<Quantity>> told(news.fills.begin(), news.fills.end());
    if (news.end != Cause::last_fill) told.emplace_back();
    std::shuffle(told.begin(), told.end(), random);
    OrderLife life = sent_order();
    std::vector<Transition> kept = {
        {OrderState::proposed, Cause::checks_passed, OrderState::checked, {}},
        {OrderState::checked, Cause::journalled, OrderState::journalled, {}},
        {OrderState::journalled, Cause::sent, OrderState::sent, {}}};
    Quantity filled;
    for (const auto& one : told) {
      if (random() % 3 == 0) kept.push_back(life.move(Cause::acknowledged).value());
      const auto moved = one ? life.fill(*one) : life.move(news.end);
      ASSERT_TRUE(moved) << describe(moved.error());
      kept.push_back(*moved);
      if (one) filled += *one;
      ASSERT_EQ(life.filled(), filled);
      ASSERT_EQ(life.state() == OrderState::filled, filled == ten);
    }
    ASSERT_EQ(life.state(), next_state(OrderState::sent, news.end));
    ASSERT_EQ(life_of(ten, kept), life);
    std::erase_if(kept, [](const Transition& each) { return !is_news(each); });
    ASSERT_EQ(life_of(ten, kept), life) << "what is no news need not be kept";
  }
}

TEST(OrderLife, WhatDoesNotFollowIsNoLife) {
  const std::vector<Transition> gap = {
      {OrderState::proposed, Cause::checks_passed, OrderState::checked, {}},
      {OrderState::journalled, Cause::sent, OrderState::sent, {}}};
  EXPECT_FALSE(life_of(ten, gap));
  const std::vector<Transition> wrong = {
      {OrderState::proposed, Cause::checks_passed, OrderState::journalled, {}}};
  EXPECT_FALSE(life_of(ten, wrong));
  const std::vector<Transition> old = {
      {OrderState::proposed, Cause::taken_over, OrderState::filled, {}}};
  EXPECT_EQ(life_of(ten, old)->filled(), ten);
}

}  // namespace
}  // namespace ballast::planner::trading
