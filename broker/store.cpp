#include "broker/store.hpp"

#include <sqlite3.h>

#include <optional>
#include <system_error>
#include <utility>

#include "broker/limits.hpp"
#include "broker/log_witness.hpp"
#include "broker/page_seal.hpp"
#include "broker/sealed_files.hpp"
#include "broker/store_files.hpp"

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

/// What is made new from now on has room for seals at the end of each page.
void leave_room_for_seals(SQLite::Database& database) {
  // In this order: the first would undo the second.
  database.exec("PRAGMA page_size = " + std::to_string(page_seal::page_bytes));
  int bytes = page_seal::seal_bytes;
  sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

/// A store of an earlier release is written anew, with seals, and takes its own place as a whole.
Result<void> seal_older(std::unique_ptr<SQLite::Database>& database, const fs::path& file) {
  std::error_code error;
  if (is_sealed(file) || fs::file_size(file, error) == 0 || error) return {};
  const std::string anew = file.string() + ".sealing";
  fs::remove(anew, error);
  database->exec("PRAGMA journal_mode = DELETE");
  leave_room_for_seals(*database);
  {
    SQLite::Statement rewrite(*database, "VACUUM INTO ?");
    rewrite.bind(1, anew);
    rewrite.executeStep();
  }
  database.reset();
  fs::rename(anew, file, error);
  if (error) {
    return tl::unexpected(Failure{FailureKind::refused,
                                  "this store cannot be replaced: " + error.message(),
                                  file.string(), "a directory that this user may write"});
  }
  database = open_database(file.string(), SQLite::OPEN_READWRITE);
  return {};
}

void prepare_writer(SQLite::Database& database) {
  leave_room_for_seals(database);
  if (database.execAndGet("PRAGMA application_id").getInt() != page_seal::application_id) {
    database.exec("PRAGMA application_id = " + std::to_string(page_seal::application_id));
  }
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

Result<void> check_exchange(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(exchange_file_of(file), ignored)) return {};
  return tl::unexpected(Failure{FailureKind::refused,
                                "the exchange of this store for a backup was broken off",
                                file.string(), "`ballast restore` again, which ends it"});
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
    if (auto whole = check_log(settings.file); !whole) return tl::unexpected(whole.error());
  }
  if (auto whole = check_exchange(settings.file); !whole) return tl::unexpected(whole.error());
  try {
    const int mode =
        settings.read_only ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    auto database = open_database(settings.file.string(), mode);
    if (!settings.read_only && sqlite3_db_readonly(database->getHandle(), "main") == 1) {
      return tl::unexpected(Failure{FailureKind::refused, "this store cannot be written",
                                    settings.file.string(), "a file that this user may write"});
    }
    if (auto known = check_version(*database, settings); !known) {
      return tl::unexpected(known.error());
    }
    if (auto sound = check_sound(*database, settings.file); !sound) {
      return tl::unexpected(sound.error());
    }
    if (!settings.read_only) {
      if (auto sealed = seal_older(database, settings.file); !sealed) {
        return tl::unexpected(sealed.error());
      }
      prepare_writer(*database);
      migrate(*database, settings.migrations);
    }
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

Failure failure_of(const SQLite::Exception& error, const fs::path& file) {
  const auto where = file.string();
  constexpr int kind_of_error = 0xff;  // the rest of an extended code tells more
  switch (error.getErrorCode() & kind_of_error) {
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
      if (error.getErrorCode() == SQLITE_IOERR_DATA ||
          error.getExtendedErrorCode() == SQLITE_IOERR_DATA) {
        return {FailureKind::invalid, "this store is damaged: a page is not as it was written",
                where, "a backup of it, or an import into a new one"};
      }
      return {FailureKind::unavailable, std::string("this disk fails: ") + error.what(), where, ""};
    case SQLITE_CONSTRAINT:
      return {FailureKind::conflict,
              std::string("this breaks a rule of the store: ") + error.what(), where, ""};
    default:
      return {FailureKind::internal, std::string("SQLite: ") + error.what(), where, ""};
  }
}

}  // namespace ballast::broker
