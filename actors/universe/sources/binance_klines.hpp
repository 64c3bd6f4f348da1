// Daily candles of Binance's public market data, and what it says of its limits.
#pragma once

#include <string_view>

#include "actors/universe/sources/json_payload.hpp"

namespace ballast::actors {

/// Returns the finished candles. One that closes at or after `server_ms`, the service's own time,
/// is still being made and left out. Candles begin at midnight UTC.
[[nodiscard]] planner::Result<std::vector<Bar>> read_klines(std::string_view payload,
                                                            std::int64_t server_ms,
                                                            const Expected& expected);

/// Returns milliseconds since 1970 of {"serverTime": ...}.
[[nodiscard]] planner::Result<std::int64_t> read_server_time(std::string_view payload,
                                                             const Expected& expected);

/// Returns any answer as JSON; the service's own words for an error are a failure.
[[nodiscard]] planner::Result<Json> read_binance_answer(std::string_view payload,
                                                        const Expected& expected);

/// Returns the weight of requests that is allowed each minute, of exchangeInfo's rateLimits.
[[nodiscard]] planner::Result<std::int64_t> read_weight_limit(std::string_view payload,
                                                              const Expected& expected);

}  // namespace ballast::actors
