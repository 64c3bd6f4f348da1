// Waiting times: how long after a trade the next one of the same security may be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "planner/model/action.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {

/// Returns what forbids this trade because of the last one on the same side, or nothing. An unknown
/// day forbids nothing.
[[nodiscard]] std::optional<Obstacle> find_recent_trade(const Situation& situation,
                                                        std::uint32_t security, Side side);

/// Returns whether fewer than `days` days have passed since a day. On the last day it is over.
[[nodiscard]] bool still_waiting(const std::optional<Date>& since, std::int64_t days, Date today);

/// Returns " was bought on ...; it may be sold from ... (90 days)."
[[nodiscard]] std::string waiting_text(const char* done, Date since, std::int64_t days,
                                       const char* allowed);

}  // namespace ballast::planner
