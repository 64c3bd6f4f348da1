// How far the log of a store had been written, told apart from the log: SQLite ends its reading of
// a log at the first frame that is damaged and drops every commit behind it without a word.
//
// The witness is a line in a file beside the store: boot, salts and frames of the log as of the
// last commit. It is never synced: it holds as long as the machine runs. After a restart of the
// machine a torn end of the log is honest, since what was not synced was told to nobody.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Follows what SQLite writes into the log of one store. One writer at a time.
class LogWitness {
 public:
  explicit LogWitness(const std::filesystem::path& log);
  ~LogWitness();
  LogWitness(const LogWitness&) = delete;
  LogWitness& operator=(const LogWitness&) = delete;

  /// To be told of every write once it is done.
  void wrote(std::span<const unsigned char> bytes, std::uint64_t offset);

 private:
  void note(std::uint64_t frame);

  int descriptor_ = -1;
  std::uint64_t salts_ = 0;
  std::uint64_t commit_ = 0;  // the frame, from 1, whose page is still to come; 0: none
};

[[nodiscard]] std::filesystem::path witness_file(const std::filesystem::path& store);

/// Refuses a store whose log holds less than its witness has seen: a flipped bit, an end cut off, a
/// log that is gone.
[[nodiscard]] planner::Result<void> check_log(const std::filesystem::path& store);

}  // namespace ballast::broker
