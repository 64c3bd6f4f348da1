#include "broker/store.hpp"

#include <sqlite3.h>

#include <optional>
#include <system_error>
#include <utility>

#include "broker/limits.hpp"

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;
using planner::Failure;
using planner::FailureKind;

constexpr const char* handled_table =
    "CREATE TABLE IF NOT EXISTS handled_command ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT,"
    " id TEXT NOT NULL UNIQUE,"
    " type TEXT NOT NULL,"
    " body BLOB NOT NULL"
    ") STRICT";

int busy_ms() {
  return static_cast<int>(limits::store_busy.count());
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

void prepare_writer(SQLite::Database& database) {
  database.exec("PRAGMA journal_mode = WAL");
  // A commit is on disk before its reply leaves.
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA wal_autocheckpoint = " + std::to_string(limits::store_log_pages_max));
  // The log shrinks again after a large import.
  database.exec("PRAGMA journal_size_limit = 4194304");
}

Result<void> check_sound(SQLite::Database& database, const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error || size > limits::store_checked_bytes_max) return {};
  SQLite::Statement check(database, "PRAGMA quick_check(1)");
  const std::string answer = check.executeStep() ? check.getColumn(0).getString() : "no answer";
  if (answer == "ok") return {};
  return tl::unexpected(Failure{FailureKind::invalid, "this store is damaged: " + answer,
                                file.string(), "a backup of it, or an import into a new one"});
}

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

Result<void> check_version(SQLite::Database& database, const StoreSettings& settings) {
  const auto newest = static_cast<int>(settings.migrations.size());
  const int version = version_of(database);
  const auto sentence = [&](const char* relation) {
    return tl::unexpected(Failure{FailureKind::conflict,
                                  "this store has version " + std::to_string(version) + ", " +
                                      relation + " than this program",
                                  settings.file.string(), "version " + std::to_string(newest)});
  };
  if (version > newest) return sentence("newer");
  if (settings.read_only && version < newest) return sentence("older");
  return {};
}

void migrate(SQLite::Database& database, const std::vector<std::string>& migrations) {
  for (auto version = static_cast<std::size_t>(version_of(database)); version < migrations.size();
       ++version) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec(migrations[version]);
    database.exec("PRAGMA user_version = " + std::to_string(version + 1));
    transaction.commit();
  }
  database.exec(handled_table);
}

std::optional<messages::Payload> kept_reply(SQLite::Database& database, std::string_view id) {
  SQLite::Statement query(database, "SELECT type, body FROM handled_command WHERE id = ?");
  query.bind(1, std::string(id));
  if (!query.executeStep()) return std::nullopt;
  const auto body = query.getColumn(1);
  const char* bytes = static_cast<const char*>(body.getBlob());
  const auto size = static_cast<std::size_t>(body.getBytes());
  return messages::Payload{query.getColumn(0).getString(),
                           bytes == nullptr ? std::string() : std::string(bytes, size)};
}

void keep_reply(SQLite::Database& database, std::string_view id, const messages::Payload& reply) {
  SQLite::Statement insert(database,
                           "INSERT INTO handled_command (id, type, body) VALUES (?, ?, ?)");
  insert.bind(1, std::string(id));
  insert.bind(2, reply.type);
  insert.bind(3, reply.bytes.data(), static_cast<int>(reply.bytes.size()));
  insert.exec();
  SQLite::Statement forget(database, "DELETE FROM handled_command WHERE number <= ?");
  forget.bind(
      1, static_cast<std::int64_t>(database.getLastInsertRowid()) - limits::handled_commands_max);
  forget.exec();
}

/// Commits are synced as they are to be; at once again when it ends.
class SyncOfCommits {
 public:
  SyncOfCommits(SQLite::Database& database, Durability durability)
      : database_(database), relaxed_(durability == Durability::with_next_sync) {
    if (relaxed_) database_.exec("PRAGMA synchronous = NORMAL");
  }
  ~SyncOfCommits() {
    if (relaxed_) database_.tryExec("PRAGMA synchronous = FULL");
  }
  SyncOfCommits(const SyncOfCommits&) = delete;
  SyncOfCommits& operator=(const SyncOfCommits&) = delete;

 private:
  SQLite::Database& database_;
  bool relaxed_;
};

fs::path lock_file_of(const fs::path& file) {
  return file.string() + ".lock";
}

