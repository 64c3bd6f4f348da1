// The best bid and ask of a security: what a share can be sold and bought for now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ballast::planner {

/// Prices per share and in one unit, that of quotation or whole ones: its owner says which.
struct BestQuote {
  double bid = 0.0;                // the highest that somebody pays
  double ask = 0.0;                // the lowest that somebody asks
  std::optional<double> bid_size;  // shares at that price; empty: not told
  std::optional<double> ask_size;
  std::int64_t at_ms = 0;  // since 1970, UTC

  bool operator==(const BestQuote&) const = default;
};

/// Clocks of exchanges may be ahead of ours by so much.
inline constexpr std::int64_t quote_ahead_ms_max = 5'000;
/// A spread above this part of the midpoint is very wide: hardly anybody trades there.
inline constexpr double wide_spread_min = 0.05;

/// Returns why this is no quote, in the middle of a sentence; empty: it is one. A side without a
/// price above 0, a bid above the ask, a size below 0, numbers that are not finite and an instant
/// before 1970 or to come are faults.
[[nodiscard]] std::string find_fault(const BestQuote& quote, std::int64_t now_ms);

/// The mean of bid and ask. REQUIRES: no fault.
[[nodiscard]] double midpoint_of(const BestQuote& quote);

/// The distance of bid and ask as a part of the midpoint. REQUIRES: no fault.
[[nodiscard]] double spread_of(const BestQuote& quote);

/// The same in units of which `units_per_whole` make one of this.
[[nodiscard]] BestQuote in_whole_units(BestQuote quote, double units_per_whole);

}  // namespace ballast::planner
