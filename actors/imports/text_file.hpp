// The whole text of a file, also of one packed with gzip, within a bound.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "planner/model/failure.hpp"

namespace ballast::actors {

/// No import is larger than this once unpacked; ten years of prices of 500 securities are a third.
inline constexpr std::size_t text_bytes_max = 128U << 20U;

/// Returns the text of `file`, unpacked if it begins as gzip does. Failure: missing when it cannot
/// be opened, invalid when it is larger than `bytes_max` or damaged.
[[nodiscard]] planner::Result<std::string> read_text_file(const std::filesystem::path& file,
                                                          std::size_t bytes_max = text_bytes_max);

}  // namespace ballast::actors
