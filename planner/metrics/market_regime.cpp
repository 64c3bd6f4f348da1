#include "planner/metrics/market_regime.hpp"

#include <algorithm>

namespace ballast::planner {
namespace {

std::optional<double> distance_of(const PlanInputs& inputs, const std::string& symbol) {
  const auto at = std::find_if(inputs.securities.begin(), inputs.securities.end(),
                               [&](const Security& one) { return one.symbol == symbol; });
  return at == inputs.securities.end() ? std::nullopt : at->metrics.distance_200d;
}

}  // namespace

MarketReading read_market(const PlanInputs& inputs, const Settings& settings) {
  MarketReading reading;
  double sum = 0.0;
  double count = 0.0;
  for (const std::string& symbol : settings.market_indices) {
    if (const auto distance = distance_of(inputs, symbol)) {
      sum += *distance;
      count += 1.0;
    } else {
      reading.missing.push_back(symbol);
    }
  }
  if (count == 0.0) return reading;
  reading.distance = sum / count;
  if (*reading.distance >= settings.market_regime_bull_threshold) {
    reading.regime = MarketRegime::bull;
  } else if (*reading.distance <= settings.market_regime_bear_threshold) {
    reading.regime = MarketRegime::bear;
  }
  return reading;
}

double cash_share(MarketRegime regime, const Settings& settings) {
  switch (regime) {
    case MarketRegime::bull:
      return settings.market_regime_bull_cash_reserve;
    case MarketRegime::bear:
      return settings.market_regime_bear_cash_reserve;
    case MarketRegime::sideways:
      break;
  }
  return settings.market_regime_sideways_cash_reserve;
}

}  // namespace ballast::planner
