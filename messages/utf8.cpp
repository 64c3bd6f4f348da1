#include "messages/utf8.hpp"

#include <cstdint>

namespace ballast::messages {
namespace {

std::uint32_t byte_of(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

/// The number of bytes of a character by its first byte; 0 for a byte that starts none.
std::size_t length_from(std::uint32_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

/// Too long forms, halves of UTF-16 pairs and what lies above the last character.
bool second_byte_allowed(std::uint32_t first, std::uint32_t second) {
  switch (first) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second < 0xa0;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second < 0x90;
    default:
      return true;
  }
}

std::size_t character_at(std::string_view text, std::size_t at) {
  const std::size_t length = length_from(byte_of(text, at));
  if (length == 0 || text.size() - at < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_of(text, at + i) & 0xc0U) != 0x80U) return 0;
  }
  if (length > 1 && !second_byte_allowed(byte_of(text, at), byte_of(text, at + 1))) return 0;
  return length;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_at(text, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

std::string as_utf8(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t valid = valid_utf8_prefix(text);
    result.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (!text.empty()) {
      result.push_back('?');
      text.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace ballast::messages
