// A file that one process holds locked as long as it lives; the kernel gives it free when it dies.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "planner/model/failure.hpp"

namespace ballast::broker {

class FileLock {
 public:
  FileLock() = default;
  ~FileLock();
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Failure conflict when another process holds it: "`owned` ... (process 123)".
  [[nodiscard]] static planner::Result<FileLock> take(const std::filesystem::path& file,
                                                      const std::string& owned);
  /// Looks without taking it, not even for a moment: who starts just then must not be refused.
  [[nodiscard]] static bool is_held(const std::filesystem::path& file);

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

}  // namespace ballast::broker
