#include "actors/trading/alpaca/alpaca_adapter.hpp"

#include <gtest/gtest.h>

#include "actors/trading/alpaca/fill_cursor.hpp"
#include "broker/manual_clock.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/trading/alpaca/sample_answers.hpp"
#include "tests/unit/actors/trading/alpaca/scripted_http.hpp"

namespace ballast::actors::alpaca {
namespace {

using Found = BrokerAnswer<std::optional<BrokerOrderNews>>;

const std::string not_found = R"({"code":40410000,"message":"order not found"})";
const std::string duplicate = R"({"code":40010001,"message":"client_order_id must be unique"})";

class AlpacaAdapterTest : public ::testing::Test {
 protected:
  explicit AlpacaAdapterTest(std::string live_account = "") {
    adapter_ = std::make_unique<AlpacaAdapter>(
        Connection{"http://127.0.0.1:1", {"ID", "HUSH", false}, std::move(live_account)},
        [this](broker::Outlet& /*outlet*/) {
          auto http = std::make_unique<ScriptedHttp>();
          http_ = http.get();
          return http;
        },
        clock_);
    adapter_->start(outlet_, nullptr);
  }

  static BrokerOrder order() {
    BrokerOrder order;
    order.client_order_id = "019a-b";
    order.symbol = "AAPL";
    order.quantity = ledger::Quantity::whole(10);
    return order;
  }

  BrokerAnswer<BrokerOrderNews> submit(const std::vector<ScriptedHttp::Answer>& answers) {
    BrokerAnswer<BrokerOrderNews> out = Unknown{"nobody answered"};
    adapter_->submit(order(), [&](const auto& answer) { out = answer; });
    http_->answer(answers);
    EXPECT_TRUE(http_->is_idle());
    return out;
  }