std::unique_ptr<SQLite::Database> open_for_copy(const fs::path& file) {
  try {
    auto database =
        std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, busy_ms());
    database->execAndGet("PRAGMA schema_version");
    return database;
  } catch (const SQLite::Exception& error) {
    // A directory that may not be written, and nobody writing: then the file is all there is.
    const bool quiet = !fs::exists(file.string() + "-wal");
    if (!quiet || error.getErrorCode() == SQLITE_NOTADB) throw;
  }
  return std::make_unique<SQLite::Database>("file:" + file.string() + "?immutable=1",
                                            SQLite::OPEN_READONLY | SQLite::OPEN_URI, busy_ms());
}

}  // namespace

Store::Store(fs::path file, FileLock lock, std::unique_ptr<SQLite::Database> database)
    : file_(std::move(file)), lock_(std::move(lock)), database_(std::move(database)) {}

Result<Store> Store::open(const StoreSettings& settings) {
  FileLock lock;
  if (!settings.read_only) {
    if (auto made = make_directory(settings.file); !made) return tl::unexpected(made.error());
    auto taken = FileLock::take(lock_file_of(settings.file),
                                "the store " + settings.file.filename().string());
    if (!taken) return tl::unexpected(taken.error());
    lock = std::move(*taken);
  }
  try {
    const int mode =
        settings.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    auto database = std::make_unique<SQLite::Database>(settings.file.string(), mode, busy_ms());
    if (!settings.read_only && sqlite3_db_readonly(database->getHandle(), "main") == 1) {
      return tl::unexpected(Failure{FailureKind::refused, "this store cannot be written",
                                    settings.file.string(), "a file that this user may write"});
    }
    if (auto known = check_version(*database, settings); !known) {
      return tl::unexpected(known.error());
    }
    if (!settings.read_only) prepare_writer(*database);
    if (auto sound = check_sound(*database, settings.file); !sound) {
      return tl::unexpected(sound.error());
    }
    if (!settings.read_only) migrate(*database, settings.migrations);
    return Store(settings.file, std::move(lock), std::move(database));
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(failure_of(error, settings.file));
  }
}

Result<void> Store::write(const std::function<Result<void>()>& effect, Durability durability) {
  try {
    const SyncOfCommits sync(*database_, durability);
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    if (auto done = effect(); !done) return done;
    transaction.commit();
    return {};
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(failure_of(error, file_));
  }
}

Result<void> Store::empty_log() {
  return read([this]() -> Result<void> {
    database_->exec("PRAGMA wal_checkpoint(PASSIVE)");
    return {};
  });
}

Result<messages::Payload> Store::handle_once(
    std::string_view id, const std::function<Result<messages::Payload>()>& effect) {
  messages::Payload reply;
  const auto done = write([&]() -> Result<void> {
    if (auto kept = kept_reply(*database_, id)) {
      reply = std::move(*kept);
      return {};
    }
    auto made = effect();
    if (!made) return tl::unexpected(made.error());
    reply = std::move(*made);
    keep_reply(*database_, id, reply);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return reply;
}

Result<void> Store::read(const std::function<Result<void>()>& query) {
  try {
    return query();
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(failure_of(error, file_));
  }
}

bool store_is_owned(const fs::path& file) {
  std::error_code ignored;
  const fs::path lock = lock_file_of(file);
  return fs::exists(lock, ignored) && !FileLock::take(lock, "the store");
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
    SQLite::Database target(copy.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
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

Failure failure_of(const SQLite::Exception& error, const fs::path& file) {
  const auto where = file.string();
  switch (error.getErrorCode()) {
    case SQLITE_FULL:
      return {FailureKind::unavailable, "the disk is full; nothing was changed", where,
              "free space on this disk"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {FailureKind::refused, "this store cannot be written", where,
              "a file that this user may write"};
    case SQLITE_CANTOPEN:
      return {FailureKind::refused, "this store cannot be opened", where,
              "an existing file that this user may read"};
    case SQLITE_NOTADB:
      return {FailureKind::invalid, "this file is no store", where, "an SQLite database"};
    case SQLITE_CORRUPT:
      return {FailureKind::invalid, std::string("this store is damaged: ") + error.what(), where,
              "a backup of it, or an import into a new one"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {FailureKind::unavailable, "this store is busy with another process", where, ""};
    case SQLITE_IOERR:
      return {FailureKind::unavailable, std::string("this disk fails: ") + error.what(), where, ""};
    case SQLITE_CONSTRAINT:
      return {FailureKind::conflict,
              std::string("this breaks a rule of the store: ") + error.what(), where, ""};
    default:
      return {FailureKind::internal, std::string("SQLite: ") + error.what(), where, ""};
  }
}

}  // namespace ballast::broker
