#include "broker/store_files.hpp"

#include <sqlite3.h>

#include <SQLiteCpp/Backup.h>

#include "broker/limits.hpp"
#include "broker/sealed_files.hpp"
#include "broker/store.hpp"

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;

std::unique_ptr<SQLite::Database> open_for_copy(const fs::path& file) {
  try {
    auto database = open_database(file.string(), SQLite::OPEN_READONLY);
    database->execAndGet("PRAGMA schema_version");
    return database;
  } catch (const SQLite::Exception& error) {
    // A directory that may not be written, and nobody writing: then the file is all there is.
    const bool quiet = !fs::exists(file.string() + "-wal");
    if (!quiet || error.getErrorCode() == SQLITE_NOTADB) throw;
  }
  return open_database("file:" + file.string() + "?immutable=1",
                       SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

}  // namespace

fs::path lock_file_of(const fs::path& file) {
  return file.string() + ".lock";
}

fs::path exchange_file_of(const fs::path& store) {
  return store.string() + ".exchange";
}

Result<void> make_directory(const fs::path& file) {
  if (file.parent_path().empty()) return {};
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (!error) return {};
  return tl::unexpected(
      Failure{FailureKind::refused, "cannot make the directory of this store: " + error.message(),
              file.parent_path().string(), "a state_dir that this user may write"});
}

std::unique_ptr<SQLite::Database> open_database(const std::string& file, int mode) {
  constexpr auto busy_ms = static_cast<int>(limits::store_busy.count());
  return std::make_unique<SQLite::Database>(file, mode, busy_ms, sealed_files());
}

bool store_is_owned(const fs::path& file) {
  return FileLock::is_held(lock_file_of(file));
}

Result<fs::path> copy_store(const fs::path& file, const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    return tl::unexpected(
        Failure{FailureKind::missing, "there is no store here yet", file.string(), ""});
  }
  const auto copy = directory / file.filename();
  if (auto made = make_directory(copy); !made) return tl::unexpected(made.error());
  fs::remove(copy, error);
  try {
    const auto source = open_for_copy(file);
    SQLite::Database target(copy.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0,
                            is_sealed(file) ? sealed_files() : "");
    {
      SQLite::Backup backup(target, *source);
      backup.executeStep(-1);
    }
    // One file, without a log beside it.
    target.exec("PRAGMA journal_mode = DELETE");
    return copy;
  } catch (const SQLite::Exception& failed) {
    return tl::unexpected(failure_of(failed, file));
  }
}

}  // namespace ballast::broker
