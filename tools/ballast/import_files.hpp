// Which files can be imported, and how each gets into the store of its role.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "messages/import_report.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {

/// What one file holds: securities, prices, fx, dividends, fundamentals, positions or cash.
struct ImportKind;

struct ImportFile {
  const ImportKind* kind;
  std::filesystem::path path;
};

/// Returns the kind of that name; a failure names the others.
[[nodiscard]] planner::Result<const ImportKind*> find_import_kind(const std::string& name);

/// Returns the files of a directory that have one of the known names, packed or not, in the order
/// in which they build on each other.
[[nodiscard]] planner::Result<std::vector<ImportFile>> import_files_of(
    const std::filesystem::path& directory);

/// Imports one file, all of it or nothing. A dry run says what would change.
[[nodiscard]] planner::Result<messages::ImportReport> import_file(Session& session,
                                                                  const ImportFile& file,
                                                                  bool dry_run);

}  // namespace ballast::tools
