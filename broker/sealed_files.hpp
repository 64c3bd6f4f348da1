// The files of stores as SQLite sees them: the usual ones, but every page that is written to a
// sealed store gets its seal, a page without one is an error when it is read, and every commit in a
// log is witnessed.
#pragma once

#include <filesystem>

#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Returns the name of this file system for SQLite::Database, registered with SQLite at the first
/// call. Any thread. A database that is new is sealed from its first page on and must be given the
/// reserved space before that; an older one stays as it is.
[[nodiscard]] const char* sealed_files();

/// Returns whether a database says that its pages are sealed; false also for no database.
[[nodiscard]] bool is_sealed(const std::filesystem::path& database);

}  // namespace ballast::broker
