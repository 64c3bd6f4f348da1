#include "broker/sealed_files.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>

#include "broker/log_witness.hpp"
#include "broker/page_seal.hpp"

namespace ballast::broker {
namespace {

using page_seal::page_bytes;

constexpr std::size_t database_header_bytes = 100;

enum class Kind : std::uint8_t { database, log, other };

/// Begins as SQLite wants it; the usual file lies behind it in the same piece of SQLite's memory.
struct SealedFile {
  sqlite3_file base{};
  Kind kind = Kind::other;
  bool sealed = false;
  std::string name{};
  std::unique_ptr<LogWitness> witness{};  // of a log that is written to
};

constexpr std::size_t inner_at = (sizeof(SealedFile) + 15) / 16 * 16;

SealedFile& outer(sqlite3_file* file) {
  return *reinterpret_cast<SealedFile*>(file);
}

sqlite3_file* inner(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + inner_at);
}

sqlite3_vfs* usual(sqlite3_vfs* system) {
  return static_cast<sqlite3_vfs*>(system->pAppData);
}

bool is_page(int amount, sqlite3_int64 offset) {
  return amount == page_bytes && offset % page_bytes == 0;
}

int close_file(sqlite3_file* file) {
  const int result = inner(file)->pMethods->xClose(inner(file));
  std::destroy_at(&outer(file));
  return result;
}

int read_database(SealedFile& file, int result, unsigned char* bytes, int amount,
                  sqlite3_int64 offset) {
  if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ) return result;
  const auto size = static_cast<std::size_t>(amount);
  if (offset == 0 && size >= database_header_bytes) {
    file.sealed = file.sealed || page_seal::says_sealed({bytes, size});
  }
  // Less than a page is a look at the header, which is read again with its page.
  if (!file.sealed || amount < page_bytes) return result;
  const bool whole = result == SQLITE_OK && is_page(amount, offset) &&
                     page_seal::holds(page_seal::Page(bytes, page_bytes),
                                      static_cast<std::uint64_t>(offset / page_bytes));
  return whole ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int read_file(sqlite3_file* file, void* bytes, int amount, sqlite3_int64 offset) {
  const int result = inner(file)->pMethods->xRead(inner(file), bytes, amount, offset);
  if (outer(file).kind != Kind::database) return result;
  return read_database(outer(file), result, static_cast<unsigned char*>(bytes), amount, offset);
}

int write_sealed(sqlite3_file* file, const void* bytes, sqlite3_int64 offset) {
  std::array<unsigned char, page_bytes> page{};
  std::memcpy(page.data(), bytes, page.size());
  page_seal::seal(page, static_cast<std::uint64_t>(offset / page_bytes));
  return inner(file)->pMethods->xWrite(inner(file), page.data(), page_bytes, offset);
}

int write_log(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  const int result = inner(file)->pMethods->xWrite(inner(file), bytes, amount, offset);
  if (result != SQLITE_OK) return result;
  auto& witness = outer(file).witness;
  if (!witness) witness = std::make_unique<LogWitness>(outer(file).name);
  witness->wrote({static_cast<const unsigned char*>(bytes), static_cast<std::size_t>(amount)},
                 static_cast<std::uint64_t>(offset));
  return SQLITE_OK;
}

int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  if (outer(file).kind == Kind::log) return write_log(file, bytes, amount, offset);
  const bool page = outer(file).kind == Kind::database && is_page(amount, offset);
  if (page && outer(file).sealed) return write_sealed(file, bytes, offset);
  return inner(file)->pMethods->xWrite(inner(file), bytes, amount, offset);
}

/// Passes a call on to the usual file.
template <auto Method, class... Arguments>
auto pass_on(sqlite3_file* file, Arguments... arguments) {
  return (inner(file)->pMethods->*Method)(inner(file), arguments...);
}

using Methods = sqlite3_io_methods;
// No pages are mapped into memory (version 3), where nobody could look at their seals.
constexpr Methods methods = {2,
                             close_file,
                             read_file,
                             write_file,
                             pass_on<&Methods::xTruncate>,
                             pass_on<&Methods::xSync>,
                             pass_on<&Methods::xFileSize>,
                             pass_on<&Methods::xLock>,
                             pass_on<&Methods::xUnlock>,
                             pass_on<&Methods::xCheckReservedLock>,
                             pass_on<&Methods::xFileControl>,
                             pass_on<&Methods::xSectorSize>,
                             pass_on<&Methods::xDeviceCharacteristics>,
                             pass_on<&Methods::xShmMap>,
                             pass_on<&Methods::xShmLock>,
                             pass_on<&Methods::xShmBarrier>,
                             pass_on<&Methods::xShmUnmap>,
                             nullptr,
                             nullptr};

Kind kind_of(int flags) {
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) return Kind::database;
  return (flags & SQLITE_OPEN_WAL) != 0 ? Kind::log : Kind::other;
}

int open_file(sqlite3_vfs* system, const char* name, sqlite3_file* file, int flags, int* opened) {
  file->pMethods = nullptr;
  const int result = usual(system)->xOpen(usual(system), name, inner(file), flags, opened);
  if (result != SQLITE_OK) return result;
  SealedFile& made = *std::construct_at(reinterpret_cast<SealedFile*>(file));
  made.base.pMethods = &methods;
  made.kind = kind_of(flags);
  if (made.kind == Kind::log) made.name = name;
  sqlite3_int64 size = 0;
  if (made.kind == Kind::database) {
    made.sealed = inner(file)->pMethods->xFileSize(inner(file), &size) == SQLITE_OK && size == 0;
  }
  return SQLITE_OK;
}

/// With its log a witness is of no use any more. It goes first: a log without one may be read.
int delete_file(sqlite3_vfs* system, const char* name, int sync) {
  constexpr std::string_view ending = "-wal";
  const std::string_view path = name;
  if (path.ends_with(ending)) {
    std::error_code ignored;
    std::filesystem::remove(witness_file(path.substr(0, path.size() - ending.size())), ignored);
  }
  return usual(system)->xDelete(usual(system), name, sync);
}

sqlite3_vfs over_the_usual() {
  sqlite3_vfs* const under = sqlite3_vfs_find(nullptr);
  sqlite3_vfs files = *under;
  files.pNext = nullptr;
  files.zName = "sealed";
  files.szOsFile = static_cast<int>(inner_at) + under->szOsFile;
  files.pAppData = under;
  files.xOpen = open_file;
  files.xDelete = delete_file;
  return files;
}

}  // namespace

const char* sealed_files() {
  static sqlite3_vfs files = over_the_usual();
  static const int registered = sqlite3_vfs_register(&files, 0);
  return registered == SQLITE_OK ? files.zName : nullptr;
}

bool is_sealed(const std::filesystem::path& database) {
  std::array<unsigned char, database_header_bytes> header{};
  std::ifstream file(database, std::ios::binary);
  file.read(reinterpret_cast<char*>(header.data()), header.size());
  return file && page_seal::says_sealed(header);
}

}  // namespace ballast::broker
