// An order on paper while bid and ask are known: asked for before the checks, filled on the other
// side of them, and remembered so.
#include <gtest/gtest.h>

#include "actors/trading/paper_broker.hpp"
#include "actors/trading/trading.hpp"
#include "broker/manual_clock.hpp"
#include "messages/codec.hpp"
#include "messages/order_story.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/trading/open_exchange.hpp"
#include "tests/unit/actors/trading/trading_books.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;
using planner::BestQuote;

class QuotedTrading : public testing::Test {
 protected:
  QuotedTrading() {
    clock_.set_wall(that_monday_ns);
    outlet_.responder = [this](const RecordingOutlet::Request& request) { return serve(request); };
    trading_ = std::make_unique<Trading>(
        TradingStore::open(directory_.path() / "trading.db").value(),
        PaperBroker::open(directory_.path() / "paper.db", clock_).value(),
        TradingRules{patient_planner(), generous_limits(), {}, open_exchange(), {}, {}}, clock_);
  }

  RecordingOutlet::Answer serve(const RecordingOutlet::Request& request) {
    const std::string& type = request.payload.type;
    if (type == "GetUniverse") return messages::pack(small_market());
    if (type == "GetPortfolio") return messages::pack(small_books());
    if (type == "ApplyFill") {
      booked_ = messages::decode<messages::ApplyFill>(request.payload.bytes).value();
      return messages::pack(messages::FillApplied{booked_.fill_id, false, 1, 1.0});
    }
    asked_ = messages::decode<messages::GetListings>(request.payload.bytes).value();
    auto listings = small_listings();
    listings.listings[2].quote = quote_;
    return messages::pack(listings);
  }

  messages::OrderReport buy_one() {
    messages::ExecutePlan plan;
    plan.plan_id = "plan-" + std::to_string(++plans_);
    plan.all = true;
    plan.orders = {order_of(1, Side::buy, "CCC", 1)};
    return tell<messages::ExecutionReport>(plan).orders.at(0);
  }

  template <class Reply, class Command>
  Reply tell(const Command& body) {
    const auto command = command_of(body, std::to_string(++commands_));
    trading_->receive(command, outlet_);
    return outlet_.reply_to<Reply>(command);
  }

  messages::OrderStory story(const messages::OrderReport& order) {
    return tell<messages::OrderStory>(messages::GetOrderStory{order.order_id});
  }

  [[nodiscard]] std::int64_t now_ms() const { return clock_.wall_ns() / 1'000'000; }

  std::optional<BestQuote> quote_;
  messages::GetListings asked_;
  messages::ApplyFill booked_;
  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  RecordingOutlet outlet_;
  std::unique_ptr<Trading> trading_;
  int plans_ = 0;
  int commands_ = 0;
};

TEST_F(QuotedTrading, APurchaseIsFilledAtTheAskAndSaysSo) {
  quote_ = BestQuote{109.9, 110.2, 50.0, 40.0, now_ms() - 1000};
  const auto order = buy_one();
  EXPECT_EQ(asked_.quotes_within_ms, 5'000U);
  EXPECT_EQ(order.state, OrderState::filled);
  EXPECT_EQ(order.price, 110.2);
  EXPECT_EQ(order.limit, 111.1505);
  EXPECT_EQ(order.quoted_ms, now_ms() - 1000);
  EXPECT_EQ(booked_.price, 110.2);
  EXPECT_EQ(booked_.executed, day(2026, 1, 5));
  const auto told = story(order);
  ASSERT_EQ(told.fills.size(), 1U);
  EXPECT_EQ(told.fills[0].priced_at, "ask");
}

TEST_F(QuotedTrading, WithoutAFreshQuoteTheLastPriceIsPaid) {
  quote_ = BestQuote{109.9, 110.2, 50.0, 40.0, now_ms() - 61'000};
  const auto order = buy_one();
  EXPECT_EQ(order.state, OrderState::filled);
  EXPECT_EQ(order.price, 110.0);
  EXPECT_EQ(order.quoted_ms, std::nullopt);
  EXPECT_EQ(story(order).fills.at(0).priced_at, "last price");
}

TEST_F(QuotedTrading, AnAskBeyondTheLimitIsNotPaid) {
  quote_ = BestQuote{105.0, 115.0, 50.0, 40.0, now_ms()};
  const auto order = buy_one();
  EXPECT_EQ(order.state, OrderState::acknowledged);
  EXPECT_EQ(order.limit, 111.1);
  EXPECT_TRUE(story(order).fills.empty());
}

TEST_F(QuotedTrading, AThinBookOrAFarMiddleSendsNothing) {
  quote_ = BestQuote{109.9, 110.2, 50.0, 1.0, now_ms()};
  EXPECT_EQ(buy_one().state, OrderState::blocked);
  quote_ = BestQuote{121.9, 122.2, 50.0, 40.0, now_ms()};
  const auto order = buy_one();
  EXPECT_EQ(order.state, OrderState::blocked);
  for (const auto& check : order.checks) EXPECT_EQ(check.passed, check.name != "price_band");
}

}  // namespace
}  // namespace ballast::actors
