// When exchanges trade: their holidays by rule and by table, their half days, their hours. Zones
// come in as tables of offsets, so that nothing here reads a file or a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/date.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner::trading {

/// What a holiday on a weekend does.
enum class Observed : std::uint8_t {
  no,          // nothing
  nearest,     // Saturday: the Friday before; Sunday: the Monday after
  sunday,      // Sunday: the Monday after; Saturday: nothing
  substitute,  // the next weekday that is no holiday itself
};

/// A day that is found by rule in every year.
struct DayRule {
  enum class Kind : std::uint8_t { fixed, nth_weekday, easter, orthodox_easter, last_before };
  Kind kind = Kind::fixed;
  unsigned month = 1;                                  // fixed, nth_weekday, last_before
  unsigned day = 1;                                    // fixed, last_before
  int nth = 1;                                         // 1 to 5; -1: the last
  std::chrono::weekday weekday = std::chrono::Monday;  // nth_weekday
  int plus = 0;                                        // days after what the rule finds
  Observed observed = Observed::no;
  std::optional<int> from_year;  // it holds from here
  std::optional<int> to_year;    // and up to here

  bool operator==(const DayRule&) const = default;
};

/// Minutes since midnight where the exchange is.
using MinuteOfDay = int;

struct Exchange {
  std::string mic;                 // "XETR"
  std::vector<std::string> names;  // as sources of data write it; compared without case
  std::string zone;                // IANA: "Europe/Berlin"
  MinuteOfDay open = 0;
  MinuteOfDay close = 0;
  std::optional<MinuteOfDay> lunch_from;
  std::optional<MinuteOfDay> lunch_to;
  std::vector<DayRule> holidays;
  std::vector<Date> holiday_dates;  // besides the rules
  std::vector<Date> trading_dates;  // in spite of the rules, and on weekends
  std::optional<MinuteOfDay> early_close;
  std::vector<DayRule> early_days;  // where they are trading days
  /// Years whose `holiday_dates` are complete; empty: the rules alone tell every year.
  std::vector<int> years;

  bool operator==(const Exchange&) const = default;
};

/// The offset of a zone from UTC, from an instant on.
struct ZoneOffset {
  std::int64_t from_s = 0;  // since 1970, UTC
  std::int32_t offset_s = 0;

  bool operator==(const ZoneOffset&) const = default;
};

/// Rising; the first holds before it, too.
using ZoneOffsets = std::vector<ZoneOffset>;

/// Returns the Sunday of Easter, in the Gregorian calendar. REQUIRES: a year from 1900 to 2099.
[[nodiscard]] Date western_easter(int year);
[[nodiscard]] Date orthodox_easter(int year);

/// Returns the holidays of a year that are weekdays, rising, each once.
[[nodiscard]] std::vector<Date> holidays_of(const Exchange& exchange, int year);

/// Whether an exchange trades on a day; nothing where its table lacks the year.
[[nodiscard]] std::optional<bool> is_trading_day(const Exchange& exchange, Date day);

struct Hours {
  MinuteOfDay open = 0;
  MinuteOfDay close = 0;

  bool operator==(const Hours&) const = default;
};

/// Returns the hours of a trading day, with lunch inside; nothing of another.
[[nodiscard]] std::optional<Hours> hours_of(const Exchange& exchange, Date day);

struct Session {
  bool open = false;
  std::optional<std::int64_t> opens_ms;   // next, where it is closed; empty: not known
  std::optional<std::int64_t> closes_ms;  // where it is open: the end of the day, or lunch
  std::optional<std::int64_t> ends_ms;    // where it is open: the end of the day

  bool operator==(const Session&) const = default;
};

/// Returns whether an exchange trades at an instant. A year that is not known is closed.
[[nodiscard]] Session session_at(const Exchange& exchange, const ZoneOffsets& zone,
                                 std::int64_t now_ms);

/// Returns the instant of a local time, in seconds since 1970; what falls into the hour that an
/// autumn has twice is the first, what falls into the one that a spring lacks is after it.
[[nodiscard]] std::int64_t utc_of_local(const ZoneOffsets& zone, Date day, MinuteOfDay minute);

/// Returns the day and the minute where the exchange is.
struct LocalTime {
  Date day{};
  MinuteOfDay minute = 0;

  bool operator==(const LocalTime&) const = default;
};
[[nodiscard]] LocalTime local_of_utc(const ZoneOffsets& zone, std::int64_t at_s);

/// Returns the exchange of this code or name, or null.
[[nodiscard]] const Exchange* find_exchange(const std::vector<Exchange>& exchanges,
                                            std::string_view name);

}  // namespace ballast::planner::trading
