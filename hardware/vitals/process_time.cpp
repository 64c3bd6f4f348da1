#include "hardware/vitals/process_time.hpp"

#include <unistd.h>

#include <string>

namespace ballast::hardware {

/// "77 (its name) S 1 ...": the name may hold blanks and brackets, so that numbers are counted from
/// behind the last one.
std::optional<std::chrono::milliseconds> processor_time(const SystemFiles& files,
                                                        std::uint32_t process) {
  constexpr std::size_t user_place = 11;
  constexpr std::size_t system_place = 12;
  constexpr std::int64_t ms_per_s = 1'000;
  constexpr std::int64_t ticks_most = std::int64_t{1} << 50;
  const std::int64_t ticks_per_s = ::sysconf(_SC_CLK_TCK);
  const auto text = files.text("proc/" + std::to_string(process) + "/stat");
  const std::size_t name_ends = text ? text->rfind(')') : std::string::npos;
  if (name_ends == std::string::npos || ticks_per_s <= 0) return std::nullopt;
  const auto words = words_of(std::string_view(*text).substr(name_ends + 1));
  if (words.size() <= system_place) return std::nullopt;
  const auto user = whole_number(words[user_place]);
  const auto system = whole_number(words[system_place]);
  if (!user || !system || *user < 0 || *system < 0) return std::nullopt;
  if (*user > ticks_most || *system > ticks_most) return std::nullopt;
  return std::chrono::milliseconds((*user + *system) * ms_per_s / ticks_per_s);
}

}  // namespace ballast::hardware
