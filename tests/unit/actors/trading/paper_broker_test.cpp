// Paper trading as a broker: limits, parts and their fees, the end of the day, restarts.
#include "actors/trading/paper_broker.hpp"

#include <gtest/gtest.h>

#include "actors/trading/paper_schema.hpp"
#include "actors/trading/wall_time.hpp"
#include "broker/manual_clock.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using planner::Money;
using planner::Side;
using planner::ledger::Price;
using planner::ledger::Quantity;
using planner::trading::Cause;

class OnPaper : public testing::Test {
 protected:
  void open(const planner::trading::PaperRules& rules) {
    paper_.reset();
    paper_ = PaperBroker::open(directory_.path() / "paper.db", clock_, rules).value();
  }

  /// Buys 10 at 50.00 for a fee of 3.01, today until an hour from now.
  [[nodiscard]] BrokerOrder order(const std::string& id) const {
    BrokerOrder out;
    out.client_order_id = id;
    out.symbol = "AAA";
    out.side = Side::buy;
    out.quantity = Quantity::whole(10);
    out.currency = "EUR";
    out.price = Price::whole(50);
    out.per_base = planner::ledger::Rate::whole(1);
    out.fee = {"EUR", Money::from_units(3.01)};
    out.until_ms = wall_ms(clock_) + 3'600'000;
    return out;
  }

  BrokerOrderNews submit(const BrokerOrder& order) {
    BrokerOrderNews out;
    paper_->submit(order,
                   [&](const auto& told) { out = std::get<Done<BrokerOrderNews>>(told).value; });
    return out;
  }

  BrokerOrderNews look(const std::string& id) {
    BrokerOrderNews out;
    paper_->find(id, [&](const auto& told) {
      out = std::get<Done<std::optional<BrokerOrderNews>>>(told).value.value();
    });
    return out;
  }

  std::vector<BrokerFill> fills() {
    std::vector<BrokerFill> out;
    paper_->fills_since(
        "", [&](const auto& told) { out = std::get<Done<BrokerFills>>(told).value.fills; });
    return out;
  }

