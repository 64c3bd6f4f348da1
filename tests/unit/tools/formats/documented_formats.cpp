#include "tests/unit/tools/formats/documented_formats.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace ballast::tools {

std::string source_file(const std::string& path) {
  std::ifstream file(std::string(BALLAST_SOURCE_ROOT) + "/" + path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string example(const std::string& name) {
  const std::string text = source_file("docs/formats.md");
  const std::string first_line_end = " " + name + "\n";
  for (auto at = text.find("\n```"); at != std::string::npos; at = text.find("\n```", at + 1)) {
    const auto body = text.find('\n', at + 1) + 1;
    if (text.substr(at, body - at).ends_with(first_line_end)) {
      return text.substr(body, text.find("\n```", body) + 1 - body);
    }
  }
  ADD_FAILURE() << "docs/formats.md has no example " << name;
  return {};
}

}  // namespace ballast::tools
