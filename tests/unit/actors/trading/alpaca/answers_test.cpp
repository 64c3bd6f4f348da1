#include "actors/trading/alpaca/answers.hpp"

#include <gtest/gtest.h>

#include "tests/unit/actors/trading/alpaca/sample_answers.hpp"

namespace ballast::actors::alpaca {
namespace {

using planner::Money;

/// The text with one part of it changed.
std::string with(std::string text, const std::string& part, const std::string& instead) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return at == std::string::npos ? text : text.replace(at, part.size(), instead);
}

std::string where_of(const Failure& failure) {
  EXPECT_FALSE(failure.what.empty());
  return failure.where;
}

TEST(AlpacaAnswers, AnAccountIsReadExactly) {
  const auto account = read_account(sample_account, sample_context());
  ASSERT_TRUE(account) << describe(account.error());
  EXPECT_EQ(account->cash, Money::from_micros(100'000'100'000));
  EXPECT_FALSE(account->blocked);
  const auto blocked =
      read_account(with(sample_account, R"("account_blocked":false)", R"("account_blocked":true)"),
                   sample_context());
  EXPECT_TRUE(blocked && blocked->blocked);
}

TEST(AlpacaAnswers, AnAccountInAnotherCurrencyIsRefused) {
  const auto account = read_account(with(sample_account, "USD", "CAD"), sample_context());
  ASSERT_FALSE(account);
  EXPECT_EQ(where_of(account.error()), "account.currency");
}

TEST(AlpacaAnswers, PositionsKeepPartsOfSharesAndSignsOfShortSales) {
  const auto positions = read_positions(sample_positions);
  ASSERT_TRUE(positions) << describe(positions.error());
  ASSERT_EQ(positions->size(), 2U);
  EXPECT_EQ(positions->front().quantity.count(), 5'500'000'000);
  EXPECT_EQ(positions->back().quantity.count(), -2'000'000'000);
  EXPECT_EQ(
      where_of(read_positions(with(sample_positions, R"("qty":"5.5")", R"("qty":"-5.5")")).error()),
      "position 1.qty");
}

TEST(AlpacaAnswers, AnOrderIsReadWithWhatWasFilled) {
  const auto order = read_order(sample_order, sample_context());
  ASSERT_TRUE(order) << describe(order.error());
  EXPECT_EQ(order->client_order_id, "019a-b");
  EXPECT_EQ(order->standing, OrderStanding::open);
  EXPECT_EQ(order->filled.count(), 4'000'000'000);
  EXPECT_EQ(format_instant(order->created), "2026-11-20T15:30:00.123456789Z");
}

TEST(AlpacaAnswers, AnUnknownStatusIsOpenAndSaysSo) {
  const auto order =
      read_order(with(sample_order, "partially_filled", "on_the_moon"), sample_context());
  ASSERT_TRUE(order);
  EXPECT_EQ(order->standing, OrderStanding::open);
  EXPECT_FALSE(order->status_known);
  EXPECT_EQ(order->status, "on_the_moon");
}

struct Hostile {
  const char* part;
  const char* instead;
  const char* field;
};

TEST(AlpacaAnswers, HostileOrdersAreRefusedByField) {
  for (const Hostile& one : {
           Hostile{R"("filled_qty":"4")", R"("filled_qty":"-4")", "order.filled_qty"},
           Hostile{R"("filled_qty":"4")", R"("filled_qty":"11")", "order.filled_qty"},
           Hostile{R"("filled_qty":"4")", R"("filled_qty":4.5)", "order.filled_qty"},
           Hostile{R"("filled_qty":"4")", R"("filled_qty":"4e0")", "order.filled_qty"},
           Hostile{R"("filled_qty":"4",)", "", "order.filled_qty"},
           Hostile{R"("filled_qty":"4")", R"("filled_qty":"0")", "order.filled_avg_price"},
           Hostile{R"("qty":"10")", R"("qty":"99999999999")", "order.qty"},
           Hostile{"2026-11-20T15:30:00.123456789Z", "2027-11-20T15:30:00Z", "order.created_at"},
           Hostile{R"("side":"buy")", R"("side":"steal")", "order.side"},
           Hostile{R"("status":"partially_filled")", R"("status":"filled")", "order.status"},
           Hostile{R"("id":"61e69015")", R"("id":null)", "order.id"},
       }) {
    const auto order = read_order(with(sample_order, one.part, one.instead), sample_context());
    ASSERT_FALSE(order) << one.instead;
    EXPECT_EQ(where_of(order.error()), one.field);
  }
}

TEST(AlpacaAnswers, FillsAndCashComeInOrderAndUnknownKindsAreTold) {
  const auto page = read_activities(sample_activities, sample_context());
  ASSERT_TRUE(page) << describe(page.error());
  ASSERT_EQ(page->fills.size(), 1U);
  EXPECT_EQ(page->fills.front().price.count(), 120'500'000'000);
  ASSERT_EQ(page->cash.size(), 2U);
  EXPECT_EQ(page->cash.back().status, RowStatus::cancels);
  EXPECT_EQ(page->cash.back().group, "g");
  ASSERT_EQ(page->others.size(), 1U);
  EXPECT_EQ(page->others.front().kind, "SPLIT");
  EXPECT_EQ(page->last_id, "20261120000000000::s1");
  EXPECT_EQ(page->rows, 4U);
}

TEST(AlpacaAnswers, OneWrongRowRefusesThePage) {
  for (const Hostile& one : {
           Hostile{R"("price":"120.5")", R"("price":"-120.5")", "activity 1.price"},
           Hostile{R"("price":"120.5")", R"("price":"0")", "activity 1.price"},
           Hostile{R"("qty":"4")", R"("qty":"0.0000000001")", "activity 1.qty"},
           Hostile{"2026-11-20T15:30:01.5Z", "2026-12-20T15:30:01.5Z",
                   "activity 1.transaction_time"},
           Hostile{R"("cum_qty":"4")", R"("cum_qty":"1")", "activity 1.cum_qty"},
           Hostile{R"("currency":"USD")", R"("currency":"EUR")", "activity 2.currency"},
           Hostile{R"("status":"canceled")", R"("status":"perhaps")", "activity 3.status"},
           Hostile{R"("net_amount":"1.02")", R"("net_amount":"1.0200001")",
                   "activity 2.net_amount"},
           Hostile{R"("date":"2026-11-20")", R"("date":"2026-12-20")", "activity 2.date"},
           Hostile{R"("date":"2026-11-20")", R"("date":"3479-11-20")", "activity 2.date"},
           Hostile{R"("date":"2026-11-20")", R"("date":"0001-01-01")", "activity 2.date"},
       }) {
    const auto page =
        read_activities(with(sample_activities, one.part, one.instead), sample_context());
    ASSERT_FALSE(page) << one.instead;
    EXPECT_EQ(where_of(page.error()), one.field);
  }
}

TEST(AlpacaAnswers, ClockAndCalendarKnowOffsetsAndHalfDays) {
  const auto clock = read_clock(sample_clock);
  ASSERT_TRUE(clock) << describe(clock.error());
  EXPECT_EQ(format_instant(clock->now), "2026-11-20T16:30:00.5Z");
  const auto days = read_calendar(sample_calendar);
  ASSERT_TRUE(days) << describe(days.error());
  EXPECT_EQ(days->back().close_minute, 13 * 60);
  EXPECT_FALSE(read_calendar(with(sample_calendar, "2026-11-25", "2026-11-27")));
  EXPECT_FALSE(read_calendar(with(sample_calendar, "13:00", "09:00")));
}

TEST(AlpacaAnswers, PagesForPeopleAndCutAnswersAreNoData) {
  const AnswerContext context = sample_context();
  for (const std::string& body :
       {sample_page, std::string(), std::string("null"), std::string("[]"),
        sample_order.substr(0, sample_order.size() / 2), std::string(10'000, '[')}) {
    EXPECT_FALSE(read_account(body, context));
    EXPECT_FALSE(read_order(body, context));
    EXPECT_FALSE(read_clock(body));
    EXPECT_FALSE(read_error(body));
  }
  EXPECT_EQ(read_positions(sample_page).error().what, "the answer is a page for people, not data");
}

TEST(AlpacaInstants, AreExactToTheNanosecond) {
  EXPECT_EQ(parse_instant("1999-12-31T23:59:59Z"), std::nullopt);
  EXPECT_EQ(parse_instant("2026-11-20T10:00:00-05:00"), parse_instant("2026-11-20T15:00:00Z"));
  EXPECT_EQ(parse_instant("2026-11-20T15:00:00.000000001Z").value_or(0) -
                parse_instant("2026-11-20T15:00:00Z").value_or(0),
            1);
  for (const char* text :
       {"2026-11-20", "2026-11-20T15:00Z", "2026-11-20T15:00:00", "2026-11-20T25:00:00Z",
        "2026-11-20T15:00:00.Z", "2026-11-20T15:00:00.1234567890Z", "2026-11-20T15:00:00ZZ",
        "2026-13-20T15:00:00Z", "2026-11-20T-1:00:00Z", ""}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace ballast::actors::alpaca
