// Every setting of trading with its default: what the checks before an order ask for. `describe` is
// the one table of names, units, ranges and meanings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::planner::trading {

struct TradingSettings {
  std::int64_t min_minutes_between_trades = 60;
  std::int64_t max_trades_per_day = 4;
  std::int64_t max_trades_per_week = 10;
  std::int64_t max_books_age_minutes = 60;
  std::int64_t max_price_age_hours = 48;
  double max_share_of_year_high = 0.95;
  double max_price_move = 0.10;
  std::int64_t max_quote_age_seconds = 60;
  double max_quote_distance = 0.10;
  double min_depth = 2.0;
  std::int64_t min_minutes_between_same = 5;
  double cash_margin = 0.01;
  double conversion_margin = 0.02;
  double limit_distance = 0.01;
  double currency_reserve = 5.0;
  double max_order_share = 0.25;
  double max_day_share = 0.50;
  double max_position_share = 0.30;
  double max_country_share = 0.80;
  double day_loss_stops_sales = 0.02;
  double day_loss_stops_all = 0.05;
  double drawdown_stops_all = 0.15;
  double auto_min_gain = 0.1;
  std::int64_t keep_order_days = 3653;
  double paper_slippage = 0.0;
  double paper_partial_share = 0.0;
  std::int64_t paper_seed = 0;

  bool operator==(const TradingSettings&) const = default;
};

/// As `describe` of planner/settings/settings.hpp.
template <class Visitor, class SettingsType>
constexpr void describe_trading(Visitor&& visit, SettingsType& s) {
  visit("min_minutes_between_trades", s.min_minutes_between_trades, "minutes", 0, 10'080,
        "shortest time between two orders of the account");
  visit("max_trades_per_day", s.max_trades_per_day, "orders", 0, 1000,
        "most orders in one day; 0 forbids trading");
  visit("max_trades_per_week", s.max_trades_per_week, "orders", 0, 5000,
        "most orders in 7 times 24 hours");
  visit("max_books_age_minutes", s.max_books_age_minutes, "minutes", 1, 10'080,
        "longest time since books and broker were compared");
  visit("max_price_age_hours", s.max_price_age_hours, "hours", 1, 720,
        "oldest price that is traded on, weekends not counted");
  visit("max_share_of_year_high", s.max_share_of_year_high, "fraction", 0.5, 2.0,
        "nothing is bought at or above this share of its highest price in a year");
  visit("max_price_move", s.max_price_move, "fraction", 0.001, 0.5,
        "most that a price may have moved against the order since it was planned");
  visit("max_quote_age_seconds", s.max_quote_age_seconds, "seconds", 1, 86'400,
        "oldest bid and ask that are traded on; else the last price is");
  visit("max_quote_distance", s.max_quote_distance, "fraction", 0.001, 0.5,
        "most that the middle of bid and ask may be worse than the last price");
  visit("min_depth", s.min_depth, "times the order", 0.0, 100.0,
        "least that is offered at the best price of the other side; 0: not asked for");
  visit("min_minutes_between_same", s.min_minutes_between_same, "minutes", 0, 1440,
        "shortest time between two orders of one security on one side");
  visit("cash_margin", s.cash_margin, "fraction", 0.0, 0.2,
        "so much more than the price and the fee must be there");
  visit("conversion_margin", s.conversion_margin, "fraction", 0.0, 0.2,
        "so much more must be there of what is converted from other currencies");
  visit(
      "limit_distance", s.limit_distance, "fraction", 0.0, 0.2,
      "so much worse than the middle of bid and ask, else the last price, an order may be filled; "
      "0: market orders");
  visit("currency_reserve", s.currency_reserve, "units of each currency", 0.0, 10'000.0,
        "so much stays in each currency");
  visit("max_order_share", s.max_order_share, "fraction", 0.001, 1.0,
        "largest order as a share of the portfolio");
  visit("max_day_share", s.max_day_share, "fraction", 0.001, 10.0,
        "largest value of all orders of a day as a share of the portfolio");
  visit("max_position_share", s.max_position_share, "fraction", 0.01, 1.0,
        "largest share of the portfolio that a purchase may bring one security to");
  visit("max_country_share", s.max_country_share, "fraction", 0.01, 1.0,
        "largest share of the portfolio that a purchase may bring one country to");
  visit("day_loss_stops_sales", s.day_loss_stops_sales, "fraction", 0.001, 1.0,
        "a loss since yesterday at which nothing is sold any more");
  visit("day_loss_stops_all", s.day_loss_stops_all, "fraction", 0.001, 1.0,
        "a loss since yesterday at which nothing is traded any more");
  visit("drawdown_stops_all", s.drawdown_stops_all, "fraction", 0.01, 1.0,
        "a fall from the highest value at which nothing is traded until a person resumes");
  visit("auto_min_gain", s.auto_min_gain, "points", 0.0, 100.0,
        "least that a plan must gain to be traded on by `ballast auto`");
  visit("keep_order_days", s.keep_order_days, "days", 730, 36'525,
        "orders that were over for longer are dropped; the ledger keeps what they did");
  visit("paper_slippage", s.paper_slippage, "fraction", 0.0, 0.2,
        "how much worse than bid and ask, else the last price, paper trading fills");
  visit("paper_partial_share", s.paper_partial_share, "fraction", 0.0, 1.0,
        "how many of the fills of paper trading take a part only");
  visit("paper_seed", s.paper_seed, "number", 0, 1'000'000'000, "of the chance in paper trading");
}

/// Returns every setting with its value, in table order.
[[nodiscard]] std::vector<SettingEntry> list_trading_settings(const TradingSettings& settings);

/// Sets one setting from text; as set_setting.
[[nodiscard]] Result<void> set_trading_setting(TradingSettings& settings, std::string_view name,
                                               std::string_view value);

}  // namespace ballast::planner::trading
