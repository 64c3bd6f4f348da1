// Whether the market rises, falls or rests, told from the indices that settings name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "planner/model/plan_inputs.hpp"
#include "planner/settings/settings.hpp"

namespace ballast::planner {

enum class MarketRegime : std::uint8_t { sideways, bull, bear };

struct MarketReading {
  MarketRegime regime = MarketRegime::sideways;
  std::optional<double> distance;    // of the indices from their means, averaged; a fraction
  std::vector<std::string> missing;  // indices that are unknown or have too few prices

  bool operator==(const MarketReading&) const = default;
};

/// Returns the reading. Each index stands at some distance from the mean of its last 200 closes;
/// the average of those that are known decides: bull from the one threshold up, bear from the other
/// down, sideways between them and where no index is known.
[[nodiscard]] MarketReading read_market(const PlanInputs& inputs, const Settings& settings);

/// Returns the share of the portfolio that stays in cash in this regime.
[[nodiscard]] double cash_share(MarketRegime regime, const Settings& settings);

}  // namespace ballast::planner
