// Trade sizes, the base trade and the windfall rule against every recorded case.
#include <gtest/gtest.h>

#include <charconv>
#include <cmath>

#include "planner/model/date.hpp"
#include "planner/numeric/rounding.hpp"
#include "planner/opportunities/sizing.hpp"
#include "planner/opportunities/windfall.hpp"
#include "tests/golden/golden_files.hpp"
#include "tests/golden/reference_portfolio.hpp"

namespace ballast::planner::golden {
namespace {

class TradingRules : public ::testing::Test {
 protected:
  void SetUp() override {
    file_ = read_golden("scoring.json");
    if (!file_) GTEST_SKIP() << missing_text("scoring.json");
  }

  std::optional<Json> file_;
};

TEST_F(TradingRules, BuySizesAgree) {
  std::size_t compared = 0;
  std::size_t left_out = 0;
  for (const Json& item : file_->at("buy_sizing")) {
    if (!item.contains("expect") || item.at("expect").contains("raises")) {
      ++left_out;
      continue;
    }
    SCOPED_TRACE("buy_sizing " + std::to_string(compared++));
    const BuySize got =
        size_buy(item.at("target_value_eur").get<double>(), item.at("price").get<double>(),
                 item.at("min_lot").get<int>(), item.at("exchange_rate").get<double>());
    const Json& expected = item.at("expect");
    EXPECT_TRUE(same_as(got.quantity, expected.at("quantity").get<double>())) << "quantity";
    EXPECT_TRUE(same_as(got.lots, expected.at("num_lots").get<double>())) << "lots";
    EXPECT_TRUE(close_to(got.value_native, expected.at("value_native").get<double>()));
    EXPECT_TRUE(close_to(got.value, expected.at("value_eur").get<double>()));
  }
  report_count(*file_, "buy_sizing", compared, left_out);
}

TEST_F(TradingRules, BaseTradesAgree) {
  std::size_t compared = 0;
  for (const Json& item : file_->at("min_trade_amount")) {
    SCOPED_TRACE("min_trade_amount " + std::to_string(compared++));
    EXPECT_TRUE(
        close_to(base_trade_value(item.at("fixed").get<double>(), item.at("percent").get<double>()),
                 item.at("expect").get<double>()));
  }
  report_count(*file_, "min_trade_amount", compared);
}

struct Instant {
  Date day;
  int seconds = 0;  // into the day
};

int two_digits(const std::string& text, std::size_t at) {
  int value = 0;
  if (text.size() >= at + 2) std::from_chars(text.data() + at, text.data() + at + 2, value);
  return value;
}

/// Returns the instant of an ISO text with or without a time of day, or nothing.
std::optional<Instant> read_instant(const Json& json) {
  if (json.is_null()) return std::nullopt;
  const auto text = json.get<std::string>();
  const std::optional<Date> day = parse_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  return Instant{*day,
                 two_digits(text, 11) * 3600 + two_digits(text, 14) * 60 + two_digits(text, 17)};
}

/// The reference counts whole days between two instants; we count days between two dates. A time of
/// day later than that of planning makes the first count one less, which is put back here.
std::optional<Date> purchase_day(const std::optional<Instant>& bought, const Instant& as_of) {
  if (!bought) return std::nullopt;
  return bought->day + std::chrono::days(bought->seconds > as_of.seconds ? 1 : 0);
}

/// The reference shows this growth even where it is below -100 % and takes no part in the excess.
double expected_gain(const Windfall& windfall) {
  return std::pow(1.0 + windfall.growth, windfall.years_held) - 1.0;
}

void expect_recommendation(const Windfall& got, const Json& expected) {
  const double growth = round_to(got.growth, 4);
  const double share = windfall_sell_share(got.gain, excess_gain(got.gain, got.years_held, growth));
  EXPECT_EQ(share > 0.0, expected.at("take_profits").get<bool>());
  EXPECT_TRUE(same_as(round_to(share * 100.0, 0), expected.at("suggested_sell_pct").get<double>()));
}

/// The reference shows growth and excess as percents of fractions that it rounded to four decimals.
void expect_windfall(const Windfall& got, const Json& expected) {
  const auto expect_rounded = [&](const char* name, double value, int decimals) {
    EXPECT_TRUE(same_as(round_to(value, decimals), expected.at(name).get<double>())) << name;
  };
  const auto expect_percent = [&](const char* name, double value) {
    expect_rounded(name, round_to(value, 4) * 100.0, 1);
  };
  expect_rounded("current_gain_pct", got.gain * 100.0, 1);
  expect_rounded("years_held", got.years_held, 2);
  expect_rounded("windfall_score", got.score, 3);
  expect_percent("excess_gain_pct", got.excess);
  expect_percent("expected_gain_pct", expected_gain(got));
  expect_percent("historical_cagr_pct", got.growth);
  expect_recommendation(got, expected.at("recommendation"));
}

TEST_F(TradingRules, WindfallsAgree) {
  std::size_t compared = 0;
  std::size_t left_out = 0;
  for (const Json& item : file_->at("windfall")) {
    if (item.contains("raises") || item.at("expect").contains("raises")) {
      ++left_out;
      continue;
    }
    SCOPED_TRACE("windfall " + std::to_string(compared++));
    const Instant as_of = read_instant(item.at("as_of")).value();
    const std::optional<Date> bought =
        purchase_day(read_instant(item.at("first_bought_at")), as_of);
    const Windfall got =
        assess_windfall(item.at("current_price").get<double>(), item.at("avg_price").get<double>(),
                        bought, as_of.day, read_metrics(item.at("metrics")));
    expect_windfall(got, item.at("expect"));
  }
  report_count(*file_, "windfall", compared, left_out);
}

}  // namespace
}  // namespace ballast::planner::golden
