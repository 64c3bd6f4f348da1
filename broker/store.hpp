// An actor's durable state: one SQLite file, owned by one process, brought to the current schema,
// and the commands it has handled, so that an effect and the id that asked for it commit together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "broker/file_lock.hpp"
#include "messages/payload.hpp"
#include "planner/model/failure.hpp"

namespace ballast::broker {

using planner::Result;

struct StoreSettings {
  std::filesystem::path file;
  /// SQL that brings the schema from version i to i + 1. Never changed once released.
  std::vector<std::string> migrations;
  /// For a snapshot: no lock, no migration, no writing; the version must be the newest.
  bool read_only = false;
};

/// When a commit is to be on disk. The end of the process loses neither.
enum class Durability : std::uint8_t {
  at_once,         // before write() returns
  with_next_sync,  // with the next commit that is there at once; the end of the machine may undo it
};

class Store {
 public:
  /// Makes the file and its directory if needed. Failure: conflict when another process owns it or
  /// its version is newer; refused when it cannot be written; invalid when it is damaged or no
  /// database.
  [[nodiscard]] static Result<Store> open(const StoreSettings& settings);

  [[nodiscard]] SQLite::Database& database() { return *database_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  /// Runs `effect` in one transaction; a Failure or an exception leaves nothing behind. SQLite's
  /// own errors (a full disk, a damaged file) come back as Failures.
  [[nodiscard]] Result<void> write(const std::function<Result<void>()>& effect,
                                   Durability durability = Durability::at_once);

  /// Runs `effect` once for an id: its changes and its reply commit together, and a repeat gets the
  /// same reply without running it. A Failure is not kept, so the command may be tried again.
  [[nodiscard]] Result<messages::Payload> handle_once(
      std::string_view id, const std::function<Result<messages::Payload>()>& effect);

  /// Brings the log into the file, which takes milliseconds. Commits do so by themselves only when
  /// the log has grown large, so that whoever knows when nobody waits may choose that moment.
  [[nodiscard]] Result<void> empty_log();

  /// Runs something that reads; SQLite's errors come back as Failures.
  [[nodiscard]] Result<void> read(const std::function<Result<void>()>& query);

 private:
  Store(std::filesystem::path file, FileLock lock, std::unique_ptr<SQLite::Database> database);

  std::filesystem::path file_;
  FileLock lock_;
  std::unique_ptr<SQLite::Database> database_;
};

/// Returns whether a process has this store open as its owner.
[[nodiscard]] bool store_is_owned(const std::filesystem::path& file);

/// Copies a store as it is now, while its owner may be writing, into `directory` under the same
/// name. Returns the copy's path.
[[nodiscard]] Result<std::filesystem::path> copy_store(const std::filesystem::path& file,
                                                       const std::filesystem::path& directory);

/// Returns a sentence for an error of SQLite.
[[nodiscard]] planner::Failure failure_of(const SQLite::Exception& error,
                                          const std::filesystem::path& file);

}  // namespace ballast::broker
