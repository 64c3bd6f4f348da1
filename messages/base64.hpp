// Bytes as text, for JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ballast::messages {

/// Returns standard base64 with padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// Returns nothing for a text that is no standard base64 with padding.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace ballast::messages
