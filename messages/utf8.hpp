// Texts from outside are UTF-8 or they are not texts.
#pragma once

#include <string>
#include <string_view>

namespace ballast::messages {

/// Returns the length of the longest valid UTF-8 prefix.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) {
  return valid_utf8_prefix(text) == text.size();
}

/// Returns the text with every byte that is not UTF-8 replaced by '?'.
[[nodiscard]] std::string as_utf8(std::string_view text);

}  // namespace ballast::messages
