#include <fmt/format.h>

#include "actors/trading/alpaca/answer_fields.hpp"

namespace ballast::actors::alpaca {

std::string format_instant(Instant instant) {
  const auto time =
      std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(instant));
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::int64_t of_day = (time - day).count();
  const std::int64_t seconds = of_day / ns_per_second;
  std::string fraction;
  if (const std::int64_t ns = of_day % ns_per_second; ns != 0) {
    fraction = fmt::format(".{:09}", ns);
    while (fraction.back() == '0') fraction.pop_back();
  }
  return fmt::format("{}T{:02}:{:02}:{:02}{}Z", planner::format_date(day), seconds / 3600,
                     seconds / 60 % 60, seconds % 60, fraction);
}

}  // namespace ballast::actors::alpaca
