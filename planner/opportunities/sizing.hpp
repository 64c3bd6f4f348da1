// How many shares a trade is of, in whole lots, and whether it is worth its fee.
#pragma once

namespace ballast::planner {

inline constexpr double worthwhile_fee_multiple = 2.0;  // a trade is worth this many fees at least
inline constexpr double highest_fee_ratio = 0.01;       // fee over value of the base trade
inline constexpr double fallback_base_trade = 1000.0;   // base currency

struct BuySize {
  double quantity = 0.0;      // shares
  double lots = 0.0;          // whole
  double value_native = 0.0;  // quantity * price
  double value = 0.0;         // base currency

  bool operator==(const BuySize&) const = default;
};

/// Returns the whole lots that `target_value` pays for, but one lot at least: a dear lot is still
/// proposed and left to the cash check. Nothing for a target of 0 or less. A lot below 1 counts as
/// 1, a rate that is not positive as 1. REQUIRES: price > 0.
[[nodiscard]] BuySize size_buy(double target_value, double price, int min_lot, double rate);

/// Returns the shares, in whole lots, that `value` pays for; may be 0. REQUIRES: price > 0,
/// rate > 0, value >= 0.
[[nodiscard]] double lots_within(double value, double price, int min_lot, double rate);

/// Returns the shares to sell when `wanted` of `held` should go: whole lots, at most what is held,
/// leaving nothing or at least one lot; may be 0.
[[nodiscard]] double size_sale(double wanted, double held, int min_lot);

/// Returns the largest multiple of the lot that is not above `quantity`.
[[nodiscard]] double floor_to_lot(double quantity, int min_lot);

/// Returns quantity * price / rate.
[[nodiscard]] double trade_value(double quantity, double price, double rate);

/// Returns the value of a trade whose fee is 1 % of it; 1000 where no value is large enough.
[[nodiscard]] double base_trade_value(double fee_fixed, double fee_percent);

/// Returns whether |value| is at least twice its fee.
[[nodiscard]] bool worthwhile(double value, double fee_fixed, double fee_percent);

}  // namespace ballast::planner
