#include "tools/ballast/backup_rotation.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/chrono.h>

namespace ballast::tools {
namespace {

using std::chrono::sys_days;

constexpr std::size_t name_length = 15;  // 20261122-030000
constexpr std::size_t dash_place = 8;

std::optional<int> digits_at(const std::string& name, std::size_t from, std::size_t count) {
  int out = 0;
  const char* const begin = name.data() + from;
  const auto [end, error] = std::from_chars(begin, begin + count, out);
  if (error != std::errc{} || end != begin + count || out < 0) return std::nullopt;
  return out;
}

/// The Monday of a day's week.
sys_days week_of(sys_days day) {
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

}  // namespace

std::string backup_name(std::chrono::sys_seconds now) {
  return fmt::format("{:%Y%m%d-%H%M%S}", now);
}

std::optional<sys_days> day_of_backup(const std::string& name) {
  if (name.size() != name_length || name[dash_place] != '-') return std::nullopt;
  const auto year = digits_at(name, 0, 4);
  const auto month = digits_at(name, 4, 2);
  const auto day = digits_at(name, 6, 2);
  if (!year || !month || !day || !digits_at(name, dash_place + 1, 6)) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::vector<std::string> backups_to_drop(std::vector<std::string> names) {
  std::erase_if(names, [](const std::string& name) { return !day_of_backup(name); });
  std::sort(names.rbegin(), names.rend());
  std::set<sys_days> days;
  std::set<sys_days> weeks;
  std::erase_if(names, [&](const std::string& name) {
    const sys_days day = *day_of_backup(name);
    // The newest of a day, and of a week, comes first.
    const bool of_day = days.size() < backup_days_kept && days.insert(day).second;
    const bool of_week = weeks.size() < backup_weeks_kept && weeks.insert(week_of(day)).second;
    return of_day || of_week;
  });
  return names;
}

}  // namespace ballast::tools
