// Sessions of exchanges: rules by hand, half days, lunch, and the two days a year on which the
// clocks change.
#include "planner/trading/exchange_calendar.hpp"

#include <gtest/gtest.h>

#include "planner/trading/zone_data.hpp"
#include "tests/unit/planner/trading/made_zone.hpp"

namespace ballast::planner::trading {
namespace {

Date on(int year, unsigned month, unsigned of_month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(of_month);
}

std::int64_t at(Date day, int hour, int minute_of_hour) {
  return std::chrono::milliseconds(day.time_since_epoch()).count() +
         (hour * 60 + minute_of_hour) * std::int64_t{60'000};
}

/// Berlin in 2026: an hour ahead of UTC, two from 29 March to 25 October, 01:00 UTC.
ZoneOffsets berlin() {
  return {{0, 3600},
          {at(on(2026, 3, 29), 1, 0) / 1000, 7200},
          {at(on(2026, 10, 25), 1, 0) / 1000, 3600}};
}

Exchange plain_exchange() {
  Exchange out;
  out.mic = "XETR";
  out.names = {"Xetra"};
  out.open = 540;
  out.close = 1050;
  return out;
}

DayRule fixed(unsigned month, unsigned day, Observed observed = Observed::no) {
  DayRule out;
  out.month = month;
  out.day = day;
  out.observed = observed;
  return out;
}

using Days = std::vector<Date>;

TEST(ExchangeCalendar, EasterIsWhereTheChurchesPutIt) {
  EXPECT_EQ(western_easter(2024), on(2024, 3, 31));
  EXPECT_EQ(western_easter(2025), on(2025, 4, 20));
  EXPECT_EQ(western_easter(2026), on(2026, 4, 5));
  EXPECT_EQ(western_easter(2038), on(2038, 4, 25));
  EXPECT_EQ(orthodox_easter(2024), on(2024, 5, 5));
  EXPECT_EQ(orthodox_easter(2025), on(2025, 4, 20));
  EXPECT_EQ(orthodox_easter(2026), on(2026, 4, 12));
}

TEST(ExchangeCalendar, HolidaysOnWeekendsAreObservedAsTheExchangeSays) {
  Exchange exchange = plain_exchange();
  exchange.holidays = {fixed(7, 4, Observed::nearest), fixed(1, 1, Observed::sunday)};
  EXPECT_EQ(holidays_of(exchange, 2026), (Days{on(2026, 1, 1), on(2026, 7, 3)})) << "a Saturday";
  EXPECT_EQ(holidays_of(exchange, 2021), (Days{on(2021, 1, 1), on(2021, 7, 5)})) << "a Sunday";
  EXPECT_EQ(holidays_of(exchange, 2022), (Days{on(2022, 7, 4)})) << "New Year on a Saturday";
  exchange.holidays = {fixed(12, 25, Observed::substitute), fixed(12, 26, Observed::substitute)};
  EXPECT_EQ(holidays_of(exchange, 2021), (Days{on(2021, 12, 27), on(2021, 12, 28)}));
  EXPECT_EQ(holidays_of(exchange, 2022), (Days{on(2022, 12, 26), on(2022, 12, 27)}));
  EXPECT_EQ(holidays_of(exchange, 2026), (Days{on(2026, 12, 25), on(2026, 12, 28)}));
}

TEST(ExchangeCalendar, WeekdaysOfMonthsAreCountedFromBothEnds) {
  Exchange exchange = plain_exchange();
  DayRule rule;
  rule.kind = DayRule::Kind::nth_weekday;
  rule.month = 11;
  rule.nth = 4;
  rule.weekday = std::chrono::Thursday;
  exchange.holidays = {rule};
  rule.month = 5;
  rule.nth = -1;
  rule.weekday = std::chrono::Monday;
  rule.from_year = 2026;
  exchange.holidays.push_back(rule);
  EXPECT_EQ(holidays_of(exchange, 2026), (Days{on(2026, 5, 25), on(2026, 11, 26)}));
  EXPECT_EQ(holidays_of(exchange, 2025), (Days{on(2025, 11, 27)})) << "before the rule held";
}

TEST(ExchangeCalendar, TheOpeningFollowsTheClocksOfTheExchange) {
  const Exchange exchange = plain_exchange();
  const auto opens = [&](Date day) {
    return session_at(exchange, berlin(), at(day, 5, 0)).opens_ms.value();
  };
  EXPECT_EQ(opens(on(2026, 3, 27)), at(on(2026, 3, 27), 8, 0)) << "a Friday in winter";
  EXPECT_EQ(opens(on(2026, 3, 30)), at(on(2026, 3, 30), 7, 0)) << "the Monday after the change";
  EXPECT_EQ(opens(on(2026, 10, 23)), at(on(2026, 10, 23), 7, 0));
  EXPECT_EQ(opens(on(2026, 10, 26)), at(on(2026, 10, 26), 8, 0));
}

TEST(ExchangeCalendar, OpenIsFromTheFirstMinuteToBeforeTheLast) {
  const Exchange exchange = plain_exchange();
  const Date day = on(2026, 1, 5);
  const auto open = [&](int hour, int minute_of_hour) {
    return session_at(exchange, berlin(), at(day, hour, minute_of_hour)).open;
  };
  EXPECT_FALSE(open(7, 59));
  EXPECT_TRUE(open(8, 0));
  EXPECT_TRUE(open(16, 29));
  EXPECT_FALSE(open(16, 30));
  EXPECT_EQ(session_at(exchange, berlin(), at(day, 9, 0)).closes_ms, at(day, 16, 30));
  EXPECT_EQ(session_at(exchange, berlin(), at(on(2026, 1, 9), 17, 0)).opens_ms,
            at(on(2026, 1, 12), 8, 0))
      << "after the weekend";
}

TEST(ExchangeCalendar, HalfDaysAndLunchEndASession) {
  Exchange exchange = plain_exchange();
  exchange.lunch_from = 720;
  exchange.lunch_to = 780;
  exchange.early_close = 840;
  exchange.holidays = {fixed(12, 25)};
  DayRule before = fixed(12, 25);
  before.kind = DayRule::Kind::last_before;
  exchange.early_days = {before};
  EXPECT_EQ(hours_of(exchange, on(2026, 12, 24)), (Hours{540, 840}));
  EXPECT_EQ(hours_of(exchange, on(2022, 12, 23)), (Hours{540, 840})) << "Christmas on a Sunday";
  EXPECT_EQ(hours_of(exchange, on(2026, 12, 23)), (Hours{540, 1050}));
  EXPECT_EQ(hours_of(exchange, on(2026, 12, 25)), std::nullopt);
  const Date day = on(2026, 1, 5);
  const Session lunch = session_at(exchange, berlin(), at(day, 11, 30));
  EXPECT_FALSE(lunch.open);
  EXPECT_EQ(lunch.opens_ms, at(day, 12, 0));
  EXPECT_EQ(session_at(exchange, berlin(), at(day, 9, 0)).closes_ms, at(day, 11, 0));
  EXPECT_EQ(session_at(exchange, berlin(), at(day, 9, 0)).ends_ms, at(day, 16, 30));
}

TEST(ExchangeCalendar, AYearWithoutItsTableIsClosed) {
  Exchange exchange = plain_exchange();
  exchange.years = {2026};
  exchange.holiday_dates = {on(2026, 2, 17)};
  exchange.trading_dates = {on(2026, 2, 18)};
  EXPECT_EQ(is_trading_day(exchange, on(2026, 2, 17)), false);
  EXPECT_EQ(is_trading_day(exchange, on(2026, 2, 18)), true);
  EXPECT_EQ(is_trading_day(exchange, on(2027, 1, 4)), std::nullopt);
  const Session session = session_at(exchange, berlin(), at(on(2027, 1, 4), 9, 0));
  EXPECT_FALSE(session.open);
  EXPECT_EQ(session.opens_ms, std::nullopt);
  EXPECT_EQ(session_at(exchange, berlin(), at(on(2026, 12, 31), 20, 0)).opens_ms, std::nullopt);
}

TEST(ExchangeCalendar, LocalTimesComeBackFromUtc) {
  const ZoneOffsets zone = berlin();
  for (std::int64_t hour = 0; hour < std::int64_t{24} * 365; ++hour) {
    const std::int64_t instant = at(on(2026, 1, 1), 0, 30) / 1000 + hour * 3600;
    const LocalTime local = local_of_utc(zone, instant);
    const std::int64_t back = utc_of_local(zone, local.day, local.minute);
    const bool second_time = local.day == on(2026, 10, 25) && local.minute / 60 == 2;
    EXPECT_TRUE(back == instant || (second_time && back == instant - 3600)) << hour;
  }
}

TEST(ExchangeCalendar, NamesOfSourcesAreFoundWithoutCase) {
  const std::vector<Exchange> all = {plain_exchange()};
  EXPECT_EQ(find_exchange(all, "XETRA"), &all[0]);
  EXPECT_EQ(find_exchange(all, "xetr"), &all[0]);
  EXPECT_EQ(find_exchange(all, ""), nullptr);
}

TEST(ZoneData, GoesOnByItsRuleAfterTheLastTransition) {
  const auto zone = parse_zone(zone_bytes("CET-1CEST,M3.5.0,M10.5.0/3"));
  ASSERT_TRUE(zone) << describe(zone.error());
  EXPECT_EQ(local_of_utc(*zone, at(on(2026, 3, 29), 0, 59) / 1000).minute, 119);
  EXPECT_EQ(local_of_utc(*zone, at(on(2026, 3, 29), 1, 0) / 1000).minute, 180);
  EXPECT_EQ(local_of_utc(*zone, at(on(2060, 7, 1), 12, 0) / 1000).minute, 840);
  EXPECT_EQ(local_of_utc(*zone, at(on(2060, 12, 1), 12, 0) / 1000).minute, 780);
}

TEST(ZoneData, WhatIsCutOrChangedIsRefused) {
  const std::string sound = zone_bytes("CET-1CEST,M3.5.0,M10.5.0/3");
  for (std::size_t size = 0; size < sound.size(); ++size) {
    EXPECT_FALSE(parse_zone(sound.substr(0, size))) << size;
  }
  for (const char* rule : {"CET-1CEST,J60,J300", "CET-1CEST,M13.1.0,M10.5.0", "CET-1CEST,M3.5.0",
                           "CET-999", "<CET-1", "CET-1CEST,M3.5.0,M10.5.0,"}) {
    EXPECT_FALSE(parse_zone(zone_bytes(rule))) << rule;
  }
}

}  // namespace
}  // namespace ballast::planner::trading
