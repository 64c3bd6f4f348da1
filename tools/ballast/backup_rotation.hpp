// Which of the backups in one directory are kept: of the newest days and of the newest weeks.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace ballast::tools {

inline constexpr std::size_t backup_days_kept = 7;
inline constexpr std::size_t backup_weeks_kept = 4;

/// Returns the name of a backup that is made now: "20261122-030000", UTC.
[[nodiscard]] std::string backup_name(std::chrono::sys_seconds now);

/// Returns the day of such a name; nothing for any other.
[[nodiscard]] std::optional<std::chrono::sys_days> day_of_backup(const std::string& name);

/// Returns the names that are not kept: all but the last backup of each of the newest seven days
/// and of each of the newest four weeks that have one. Other names are never among them.
[[nodiscard]] std::vector<std::string> backups_to_drop(std::vector<std::string> names);

}  // namespace ballast::tools
