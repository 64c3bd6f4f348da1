// Whether a position gained so much more than its normal growth that part of the gain should be
// taken: the windfall rule.
#pragma once

#include <optional>

#include "planner/model/date.hpp"
#include "planner/model/security.hpp"

namespace ballast::planner {

inline constexpr double default_growth = 0.10;      // a year, if no growth is known
inline constexpr double default_years_held = 1.0;   // if the purchase date is unknown
inline constexpr double shortest_years_held = 0.1;  // younger positions count as this old
inline constexpr double windfall_excess = 0.25;     // excess from which a part is sold
inline constexpr double large_windfall_excess = 0.50;
inline constexpr double doubled_gain = 1.0;     // a gain that doubles the money
inline constexpr double doubled_excess = 0.30;  // excess from which half of a double is sold

struct Windfall {
  double gain = 0.0;           // (price - average price) / average price
  double years_held = 0.0;     // days / 365
  bool years_guessed = false;  // the purchase date is unknown
  double growth = 0.0;         // a year: over five years, else ten, else the default
  double excess = 0.0;         // gain beyond the normal growth of those years
  double score = 0.0;          // 0..1, not rounded
  double sell_share = 0.0;     // share of the position to sell; 0: keep

  bool operator==(const Windfall&) const = default;
};

/// Returns the years since the purchase: days / 365, at least 0.1; 1 if the day is unknown.
[[nodiscard]] double years_held(std::optional<Date> first_bought, Date as_of);

/// Returns gain - ((1 + growth)^years - 1); the plain gain where years <= 0 or growth <= -1.
[[nodiscard]] double excess_gain(double gain, double years, double growth);

/// Returns 0 for no excess, 0.5 at 0.25 and 1 from 0.50 on, linear between.
[[nodiscard]] double windfall_score(double excess);

/// Returns the share to sell: of a position that doubled, 0.5 where the excess is above 0.30, else
/// 0.3; otherwise 0.4 from an excess of 0.50 and 0.2 from 0.25; otherwise 0.
[[nodiscard]] double windfall_sell_share(double gain, double excess);

/// Applies the rule. REQUIRES: average_price > 0.
[[nodiscard]] Windfall assess_windfall(double price, double average_price,
                                       std::optional<Date> first_bought, Date as_of,
                                       const Metrics& metrics);

}  // namespace ballast::planner
