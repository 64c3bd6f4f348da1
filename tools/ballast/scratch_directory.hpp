// A directory of its own for one run, gone with the object.
#pragma once

#include <filesystem>

namespace ballast::tools {

class ScratchDirectory {
 public:
  /// Throws std::filesystem::filesystem_error where none can be made.
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace ballast::tools
