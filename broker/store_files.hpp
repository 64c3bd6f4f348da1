// The files of a store: how they are named, opened and copied.
#pragma once

#include <filesystem>
#include <memory>

#include <SQLiteCpp/SQLiteCpp.h>

#include "planner/model/failure.hpp"

namespace ballast::broker {

[[nodiscard]] std::filesystem::path lock_file_of(const std::filesystem::path& store);

/// A file that is there while a store is exchanged for another one: what a broken off exchange left
/// is not opened.
[[nodiscard]] std::filesystem::path exchange_file_of(const std::filesystem::path& store);

/// Makes the directory of this file, if it is not there.
[[nodiscard]] planner::Result<void> make_directory(const std::filesystem::path& file);

/// Opens a store, or makes one, on sealed_files(); `mode` as of SQLite. Throws SQLite::Exception.
[[nodiscard]] std::unique_ptr<SQLite::Database> open_database(const std::string& file, int mode);

}  // namespace ballast::broker
