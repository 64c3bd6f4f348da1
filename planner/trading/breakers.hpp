// Losses that stop trading: since yesterday, and from the highest value. What comes from outside
// and what leaves is no gain and no loss: profit is counted, the value less what was put in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "planner/model/date.hpp"
#include "planner/model/money.hpp"
#include "planner/trading/trading_settings.hpp"

namespace ballast::planner::trading {

/// The portfolio at one time, in the base currency.
struct Standing {
  Date day{};
  Money value;   // of everything
  Money profit;  // value less what was put in

  bool operator==(const Standing&) const = default;
};

/// What is remembered of earlier standings.
struct HighWater {
  std::optional<Standing> before;  // the last one of an earlier day than the newest
  std::optional<Standing> newest;
  Money peak_profit;  // the highest since a person last resumed

  bool operator==(const HighWater&) const = default;
};

/// Returns the memory with one more standing; one of an earlier day than the newest changes
/// nothing.
[[nodiscard]] HighWater remember(HighWater memory, const Standing& now);

/// Returns the memory of one who begins anew: the peak is where the portfolio is.
[[nodiscard]] HighWater begin_anew(HighWater memory);

/// Returns the return since the last standing of an earlier day, in millionths; nothing where there
/// is none.
[[nodiscard]] std::optional<std::int64_t> day_return_ppm(const HighWater& memory);

/// Returns how far the portfolio is below where its highest profit would have it, in millionths, 0
/// or above; nothing before the first standing.
[[nodiscard]] std::optional<std::int64_t> drawdown_ppm(const HighWater& memory);

/// Returns why trading stops until a person resumes it; empty: it goes on.
[[nodiscard]] std::string tripped_by(const HighWater& memory, const TradingSettings& settings);

}  // namespace ballast::planner::trading
