// The folder of keys of one machine: secret keys in files of mode 0600, and the list of who is
// enrolled, in a directory of mode 0700. Wider modes are refused when a key is read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "broker/trust/enrolled_keys.hpp"
#include "broker/trust/holder.hpp"
#include "broker/trust/key_pair.hpp"

namespace ballast::broker {

/// Tells one writing of a file from the next: many clocks of files tick only every few ms, so that
/// the time alone does not.
struct FileVersion {
  std::uint64_t file = 0;  // a whole file is replaced by another one
  std::int64_t bytes = 0;
  std::int64_t changed_ns = 0;
  friend bool operator==(const FileVersion&, const FileVersion&) = default;
};

class KeyFiles {
 public:
  explicit KeyFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}

  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  [[nodiscard]] std::filesystem::path list_file() const { return directory_ / "enrolled.toml"; }
  [[nodiscard]] std::filesystem::path key_file(const Holder& holder) const;
  [[nodiscard]] bool has_key(const Holder& holder) const;

  /// Refuses files and directories that others may read, and pairs from libzmq's manual.
  [[nodiscard]] planner::Result<KeyPair> read_key(const Holder& holder) const;
  /// Makes the directory where there is none. Replaces the file as a whole, or leaves it.
  [[nodiscard]] planner::Result<void> write_key(const Holder& holder, const KeyPair& pair) const;

  /// Refuses a list that others may write. No file: nobody is enrolled.
  [[nodiscard]] planner::Result<EnrolledKeys> read_list() const;
  [[nodiscard]] planner::Result<void> write_list(const EnrolledKeys& list) const;
  /// Nothing where there is no list.
  [[nodiscard]] std::optional<FileVersion> list_version() const;

 private:
  std::filesystem::path directory_;
};

}  // namespace ballast::broker
