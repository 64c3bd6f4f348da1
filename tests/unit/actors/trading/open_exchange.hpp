// A day and an exchange on which orders go out at once.
#pragma once

#include "actors/trading/exchange_file.hpp"

namespace ballast::actors {

/// 15:00 UTC of the day that the prices of the small market are of.
inline constexpr std::int64_t that_monday_ns = 1'767'625'200'000'000'000;

/// It trades around the clock, on weekdays.
[[nodiscard]] inline Exchanges open_exchange() {
  planner::trading::Exchange exchange;
  exchange.mic = "XNYS";
  exchange.zone = "Etc/UTC";
  exchange.close = 1440;
  return Exchanges({exchange});
}

}  // namespace ballast::actors