  RecordingOutlet outlet_;
  broker::ManualClock clock_{sample_context().now};
  ScriptedHttp* http_ = nullptr;
  std::unique_ptr<AlpacaAdapter> adapter_;
};

TEST_F(AlpacaAdapterTest, AnOrderThatIsTakenIsDone) {
  const auto answer = submit({ScriptedHttp::told(200, sample_order)});
  ASSERT_TRUE(std::holds_alternative<Done<BrokerOrderNews>>(answer));
  EXPECT_EQ(std::get<Done<BrokerOrderNews>>(answer).value.broker_order_id, "61e69015");
  ASSERT_EQ(http_->asked.size(), 1U);
  EXPECT_EQ(http_->asked.front().url, "http://127.0.0.1:1/v2/orders");
  EXPECT_EQ(http_->asked.front().body.find("HUSH"), std::string::npos);
}

TEST_F(AlpacaAdapterTest, WhatTellsNothingIsUnknownAndNotRepeated) {
  for (const auto& told :
       {ScriptedHttp::lost(), ScriptedHttp::told(500, duplicate), ScriptedHttp::told(429, ""),
        ScriptedHttp::told(200, sample_page), ScriptedHttp::told(403, sample_page),
        ScriptedHttp::told(302, ""), ScriptedHttp::told(200, sample_order.substr(0, 100))}) {
    EXPECT_TRUE(std::holds_alternative<Unknown>(submit({told})));
  }
}

TEST_F(AlpacaAdapterTest, ADuplicateIsTheOrderThatIsThere) {
  const auto answer =
      submit({ScriptedHttp::told(422, duplicate), ScriptedHttp::told(200, sample_order)});
  EXPECT_TRUE(std::holds_alternative<Done<BrokerOrderNews>>(answer));
  EXPECT_EQ(http_->asked.back().url,
            "http://127.0.0.1:1/v2/orders:by_client_order_id?client_order_id=019a-b");
}

TEST_F(AlpacaAdapterTest, ANoIsBelievedWhenALookUpFindsNothing) {
  EXPECT_TRUE(std::holds_alternative<Refused>(
      submit({ScriptedHttp::told(403, sample_error), ScriptedHttp::told(404, not_found)})));
  EXPECT_TRUE(std::holds_alternative<Unknown>(
      submit({ScriptedHttp::told(403, sample_error), ScriptedHttp::lost()})));
  EXPECT_TRUE(std::holds_alternative<Unknown>(
      submit({ScriptedHttp::told(422, duplicate), ScriptedHttp::told(404, sample_page)})));
  EXPECT_TRUE(std::holds_alternative<Unknown>(
      submit({ScriptedHttp::told(422, duplicate), ScriptedHttp::told(404, not_found)})));
}

TEST_F(AlpacaAdapterTest, AnswersAboutAnotherOrderAreUnknown) {
  Found out = Refused{};
  adapter_->find("another", [&](const Found& answer) { out = answer; });
  http_->answer({ScriptedHttp::told(200, sample_order)});
  EXPECT_TRUE(std::holds_alternative<Unknown>(out));
}

TEST_F(AlpacaAdapterTest, CancellingLooksUpWhatItHasNoIdOf) {
  BrokerAnswer<BrokerOrderNews> out = Unknown{};
  adapter_->cancel("019a-b", "", [&](const auto& answer) { out = answer; });
  http_->answer({ScriptedHttp::told(200, sample_order), ScriptedHttp::told(204, "")});
  EXPECT_TRUE(std::holds_alternative<Done<BrokerOrderNews>>(out));
  EXPECT_EQ(http_->asked.back().method, HttpMethod::del);
  EXPECT_EQ(http_->asked.back().url, "http://127.0.0.1:1/v2/orders/61e69015");
}

TEST_F(AlpacaAdapterTest, FillsAreReadAgainForSomeDays) {
  BrokerAnswer<BrokerFills> out = Unknown{};
  const FillCursor cursor{*parse_instant("2026-11-01T00:00:00Z"),
                          *parse_instant("2026-11-19T00:00:00Z"), ""};
  adapter_->fills_since(text_of(cursor), [&](const auto& answer) { out = answer; });
  http_->answer({ScriptedHttp::told(200, sample_activities)});
  EXPECT_NE(http_->asked.back().url.find("&after=2026-11-16T00%3A00%3A00Z"), std::string::npos);
  ASSERT_TRUE(std::holds_alternative<Done<BrokerFills>>(out));
  const BrokerFills& fills = std::get<Done<BrokerFills>>(out).value;
  ASSERT_EQ(fills.fills.size(), 1U);
  EXPECT_EQ(fills.fills.front().fill_id, "20261120103001000::a1");
  EXPECT_EQ(planner::format_date(fills.fills.front().day), "2026-11-20");
  EXPECT_FALSE(fills.more);
  EXPECT_EQ(parse_cursor(fills.cursor)->newest, *parse_instant("2026-11-20T15:30:01.5Z"));
}

class LiveAdapterTest : public AlpacaAdapterTest {
 protected:
  LiveAdapterTest() : AlpacaAdapterTest("PA1") {}
};

TEST_F(LiveAdapterTest, RealMoneyWaitsForTheAccountsNumber) {
  EXPECT_TRUE(adapter_->is_live());
  EXPECT_TRUE(std::holds_alternative<Refused>(submit({ScriptedHttp::lost()})));
  std::string other = sample_account;
  other.replace(other.find("PA1"), 3, "PA2");
  EXPECT_TRUE(std::holds_alternative<Refused>(submit({ScriptedHttp::told(200, other)})));
  EXPECT_TRUE(std::holds_alternative<Done<BrokerOrderNews>>(
      submit({ScriptedHttp::told(200, sample_account), ScriptedHttp::told(200, sample_order)})));
}

TEST(AlpacaCursors, ComeBackFromTheirText) {
  const FillCursor cursor{*parse_instant("2026-11-01T00:00:00Z"),
                          *parse_instant("2026-11-19T00:00:00.5Z"), "2026::id"};
  EXPECT_EQ(parse_cursor(text_of(cursor)), cursor);
  EXPECT_EQ(begin_of_round({cursor.newest - 5, cursor.newest, ""}), cursor.newest - 5);
  for (const char* text :
       {"", "|", "||", "2026-11-01T00:00:00Z|x|", "2026-11-02T00:00:00Z|2026-11-01T00:00:00Z|"}) {
    EXPECT_FALSE(parse_cursor(text)) << text;
  }
}

TEST(AlpacaCursors, DaysAreThoseOfNewYork) {
  const auto day = [](const char* text) {
    return planner::format_date(new_york_day(*parse_instant(text)));
  };
  EXPECT_EQ(day("2026-11-20T04:59:59Z"), "2026-11-19");
  EXPECT_EQ(day("2026-11-20T05:00:00Z"), "2026-11-20");
  EXPECT_EQ(day("2026-07-20T03:59:59Z"), "2026-07-19");
  EXPECT_EQ(day("2026-07-20T04:00:00Z"), "2026-07-20");
  EXPECT_EQ(day("2026-03-09T04:00:00Z"), "2026-03-09");
  EXPECT_EQ(day("2026-11-02T04:59:59Z"), "2026-11-01");
}

}  // namespace
}  // namespace ballast::actors::alpaca
