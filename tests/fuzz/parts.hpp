// Several parts in one string of bytes: each but the last begins with its length, two bytes,
// little-endian. Every string of bytes is some number of parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast::fuzz {

[[nodiscard]] std::string join_parts(const std::vector<std::string>& parts);

/// Returns exactly `count` parts; what is missing is empty.
[[nodiscard]] std::vector<std::string> split_parts(std::string_view bytes, std::size_t count);

}  // namespace ballast::fuzz
