// Reading what a system knows of a time zone: the bytes of a file below /usr/share/zoneinfo, in the
// format of RFC 8536.
#pragma once

#include <string_view>

#include "planner/model/failure.hpp"
#include "planner/trading/exchange_calendar.hpp"

namespace ballast::planner::trading {

/// Offsets beyond the last one in the data follow its rule up to the end of this year.
inline constexpr int zone_last_year = 2099;

/// Returns the offsets of a zone. Failure: invalid where the bytes are no such data, or hold more
/// than a zone can have.
[[nodiscard]] Result<ZoneOffsets> parse_zone(std::string_view bytes);

}  // namespace ballast::planner::trading
