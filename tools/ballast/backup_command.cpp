// ballast backup: copies of this board's stores as they are now, each read again and proven.

#include <chrono>
#include <filesystem>
#include <fstream>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "actors/configuration/places.hpp"
#include "broker/store.hpp"
#include "broker/version.hpp"
#include "tools/ballast/backup_manifest.hpp"
#include "tools/ballast/backup_rotation.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/numbers.hpp"

namespace ballast::tools {
namespace {

namespace fs = std::filesystem;
namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

Result<void> write_manifest(const fs::path& file, const BackupManifest& manifest) {
  std::ofstream out(file, std::ios::binary);
  out << manifest_text(manifest);
  out.close();
  if (out) return {};
  return tl::unexpected(Failure{FailureKind::refused, "cannot be written", file.string(),
                                "a directory with room that this user may write"});
}

/// Copies and proves every store into `directory`, which is empty.
Result<BackupManifest> back_up(const broker::ClusterMap& map, const fs::path& directory) {
  BackupManifest out{broker::version(), now(), {}};
  for (const auto& store : actors::board_stores) {
    const fs::path file = fs::path(map.state_dir()) / store.file;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) continue;
    const auto copy = broker::copy_store(file, directory);
    if (!copy) return tl::unexpected(copy.error());
    auto proof = prove_store(*copy);
    if (!proof) return tl::unexpected(proof.error());
    out.stores.push_back(std::move(*proof));
  }
  if (out.stores.empty()) {
    return tl::unexpected(Failure{FailureKind::missing, "there is no store on this board",
                                  map.state_dir(), "the board that runs portfolio and universe"});
  }
  if (auto written = write_manifest(directory / manifest_file, out); !written) {
    return tl::unexpected(written.error());
  }
  return out;
}

/// The backup appears under its name when it is whole.
Result<BackupManifest> back_up_whole(const broker::ClusterMap& map, const fs::path& directory) {
  std::error_code error;
  if (fs::exists(directory, error) && !fs::is_empty(directory, error)) {
    return tl::unexpected(Failure{FailureKind::refused, "there is something in this directory",
                                  directory.string(), "a new or an empty one"});
  }
  fs::path partial = directory;
  if (!partial.has_filename()) partial = partial.parent_path();
  const fs::path whole = partial;
  partial += ".partial";
  fs::remove_all(partial, error);
  if (!fs::create_directories(partial, error) && error) {
    return tl::unexpected(Failure{FailureKind::refused, "cannot be made: " + error.message(),
                                  partial.string(), "a place that this user may write"});
  }
  auto made = back_up(map, partial);
  if (made) {
    fs::remove(whole, error);
    fs::rename(partial, whole, error);
    if (!error) return made;
    made = tl::unexpected(
        Failure{FailureKind::refused, "cannot be made: " + error.message(), whole.string(), ""});
  }
  fs::remove_all(partial, error);
  return made;
}

/// Drops the backups in a directory that are not kept; what is no backup stays.
Result<std::size_t> drop_old_backups(const fs::path& directory) {
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (fs::exists(entry.path() / manifest_file, error)) {
      names.push_back(entry.path().filename().string());
    }
  }
  const auto old = backups_to_drop(std::move(names));
  for (const std::string& name : old) {
    fs::remove_all(directory / name, error);
    if (!error) continue;
    return tl::unexpected(Failure{FailureKind::refused,
                                  "an old backup cannot be removed: " + error.message(),
                                  (directory / name).string(), "a place that this user may write"});
  }
  return old.size();
}

}  // namespace

ExitCode run_backup(const std::vector<std::string>& words) {
  Arguments::Description own("Backup");
  own.add_options()("directory", options::value<std::vector<std::string>>(),
                    "where it goes: a new or an empty directory")(
      "rotate",
      "make it in the directory under its time, and keep there the last of seven days and of four "
      "weeks");
  const auto arguments = Arguments::read(words, "backup [--rotate] DIRECTORY", own, "directory");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto directories = arguments.list("directory");
  if (directories.size() != 1) {
    say("ballast: `backup` needs one directory");
    return ExitCode::usage;
  }
  const auto map = load_cluster(arguments.common());
  if (!map) return give_up(map.error());
  const bool rotates = arguments.has("rotate");
  fs::path directory = directories.front();
  if (rotates) {
    directory /=
        backup_name(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  }
  const auto made = back_up_whole(*map, directory);
  if (!made) return give_up(made.error());
  // Old ones go when the new one is whole and proven, and not before.
  const Result<std::size_t> dropped =
      rotates ? drop_old_backups(directories.front()) : std::size_t{0};
  if (!dropped) return give_up(dropped.error());
  if (arguments.common().json) {
    print(manifest_text(*made));
    return ExitCode::done;
  }
  for (const StoreProof& store : made->stores) {
    print(fmt::format("{:<13} {:>12} bytes{}\n", store.file, grouped(store.bytes),
                      store.books.empty()
                          ? ""
                          : fmt::format(", {} entries replayed, books {}", grouped(store.entries),
                                        store.books.substr(0, 8))));
  }
  if (rotates) {
    print(fmt::format("In {}; {} older backup{} dropped.\n", directory.string(), *dropped,
                      *dropped == 1 ? "" : "s"));
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
