#include "planner/opportunities/windfall.hpp"

#include <algorithm>

#include "planner/numeric/elementary.hpp"

namespace ballast::planner {

double years_held(std::optional<Date> first_bought, Date as_of) {
  if (!first_bought) return default_years_held;
  constexpr double days_per_year = 365.0;
  return std::max(shortest_years_held, days_between(*first_bought, as_of) / days_per_year);
}

double excess_gain(double gain, double years, double growth) {
  if (years <= 0.0 || growth <= -1.0) return gain;
  return gain - (power(1.0 + growth, years) - 1.0);
}

double windfall_score(double excess) {
  if (excess >= large_windfall_excess) return 1.0;
  if (excess >= windfall_excess) return 0.5 + (excess - windfall_excess) / 0.25 * 0.5;
  if (excess > 0.0) return excess / windfall_excess * 0.5;
  return 0.0;
}

double windfall_sell_share(double gain, double excess) {
  if (gain >= doubled_gain) return excess > doubled_excess ? 0.5 : 0.3;
  if (excess >= large_windfall_excess) return 0.4;
  if (excess >= windfall_excess) return 0.2;
  return 0.0;
}

Windfall assess_windfall(double price, double average_price, std::optional<Date> first_bought,
                         Date as_of, const Metrics& metrics) {
  Windfall found;
  found.gain = (price - average_price) / average_price;
  found.years_held = years_held(first_bought, as_of);
  found.years_guessed = !first_bought;
  found.growth = metrics.cagr_5y.value_or(metrics.cagr_10y.value_or(default_growth));
  found.excess = excess_gain(found.gain, found.years_held, found.growth);
  found.score = windfall_score(found.excess);
  found.sell_share = windfall_sell_share(found.gain, found.excess);
  return found;
}

}  // namespace ballast::planner
