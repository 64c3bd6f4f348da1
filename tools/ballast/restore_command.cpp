// ballast restore: puts the stores of a backup in the place of this board's, after they were
// proven; what was there is kept aside. Actors that own them are asked to end, and begin again on
// what was restored when their supervisor starts them.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "actors/configuration/places.hpp"
#include "broker/file_lock.hpp"
#include "broker/pollable.hpp"
#include "broker/store.hpp"
#include "broker/store_files.hpp"
#include "messages/control.hpp"
#include "tools/ballast/backup_manifest.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/import/text_file.hpp"

namespace ballast::tools {
namespace {

namespace fs = std::filesystem;
namespace options = boost::program_options;
using namespace std::chrono_literals;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t manifest_bytes_max = 64U << 10U;
/// How long an actor may take to end.
constexpr std::chrono::milliseconds end_patience = 20s;
constexpr std::chrono::milliseconds look_pause = 5ms;
/// What was there before is kept of so many restores.
constexpr std::size_t asides_kept = 3;
constexpr std::string_view aside_prefix = "before-restore-";
/// A store and what stands beside it.
constexpr const char* suffixes[] = {"", "-wal", "-shm", "-witness"};

Failure unwritable(const fs::path& place, const std::error_code& error) {
  return {FailureKind::refused, "cannot be written: " + error.message(), place.string(),
          "a state_dir that this user may write"};
}

/// Copies a store of the backup beside the stores, and proves that it is what was backed up.
Result<void> stage(const StoreProof& store, const fs::path& from, const fs::path& to) {
  const auto hash = sha256_of_file(from / store.file);
  if (!hash) return tl::unexpected(hash.error());
  if (*hash != store.sha256) {
    return tl::unexpected(Failure{FailureKind::invalid, "this is not the file that was backed up",
                                  (from / store.file).string(), "SHA-256 " + store.sha256});
  }
  const auto copy = broker::copy_store(from / store.file, to);
  if (!copy) return tl::unexpected(copy.error());
  if (auto updated = update_store(*copy); !updated) return updated;
  const auto proof = prove_store(*copy);
  if (!proof) return tl::unexpected(proof.error());
  if (proof->books == store.books && proof->entries == store.entries) return {};
  return tl::unexpected(Failure{FailureKind::invalid,
                                "replayed, its entries give other books than when it was made",
                                (from / store.file).string(), "books " + store.books});
}

/// The locks of all stores, so that no actor opens one meanwhile.
class Ownership {
 public:
  explicit Ownership(fs::path state) : state_(std::move(state)) {}

  /// Asks those who own stores of this board to end, and takes their place.
  Result<void> take(const CommonOptions& common) {
    if (auto asked = ask_owners(common); !asked) return asked;
    const auto deadline = std::chrono::steady_clock::now() + end_patience;
    for (const auto& store : actors::board_stores) {
      for (;;) {
        auto lock = broker::FileLock::take(broker::lock_file_of(state_ / store.file),
                                           "this store is in use");
        if (lock) {
          locks_.push_back(std::move(*lock));
          break;
        }
        if (std::chrono::steady_clock::now() > deadline) return tl::unexpected(lock.error());
        broker::PollSet().poll(look_pause);
      }
    }
    return {};
  }

  [[nodiscard]] const std::set<std::string>& ended() const { return ended_; }

 private:
  Result<void> ask_owners(const CommonOptions& common) {
    for (const auto& store : actors::board_stores) {
      if (broker::store_is_owned(state_ / store.file)) ended_.insert(store.role);
    }
    if (ended_.empty()) return {};
    SessionOptions session_options;
    session_options.common = common;
    auto session = Session::open(std::move(session_options));
    if (!session) return tl::unexpected(session.error());
    for (const std::string& role : ended_) {
      const auto answer = (*session)->ask<messages::Stopping>(role, messages::Stop{});
      if (!answer) return tl::unexpected(answer.error());
    }
    return {};
  }

  fs::path state_;
  std::set<std::string> ended_;
  std::vector<broker::FileLock> locks_;
};

Result<void> move_to(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from, error)) return {};
  fs::rename(from, to, error);
  if (error) return tl::unexpected(unwritable(to, error));
  return {};
}

