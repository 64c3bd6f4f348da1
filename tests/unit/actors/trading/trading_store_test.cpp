// Files of the version before orders had a life: what they hold is taken over.
#include "actors/trading/trading_store.hpp"

#include <gtest/gtest.h>

#include "actors/trading/schema.hpp"
#include "messages/codec.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using planner::trading::Cause;

/// The bytes of a text of MessagePack.
std::string packed(const std::string& text) {
  return static_cast<char>(0xa0U + text.size()) + text;
}

class OlderTradingStore : public testing::Test {
 protected:
  void keep(int step, const std::string& state, OrderState as) {
    messages::OrderReport report;
    report.order_id = "plan-1/" + std::to_string(step) + "/1";
    report.plan_id = "plan-1";
    report.quantity = 5.0;
    report.state = as;
    std::string bytes = messages::encode(messages::OrderFilled{report});
    const std::string now = packed("state") + packed(std::string(name_of(as)));
    const auto at = bytes.find(now);
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at, now.size(), packed("state") + packed(state));
    SQLite::Statement put(old_->database(),
                          "INSERT INTO placed_order (order_id, plan_id, step, command_id, state, "
                          "security, side, executed, report, fill) "
                          "VALUES (?, 'plan-1', ?, 'c', ?, 1, 'buy', 20000, ?, ?)");
    put.bind(1, report.order_id);
    put.bind(2, step);
    put.bind(3, state);
    bind_blob(put, 4, bytes);
    const std::string fill = messages::encode(messages::ApplyFill{});
    bind_blob(put, 5, fill);
    put.exec();
  }

  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "trading.db"; }

  TemporaryDirectory directory_;
  std::optional<broker::Store> old_ =
      broker::Store::open({file(), {trading_migrations().front()}, false}).value();
};

TEST_F(OlderTradingStore, KeepsItsOrdersUnderTheNamesOfTheirLife) {
  keep(1, "filled", OrderState::filled);
  keep(2, "placed", OrderState::journalled);
  keep(3, "refused", OrderState::blocked);
  old_.reset();
  auto store = TradingStore::open(file()).value();
  const auto orders = store.orders("", 10).value();
  ASSERT_EQ(orders.size(), 3U);
  EXPECT_EQ(orders[2].state, OrderState::filled);
  EXPECT_EQ(orders[1].state, OrderState::journalled);
  EXPECT_EQ(orders[0].state, OrderState::blocked);
  EXPECT_EQ(store.executed_steps("plan-1"), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(store.open_orders()->size(), 1U);
  EXPECT_EQ(store.history()->history.size(), 1U);
  const auto life = store.transitions("plan-1/1/1").value();
  ASSERT_EQ(life.size(), 1U);
  EXPECT_EQ(life[0].transition.cause, Cause::taken_over);
  EXPECT_EQ(store.move("plan-1/2/1", Cause::sent, 1, "")->report.state, OrderState::sent);
}

TEST_F(OlderTradingStore, TransitionsAreNeverChanged) {
  keep(1, "placed", OrderState::journalled);
  old_.reset();
  ASSERT_TRUE(TradingStore::open(file()));
  auto store = broker::Store::open({file(), trading_migrations(), false}).value();
  for (const char* change :
       {"UPDATE order_transition SET text = 'x'", "DELETE FROM order_transition"}) {
    const auto done = store.write([&]() -> planner::Result<void> {
      store.database().exec(change);
      return {};
    });
    ASSERT_FALSE(done);
    EXPECT_NE(done.error().what.find("never"), std::string::npos) << done.error().what;
  }
}

TEST_F(OlderTradingStore, ANewerOneIsRefused) {
  old_.reset();
  auto newer = trading_migrations();
  newer.emplace_back("CREATE TABLE more (x INTEGER) STRICT;");
  ASSERT_TRUE(broker::Store::open({file(), newer, false}));
  const auto store = TradingStore::open(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, planner::FailureKind::conflict);
}

}  // namespace
}  // namespace ballast::actors
