#include "tests/fuzz/parts.hpp"

#include "tests/fuzz/target.hpp"

namespace ballast::fuzz {

std::string join_parts(const std::vector<std::string>& parts) {
  std::string bytes;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i + 1 < parts.size()) {
      bytes.push_back(static_cast<char>(parts[i].size() & 0xffU));
      bytes.push_back(static_cast<char>((parts[i].size() >> 8U) & 0xffU));
    }
    bytes += parts[i];
  }
  return bytes;
}

std::vector<std::string> split_parts(std::string_view bytes, std::size_t count) {
  std::vector<std::string> parts;
  while (parts.size() + 1 < count) {
    const std::string_view length = take(bytes, 2);
    std::size_t size = 0;
    for (std::size_t i = 0; i < length.size(); ++i) {
      size |= std::size_t{static_cast<unsigned char>(length[i])} << (8U * i);
    }
    parts.emplace_back(take(bytes, size));
  }
  parts.emplace_back(bytes);
  return parts;
}

}  // namespace ballast::fuzz
