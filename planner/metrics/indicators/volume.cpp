#include "planner/metrics/indicators/volume.hpp"

#include <algorithm>

#include "planner/metrics/indicators/averages.hpp"
#include "planner/metrics/indicators/windows.hpp"

namespace ballast::planner::indicators {

std::vector<double> typical_prices(const Bars& bars) {
  std::vector<double> out;
  for (std::size_t i = 0; i < bars.close.size(); ++i) {
    out.push_back((bars.high[i] + bars.low[i] + bars.close[i]) / 3.0);
  }
  return out;
}

Line on_balance_volume(const Bars& bars) {
  Line out;
  double balance = 0.0;
  for (std::size_t i = 0; i < bars.close.size(); ++i) {
    if (i > 0 && bars.close[i] > bars.close[i - 1]) balance += bars.volume[i];
    if (i > 0 && bars.close[i] < bars.close[i - 1]) balance -= bars.volume[i];
    out.values.push_back(balance);
  }
  return out;
}

Line accumulation(const Bars& bars) {
  Line out;
  double total = 0.0;
  for (std::size_t i = 0; i < bars.close.size(); ++i) {
    const double range = bars.high[i] - bars.low[i];
    const double place = (bars.close[i] - bars.low[i]) - (bars.high[i] - bars.close[i]);
    if (range != 0.0) total += place / range * bars.volume[i];
    out.values.push_back(total);
  }
  return out;
}

Line accumulation_oscillator(const Bars& bars, std::size_t fast, std::size_t slow) {
  const Line line = accumulation(bars);
  Line out = combined(exponential_average(line.values, fast, Seed::first_value),
                      exponential_average(line.values, slow, Seed::first_value),
                      [](double a, double b) { return a - b; });
  const std::size_t skipped = std::min(slow - 1, out.values.size());
  out.values.erase(out.values.begin(), out.values.begin() + static_cast<std::ptrdiff_t>(skipped));
  out.first = skipped;
  return out;
}

Line money_flow(const Bars& bars, std::size_t period) {
  const std::vector<double> prices = typical_prices(bars);
  Line rising{1, {}};
  Line falling{1, {}};
  for (std::size_t i = 1; i < prices.size(); ++i) {
    const double turnover = prices[i] * bars.volume[i];
    rising.values.push_back(prices[i] > prices[i - 1] ? turnover : 0.0);
    falling.values.push_back(prices[i] < prices[i - 1] ? turnover : 0.0);
  }
  const auto added = [&](std::span<const double> of) { return sum(of, period); };
  return combined(over(rising, added), over(falling, added), [](double up, double down) {
    return up + down > 0.0 ? 100.0 * up / (up + down) : 0.0;
  });
}

}  // namespace ballast::planner::indicators
