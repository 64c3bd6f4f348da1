// Whatever is lost and wherever trading is killed: an order is at the broker once or not at all,
// and journal and portfolio know which. Each life is a process of its own, which ends at a chosen
// event: before a commit, before and after each request to the broker and to other actors.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "actors/trading/trading_store.hpp"
#include "tests/money/memory_folder.hpp"
#include "tests/money/shared_pages.hpp"
#include "tests/money/trading_life.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::money {
namespace {

using messages::OrderState;
namespace fs = std::filesystem;

/// Lives once in a child. Returns how it ended.
int live_in_child(World& world, const fs::path& folder) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 0;
    try {
      live(world, folder);
    } catch (...) {
      code = 1;
    }
    ::_exit(code);
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return status;
}

/// Dies at each of these events of a life, as far as lives have so many, then lives to the end.
/// Returns how often it died.
std::size_t live_and_die(World& world, const fs::path& folder,
                         const std::vector<std::int64_t>& deaths) {
  std::size_t died = 0;
  for (const std::int64_t event : deaths) {
    world.kill_at = event;
    EXPECT_EQ(live_in_child(world, folder), 0);
    if (world.settled) break;
    ++died;
    world.wall_ms += 1'000;
  }
  world.kill_at = 0;
  world.settled = false;
  EXPECT_EQ(live_in_child(world, folder), 0);
  EXPECT_TRUE(world.settled);
  return died;
}

/// What the journal says of an order, a line for each transition.
std::string story(actors::TradingStore& store, const std::string& order_id) {
  std::string out = "\n";
  const auto transitions = store.transitions(order_id);
  for (const auto& kept : transitions.value()) {
    out += std::to_string(kept.at_ms) + " " + std::string(name_of(kept.transition.cause)) + " -> " +
           std::string(name_of(kept.transition.to)) + " " + kept.text + "\n";
  }
  return out;
}

void expect_sound(const World& world, const fs::path& folder) {
  auto store = actors::TradingStore::open(folder / "trading.db");
  ASSERT_TRUE(store) << describe(store.error());
  const auto orders = store->orders("", 10);
  ASSERT_TRUE(orders) << describe(orders.error());
  ASSERT_LE(orders->size(), 1U);
  SCOPED_TRACE(orders->empty() ? "no order" : story(*store, orders->front().order_id));
  EXPECT_TRUE(world.answered);
  ASSERT_LE(world.broker.accepted(), 1U) << "two orders at the broker";
  const int at_broker = world.broker.order_count == 0 ? 0 : world.broker.orders.front().filled;
  EXPECT_EQ(world.portfolio.shares(), at_broker) << "the books and the broker differ";
  const bool known = !orders->empty();
  const OrderState state = known ? orders->front().state : OrderState::blocked;
  if (world.broker.order_count == 0) {
    EXPECT_TRUE(is_over(state) && state != OrderState::filled) << name_of(state);
    return;
  }
  ASSERT_TRUE(known) << "an order at the broker that nobody wrote down";
  EXPECT_EQ(state, at_broker == 60 ? OrderState::filled : OrderState::cancelled) << name_of(state);
  EXPECT_EQ(orders->front().filled, at_broker);
}

World world_of(std::uint64_t seed) {
  World world;
  world.broker.random.seed(seed);
  world.broker.unique_ids = seed % 2 == 0;
  return world;
}

/// How many runs: more where a person asks for them.
std::uint64_t runs() {
  const char* const asked = std::getenv("BALLAST_MONEY_RUNS");
  return asked != nullptr ? std::strtoull(asked, nullptr, 10) : random_cases(200);
}

TEST(Money, DeathAtEveryEventOfAnUntroubledOrderLosesAndDoublesNothing) {
  for (std::int64_t event = 1;; ++event) {
    const MemoryFolder folder;
    const SharedPages<World> world;
    world->broker.faults_in = 0;
    const std::size_t died = live_and_die(*world, folder.path(), {event});
    expect_sound(*world, folder.path());
    ASSERT_FALSE(::testing::Test::HasFailure()) << "killed at event " << event;
    EXPECT_EQ(world->broker.order_count, 1U);
    if (died > 0) continue;
    EXPECT_GT(event, 20) << "too few events to mean anything";
    break;
  }
}

TEST(Money, WhateverIsLostAndWheneverItDiesNothingIsLostOrDoubled) {
  for (std::uint64_t seed = 1; seed <= runs(); ++seed) {
    const MemoryFolder folder;
    const SharedPages<World> world;
    *world = world_of(seed);
    SharedRandom deaths;
    deaths.seed(seed ^ 0xDEADU);
    std::vector<std::int64_t> events(deaths.below(4));
    for (auto& event : events) event = static_cast<std::int64_t>(deaths.below(60)) + 1;
    live_and_die(*world, folder.path(), events);
    expect_sound(*world, folder.path());
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
  }
}

TEST(Money, LookUpsThatDoNotWaitWouldDoubleAnOrder) {
  bool doubled = false;
  for (std::uint64_t seed = 1; seed <= 400 && !doubled; seed += 2) {
    const MemoryFolder folder;
    const SharedPages<World> world;
    *world = world_of(seed);
    world->hasty = true;
    live_and_die(*world, folder.path(), {});
    doubled = world->broker.accepted() > 1;
  }
  EXPECT_TRUE(doubled) << "this test finds nothing";
}

}  // namespace
}  // namespace ballast::money