  std::size_t open_orders() {
    std::size_t out = 0;
    paper_->open_orders([&](const auto& told) {
      out = std::get<Done<std::vector<BrokerOrderNews>>>(told).value.size();
    });
    return out;
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  std::unique_ptr<BrokerAdapter> paper_;
};

TEST_F(OnPaper, PartsFollowOneAnotherAndShareTheFeeToTheLastMillionth) {
  open({0.0, 1.0, 7});
  submit(order("a"));
  while (look("a").filled < Quantity::whole(10)) continue;
  const auto parts = fills();
  EXPECT_GT(parts.size(), 1U);
  EXPECT_LE(parts.size(), static_cast<std::size_t>(planner::trading::paper_fills_max));
  Quantity shares;
  Money fee;
  for (const BrokerFill& part : parts) {
    shares += part.quantity;
    fee += part.fee.money;
  }
  EXPECT_EQ(shares, Quantity::whole(10));
  EXPECT_EQ(fee, Money::from_units(3.01));
}

TEST_F(OnPaper, TheSameSeedAndOrderGiveTheSamePartsAlsoOverARestart) {
  const auto parts_of = [&](const std::string& file, bool restarts) {
    std::vector<Quantity> out;
    const auto at = [&] {
      paper_.reset();
      paper_ = PaperBroker::open(directory_.path() / file, clock_, {0.0, 0.9, 3}).value();
    };
    at();
    submit(order("a"));
    while (look("a").filled < Quantity::whole(10)) {
      if (restarts) at();
    }
    for (const BrokerFill& part : fills()) out.push_back(part.quantity);
    return out;
  };
  EXPECT_EQ(parts_of("one.db", false), parts_of("other.db", true));
}

TEST_F(OnPaper, WhatIsNotFilledWhenTheExchangeClosesHasExpired) {
  open({0.0, 1.0, 7});
  const auto first = submit(order("a"));
  ASSERT_GT(first.filled, Quantity{});
  ASSERT_LT(first.filled, Quantity::whole(10));
  clock_.advance(std::chrono::minutes(59));
  EXPECT_EQ(open_orders(), 1U);
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(open_orders(), 0U);
  const auto last = look("a");
  EXPECT_EQ(last.state, Cause::expired);
  EXPECT_EQ(last.filled, first.filled) << "nothing is filled after the close";
  EXPECT_EQ(fills().size(), 1U);
  open({0.0, 1.0, 7});
  EXPECT_EQ(look("a").state, Cause::expired);
}

TEST_F(OnPaper, AnOrderThatArrivesAfterTheCloseIsNotFilled) {
  open({});
  BrokerOrder late = order("a");
  late.until_ms = wall_ms(clock_);
  EXPECT_EQ(submit(late).state, Cause::expired);
  EXPECT_TRUE(fills().empty());
  late = order("b");
  late.until_ms.reset();
  clock_.advance(std::chrono::hours(1'000));
  EXPECT_EQ(submit(late).filled, Quantity::whole(10)) << "one without an end";
}

TEST_F(OnPaper, WhatWasOverLongAgoIsForgottenAndWhatIsOpenIsNot) {
  open({0.0, 0.0, 0});
  submit(order("old"));
  BrokerOrder waits = order("open");
  waits.until_ms.reset();
  waits.limit = Price::whole(49);
  submit(waits);
  clock_.advance(std::chrono::hours(48));
  submit(order("new"));
  ASSERT_TRUE(paper_->forget_before(wall_ms(clock_) - 86'400'000));
  ASSERT_EQ(fills().size(), 1U);
  EXPECT_EQ(fills()[0].client_order_id, "new");
  EXPECT_EQ(open_orders(), 1U);
}

TEST_F(OnPaper, ALimitThatIsNotReachedWaitsAndOneThatIsBoundsThePrice) {
  open({0.05, 0.0, 0});
  BrokerOrder limited = order("a");
  limited.limit = Price::of(49'990'000'000);
  EXPECT_EQ(submit(limited).state, Cause::acknowledged);
  EXPECT_EQ(open_orders(), 1U);
  limited = order("b");
  limited.limit = Price::of(50'500'000'000);
  submit(limited);
  ASSERT_EQ(fills().size(), 1U);
  EXPECT_EQ(fills()[0].price, Price::of(50'500'000'000)) << "52.50 would be beyond it";
}

TEST_F(OnPaper, AFillSaysWhatItsPriceIsOf) {
  open({0.01, 0.0, 0});
  submit(order("a"));
  BrokerOrder quoted = order("b");
  quoted.quoted_ms = wall_ms(clock_);
  submit(quoted);
  quoted.client_order_id = "c";
  quoted.side = Side::sell;
  submit(quoted);
  const auto told = fills();
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].priced_at, "last price");
  EXPECT_EQ(told[1].priced_at, "ask");
  EXPECT_EQ(told[1].price, Price::of(50'500'000'000));
  EXPECT_EQ(told[2].priced_at, "bid");
  EXPECT_EQ(told[2].price, Price::of(49'500'000'000));
}

TEST_F(OnPaper, WhatAnOlderVersionFilledAndLeftOpenIsKnown) {
  const auto file = directory_.path() / "paper.db";
  auto migrations = paper_migrations();
  migrations.resize(3);
  {
    auto old = broker::Store::open({file, migrations, false}).value();
    old.database().exec(
        "INSERT INTO paper_order VALUES (1, 'a', 'AAA', 'buy', 2000000000, 1000000000, "
        "'acknowledged', 50000000000, NULL, 'EUR', 0, 'EUR', 19000, NULL);"
        "INSERT INTO paper_fill VALUES (1, 'a', 'a', 1000000000, 50000000000, 'EUR', 0, 'EUR', 5, "
        "19000)");
  }
  open({});
  EXPECT_EQ(look("a").filled, Quantity::whole(2));
  const auto told = fills();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].priced_at, "last price");
  EXPECT_EQ(told[1].priced_at, "last price");
  EXPECT_EQ(told[1].price, Price::whole(50));
}

}  // namespace
}  // namespace ballast::actors
