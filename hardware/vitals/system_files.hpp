// Small text files of the kernel, below a root that tests choose. Nothing is trusted: what is
// absent, too long or no number is unknown, never zero.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ballast::hardware {

/// Where /proc and /sys are; "/" outside tests.
struct SystemRoot {
  std::filesystem::path path{"/"};
};

class SystemFiles {
 public:
  explicit SystemFiles(SystemRoot root) : root_(std::move(root)) {}

  /// Returns at most 64 KiB of a file such as "proc/meminfo"; nothing where it cannot be read.
  [[nodiscard]] std::optional<std::string> text(std::string_view file) const;

  /// Returns the first whole number of a file: decimal, or hexadecimal after "0x".
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view file) const;

  /// Returns the names in a folder that begin so, sorted.
  [[nodiscard]] std::vector<std::string> names(std::string_view folder,
                                               std::string_view beginning) const;

  [[nodiscard]] std::filesystem::path path(std::string_view file) const {
    return root_.path / std::filesystem::path(file);
  }

 private:
  SystemRoot root_;
};

/// Returns the text split at blanks.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// Returns the whole text as a number.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view word);
[[nodiscard]] std::optional<double> decimal_number(std::string_view word);

}  // namespace ballast::hardware
