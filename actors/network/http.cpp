#include "actors/network/http.hpp"

#include <algorithm>

namespace ballast::actors {
namespace {

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

bool same_name(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<HttpHeader> read_header(std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return HttpHeader{std::string(line.substr(0, colon)),
                    std::string(without_blanks(line.substr(colon + 1)))};
}

std::optional<std::string_view> HttpAnswer::header(std::string_view name) const {
  for (const HttpHeader& one : headers) {
    if (same_name(one.name, name)) return one.value;
  }
  return std::nullopt;
}

std::string shown_url(std::string_view url) {
  constexpr std::size_t shown_max = 120;
  std::string shown(url.substr(0, url.find_first_of("?#")));
  const auto host = shown.find("://");
  if (host != std::string::npos) {
    const auto begin = host + 3;
    const auto at = shown.rfind('@', shown.find('/', begin));
    if (at != std::string::npos && at >= begin) shown.erase(begin, at - begin + 1);
  }
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c <= ' ' || c > '~'; }, '?');
  return shown.substr(0, shown_max);
}

}  // namespace ballast::actors
