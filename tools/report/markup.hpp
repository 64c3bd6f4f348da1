// Text inside XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace ballast::tools {

/// Returns the text with what marks up replaced by its entity, for content and for attributes.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace ballast::tools
