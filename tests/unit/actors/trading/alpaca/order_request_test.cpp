#include "actors/trading/alpaca/order_request.hpp"

#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "actors/trading/alpaca/outcome.hpp"
#include "tests/unit/actors/trading/alpaca/sample_answers.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::actors::alpaca {
namespace {

using planner::Side;
using planner::ledger::billion;
using planner::ledger::Price;
using planner::ledger::Quantity;

OrderRequest ten_shares() {
  return {"019a-b",     "AAPL", Side::buy, Quantity::whole(10), Price::of(121'005'000'000),
          Validity::day};
}

TEST(AlpacaOrders, AreWrittenAsDecimalTexts) {
  const auto body = order_body(ten_shares());
  ASSERT_TRUE(body);
  EXPECT_EQ(*body,
            R"({"symbol":"AAPL","qty":"10","side":"buy","type":"limit","time_in_force":"day",)"
            R"("limit_price":"121","client_order_id":"019a-b"})");
  OrderRequest market = ten_shares();
  market.limit.reset();
  market.side = Side::sell;
  market.validity = Validity::until_cancelled;
  const auto json = nlohmann::json::parse(*order_body(market));
  EXPECT_EQ(json["type"], "market");
  EXPECT_EQ(json["time_in_force"], "gtc");
  EXPECT_FALSE(json.contains("limit_price"));
}

TEST(AlpacaOrders, WhatCannotBeSentIsRefused) {
  const auto refused = [](auto change) {
    OrderRequest order = ten_shares();
    change(order);
    return !order_body(order).has_value();
  };
  EXPECT_TRUE(refused([](OrderRequest& order) { order.client_order_id.clear(); }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.client_order_id.assign(129, 'a'); }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.client_order_id = "a b"; }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.symbol = "A\n"; }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.quantity = Quantity{}; }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.quantity = Quantity::of(-billion); }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.limit = Price{}; }));
  EXPECT_TRUE(refused([](OrderRequest& order) { order.limit = Price::of(99'999); }));
  EXPECT_TRUE(refused([](OrderRequest& order) {
    order.quantity = Quantity::of(billion / 2);
    order.validity = Validity::until_cancelled;
  }));
}

TEST(AlpacaOrders, LimitsAreAtTheTickAndNeverWorse) {
  const std::uint64_t seed = 20'261'122;
  std::mt19937_64 random(seed);
  for (std::uint64_t i = 0; i < random_cases(20'000); ++i) {
    const Price limit = Price::of(static_cast<std::int64_t>(random() % 3'000'000'000));
    const Price buy = at_tick(Side::buy, limit);
    const Price sell = at_tick(Side::sell, limit);
    EXPECT_LE(buy, limit) << seed;
    EXPECT_GE(sell, limit) << seed;
    EXPECT_LE((sell - buy).count(), limit.count() >= billion ? 10'000'000 : 100'000) << seed;
    for (const Price price : {buy, sell}) {
      const std::int64_t tick = price.count() >= billion ? 10'000'000 : 100'000;
      EXPECT_EQ(price.count() % tick, 0) << seed << " " << limit.count();
    }
  }
}

TEST(AlpacaOrders, IdsInAddressesAreEncoded) {
  EXPECT_EQ(percent_encoded("a-Z_9.~"), "a-Z_9.~");
  EXPECT_EQ(percent_encoded("plan/1 ?&=%"), "plan%2F1%20%3F%26%3D%25");
}

TEST(AlpacaOutcomes, ANoCountsInTheBrokersOwnWordsOnly) {
  EXPECT_EQ(judge(200, "").outcome, Outcome::done);
  EXPECT_EQ(judge(204, "").outcome, Outcome::done);
  EXPECT_EQ(judge(404, sample_error).outcome, Outcome::missing);
  EXPECT_EQ(judge(404, sample_page).outcome, Outcome::doubtful);
  EXPECT_EQ(judge(422, sample_error).outcome, Outcome::conflict);
  EXPECT_EQ(judge(403, sample_error).outcome, Outcome::refused);
  EXPECT_EQ(judge(403, sample_page).outcome, Outcome::doubtful);
  EXPECT_EQ(judge(429, sample_page).outcome, Outcome::slowed);
  EXPECT_TRUE(judge(401, sample_page).key_is_refused);
  for (const int status : {0, 100, 301, 302, 408, 500, 502, 503, 504, 599}) {
    EXPECT_EQ(judge(status, sample_error).outcome, Outcome::doubtful) << status;
  }
  EXPECT_EQ(judge(403, sample_error).text, "403: insufficient buying power");
}

}  // namespace
}  // namespace ballast::actors::alpaca
