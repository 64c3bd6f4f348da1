// The examples of docs/formats.md, by the name that stands behind the language of each.
#pragma once

#include <string>

namespace ballast::tools {

/// Returns the whole text of a file of the source tree.
[[nodiscard]] std::string source_file(const std::string& path);

/// Returns the example of that name; the test fails when there is none.
[[nodiscard]] std::string example(const std::string& name);

}  // namespace ballast::tools
