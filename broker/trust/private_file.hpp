// Files that hold secrets: nobody else may read them, and only a bounded piece is read.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Bits of a mode that a file must not have.
inline constexpr mode_t all_others = 0077;
inline constexpr mode_t writing_others = 0022;

/// Refuses what has any of the bits in its mode; `wanted` is the mode that it should have. Failure:
/// missing for what is not there.
[[nodiscard]] planner::Result<void> check_mode(const std::filesystem::path& file, mode_t bits,
                                               const char* wanted);

/// Returns what is in a file that only its owner may read and write (mode 0600).
[[nodiscard]] planner::Result<std::string> read_private_file(const std::filesystem::path& file);

}  // namespace ballast::broker
