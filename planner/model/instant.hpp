// An instant in UTC, as services write it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ballast::planner {

/// UTC, nanoseconds since 1970.
using Instant = std::int64_t;
inline constexpr Instant ns_per_second = 1'000'000'000;
inline constexpr Instant ns_per_ms = 1'000'000;

/// Returns the instant of an RFC 3339 text with up to nine decimals of a second and any offset;
/// nothing for another text, or a year outside 2000 to 2199.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace ballast::planner