Result<void> exchange_one(const std::string& name, const fs::path& state, const fs::path& staged,
                          const fs::path& aside) {
  for (const char* suffix : suffixes) {
    const std::string file = name + suffix;
    if (auto moved = move_to(state / file, aside / file); !moved) return moved;
  }
  return move_to(staged / name, state / name);
}

/// Moves the stores that are there aside, with their logs, and the staged ones into their place.
/// Until all have theirs, none is opened by anybody.
Result<void> exchange(const fs::path& state, const fs::path& staged, const fs::path& aside) {
  std::error_code error;
  fs::create_directories(aside, error);
  if (error) return tl::unexpected(unwritable(aside, error));
  for (const auto& store : actors::board_stores) {
    const fs::path mark = broker::exchange_file_of(state / store.file);
    if (!std::ofstream(mark)) {
      return tl::unexpected(unwritable(mark, std::make_error_code(std::errc::permission_denied)));
    }
  }
  for (const auto& store : actors::board_stores) {
    if (auto done = exchange_one(store.file, state, staged, aside); !done) return done;
  }
  for (const auto& store : actors::board_stores) {
    fs::remove(broker::exchange_file_of(state / store.file), error);
    if (error) return tl::unexpected(unwritable(state, error));
  }
  return {};
}

/// Drops what was kept aside by all but the last restores: the names tell when.
void drop_old_asides(const fs::path& state) {
  std::error_code ignored;
  std::vector<fs::path> asides;
  for (const auto& entry : fs::directory_iterator(state, ignored)) {
    if (entry.is_directory(ignored) && entry.path().filename().string().starts_with(aside_prefix)) {
      asides.push_back(entry.path());
    }
  }
  std::sort(asides.begin(), asides.end());
  for (std::size_t at = 0; at + asides_kept < asides.size(); ++at) {
    fs::remove_all(asides[at], ignored);
  }
}

struct Restored {
  BackupManifest manifest;
  fs::path aside;
  std::set<std::string> ended;
};

Result<Restored> restore(const CommonOptions& common, const fs::path& backup,
                         const fs::path& state) {
  const auto text = read_text_file(backup / manifest_file, manifest_bytes_max);
  if (!text) return tl::unexpected(text.error());
  auto manifest = read_manifest(*text, (backup / manifest_file).string());
  if (!manifest) return tl::unexpected(manifest.error());
  const fs::path staged = state / "restoring";
  std::error_code ignored;
  fs::remove_all(staged, ignored);
  for (const StoreProof& store : manifest->stores) {
    if (auto done = stage(store, backup, staged); !done) {
      fs::remove_all(staged, ignored);
      return tl::unexpected(done.error());
    }
  }
  Ownership ownership(state);
  auto done = ownership.take(common);
  const fs::path aside =
      state /
      fmt::format("{}{:%Y%m%d-%H%M%S}", aside_prefix,
                  std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  if (done) done = exchange(state, staged, aside);
  fs::remove_all(staged, ignored);
  if (!done) return tl::unexpected(done.error());
  drop_old_asides(state);
  return Restored{std::move(*manifest), aside, ownership.ended()};
}

}  // namespace

ExitCode run_restore(const std::vector<std::string>& words) {
  Arguments::Description own("Restoring");
  own.add_options()("directory", options::value<std::vector<std::string>>(),
                    "what `ballast backup` made");
  const auto arguments = Arguments::read(words, "restore DIRECTORY", own, "directory");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto directories = arguments.list("directory");
  if (directories.size() != 1) {
    say("ballast: `restore` needs one directory");
    return ExitCode::usage;
  }
  const auto map = load_cluster(arguments.common());
  if (!map) return give_up(map.error());
  const auto done = restore(arguments.common(), directories.front(), map->state_dir());
  if (!done) return give_up(done.error());
  if (arguments.common().json) {
    print(manifest_text(done->manifest));
    return ExitCode::done;
  }
  print(fmt::format("Restored {} stores as of {}. What was there is in {}.\n",
                    done->manifest.stores.size(), done->manifest.made, done->aside.string()));
  if (!done->ended.empty()) {
    print(fmt::format("Ended, for the supervisor to start again: {}.\n",
                      fmt::join(done->ended, ", ")));
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
