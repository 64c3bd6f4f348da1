// Counting what an import changes, and saying what is wrong with a row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

#include "messages/import_report.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// So many changes and warnings are told one by one; the rest is counted.
inline constexpr std::size_t told_changes_max = 20;
inline constexpr std::size_t told_warnings_max = 50;

class ImportTally {
 public:
  ImportTally(std::string_view kind, std::string_view source, bool dry_run);

  /// One row each; an empty `change` is counted and not told.
  void added(const std::string& change);
  void changed(const std::string& change);
  void unchanged();
  /// Something that the file does not name and that went.
  void removed(const std::string& change);
  /// A change of many rows, told in one line.
  void tell(const std::string& change);
  void warn(const std::string& warning);

  /// Whether anything is different afterwards.
  [[nodiscard]] bool differs() const;
  [[nodiscard]] messages::ImportReport report() const;

 private:
  messages::ImportReport report_;
  std::uint64_t removed_ = 0;
  std::uint64_t untold_changes_ = 0;
  std::uint64_t untold_warnings_ = 0;
};

/// Returns the failure of one row: "prices.csv:17: ...".
[[nodiscard]] tl::unexpected<planner::Failure> wrong_row(std::string_view source,
                                                         std::uint32_t line, std::string what,
                                                         std::string allowed);

/// Undoes everything since it was made unless it is kept. REQUIRES: an open transaction.
class Trial {
 public:
  explicit Trial(SQLite::Database& database);
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  ~Trial();
  void keep();

 private:
  SQLite::Database& database_;
  bool kept_ = false;
};

/// The version of a file of books: a table `version` with one row. `raise` adds one.
[[nodiscard]] std::uint64_t version_of(SQLite::Database& database);
void raise_version(SQLite::Database& database);

/// SQL of that table.
inline constexpr const char* version_table =
    "CREATE TABLE version (value INTEGER NOT NULL); INSERT INTO version VALUES (0);";

}  // namespace ballast::actors
