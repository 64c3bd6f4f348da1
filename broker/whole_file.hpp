// Writes a text file whole or not at all, so that nobody ever reads half of it.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace ballast::broker {

/// Made beside `file`, on the disk before it takes its name; `mode` holds from the first byte on
/// (less the umask). False with errno set when that failed: the file is then as it was. What is no
/// regular file, a pipe or /dev/stdout, is written to as it is.
[[nodiscard]] bool write_whole_file(const std::filesystem::path& file, std::string_view text,
                                    mode_t mode = 0666);

}  // namespace ballast::broker
