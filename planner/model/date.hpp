// A calendar day. Planning knows days, not instants; the caller says which day it is.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ballast::planner {

using Date = std::chrono::sys_days;

/// Returns the day written as YYYY-MM-DD, or nothing if the text is no such day.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// Returns the day as YYYY-MM-DD.
[[nodiscard]] std::string format_date(Date date);

/// Returns the whole days from `earlier` to `later`; negative if they are swapped.
[[nodiscard]] constexpr int days_between(Date earlier, Date later) {
  return static_cast<int>((later - earlier).count());
}

}  // namespace ballast::planner
