// The numbers behind a security's scores: what prices, books, analysts and the portfolio say. Each
// may be missing, which is a value of its own and never 0.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ballast::planner::scoring {

/// Fractions unless said otherwise; a year unless said otherwise.
struct RawValues {
  std::optional<double> cagr_5y;
  std::optional<double> cagr_10y;  // over the whole history, if longer than five years
  std::optional<double> sharpe;
  std::optional<double> sortino;
  std::optional<double> volatility;
  std::optional<double> recent_volatility;   // of the last 60 closes
  std::optional<double> max_drawdown;        // at most 0
  std::optional<double> current_drawdown;    // at most 0
  std::optional<double> days_since_high;     // bars
  std::optional<double> momentum;            // 30 and 90 bars
  std::optional<double> rsi;                 // 0 to 100
  std::optional<double> ema_200;             // in the unit of prices
  std::optional<double> ema_distance;        // of the last close from it
  std::optional<double> bollinger_position;  // 0 at the lower band, 1 at the upper
  std::optional<double> high_52w;            // in the unit of prices
  std::optional<double> below_high;
  std::optional<double> blended_pe;  // a ratio
  std::optional<double> net_margin;
  std::optional<double> debt_to_equity;  // percent
  std::optional<double> current_ratio;
  std::optional<double> dividend_yield;
  std::optional<double> average_yield_5y;
  std::optional<double> dividend_growth;
  std::optional<double> payout_ratio;
  std::optional<double> recommendation;  // 0 strong sell to 1 strong buy
  std::optional<double> target_price;    // the analysts', in the unit of prices
  std::optional<double> upside;          // of that target over the price
  std::optional<double> country_target;  // weight of the country's group
  std::optional<double> country_share;
  std::optional<double> industry_target;  // mean over the security's industries
  std::optional<double> industry_share;
  std::optional<double> position_share;   // of the portfolio; missing: not held
  std::optional<double> position_target;  // weight aimed at
  std::optional<double> position_profit;  // price over average cost - 1
  std::optional<double> position_return;  // the same, a year
  std::optional<double> days_held;

  bool operator==(const RawValues&) const = default;
};

struct RawField {
  std::string_view name;
  std::optional<double> RawValues::*value;
};

/// Every field by its name, in the order above.
inline constexpr std::array raw_fields = {
    RawField{"cagr_5y", &RawValues::cagr_5y},
    RawField{"cagr_10y", &RawValues::cagr_10y},
    RawField{"sharpe", &RawValues::sharpe},
    RawField{"sortino", &RawValues::sortino},
    RawField{"volatility", &RawValues::volatility},
    RawField{"recent_volatility", &RawValues::recent_volatility},
    RawField{"max_drawdown", &RawValues::max_drawdown},
    RawField{"current_drawdown", &RawValues::current_drawdown},
    RawField{"days_since_high", &RawValues::days_since_high},
    RawField{"momentum", &RawValues::momentum},
    RawField{"rsi", &RawValues::rsi},
    RawField{"ema_200", &RawValues::ema_200},
    RawField{"ema_distance", &RawValues::ema_distance},
    RawField{"bollinger_position", &RawValues::bollinger_position},
    RawField{"high_52w", &RawValues::high_52w},
    RawField{"below_high", &RawValues::below_high},
    RawField{"blended_pe", &RawValues::blended_pe},
    RawField{"net_margin", &RawValues::net_margin},
    RawField{"debt_to_equity", &RawValues::debt_to_equity},
    RawField{"current_ratio", &RawValues::current_ratio},
    RawField{"dividend_yield", &RawValues::dividend_yield},
    RawField{"average_yield_5y", &RawValues::average_yield_5y},
    RawField{"dividend_growth", &RawValues::dividend_growth},
    RawField{"payout_ratio", &RawValues::payout_ratio},
    RawField{"recommendation", &RawValues::recommendation},
    RawField{"target_price", &RawValues::target_price},
    RawField{"upside", &RawValues::upside},
    RawField{"country_target", &RawValues::country_target},
    RawField{"country_share", &RawValues::country_share},
    RawField{"industry_target", &RawValues::industry_target},
    RawField{"industry_share", &RawValues::industry_share},
    RawField{"position_share", &RawValues::position_share},
    RawField{"position_target", &RawValues::position_target},
    RawField{"position_profit", &RawValues::position_profit},
    RawField{"position_return", &RawValues::position_return},
    RawField{"days_held", &RawValues::days_held},
};

/// Growth of five years, else of the whole history.
[[nodiscard]] constexpr std::optional<double> growth_of(const RawValues& raw) {
  return raw.cagr_5y ? raw.cagr_5y : raw.cagr_10y;
}

/// Makes every number that is not finite missing; returns how many there were.
std::size_t drop_not_finite(RawValues& raw);

}  // namespace ballast::planner::scoring
