// Text files, read whole up to a bound, and written whole or not at all, so that nobody ever reads
// half of one.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "broker/limits.hpp"
#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Returns what is in a file, or comes through a pipe. Failure: missing where it cannot be read,
/// invalid where it is larger; a directory is no file.
[[nodiscard]] planner::Result<std::string> read_whole_file(
    const std::filesystem::path& file, std::size_t bytes_max = limits::settings_file_bytes_max);

/// Made beside `file`, on the disk before it takes its name; `mode` holds from the first byte on
/// (less the umask). False with errno set when that failed: the file is then as it was. What is no
/// regular file, a pipe or /dev/stdout, is written to as it is.
[[nodiscard]] bool write_whole_file(const std::filesystem::path& file, std::string_view text,
                                    mode_t mode = 0666);

}  // namespace ballast::broker
