#include "hardware/vitals/system_files.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <system_error>

namespace ballast::hardware {
namespace {

constexpr std::size_t file_bytes_max = 64U << 10U;
constexpr std::size_t names_max = 1024;
constexpr std::string_view blanks = " \t\r\n";

template <class Number>
std::optional<Number> parsed(std::string_view word, auto... format) {
  Number out{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out, format...);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> SystemFiles::text(std::string_view file) const {
  std::ifstream in(path(file), std::ios::binary);
  if (!in) return std::nullopt;
  std::string out(file_bytes_max, '\0');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  if (in.bad()) return std::nullopt;
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

std::optional<std::int64_t> SystemFiles::number(std::string_view file) const {
  const auto content = text(file);
  if (!content) return std::nullopt;
  const auto words = words_of(*content);
  return words.empty() ? std::nullopt : whole_number(words.front());
}

std::vector<std::string> SystemFiles::names(std::string_view folder,
                                            std::string_view beginning) const {
  std::vector<std::string> out;
  std::error_code failed;
  for (auto at = std::filesystem::directory_iterator(path(folder), failed);
       !failed && at != std::filesystem::directory_iterator() && out.size() < names_max;
       at.increment(failed)) {
    std::string name = at->path().filename().string();
    if (name.starts_with(beginning)) out.push_back(std::move(name));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return out;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(blanks), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::optional<std::int64_t> whole_number(std::string_view word) {
  constexpr int hexadecimal = 16;
  if (word.starts_with("0x")) return parsed<std::int64_t>(word.substr(2), hexadecimal);
  return parsed<std::int64_t>(word);
}

std::optional<double> decimal_number(std::string_view word) {
  const auto out = parsed<double>(word, std::chars_format::fixed);
  return out && std::isfinite(*out) ? out : std::nullopt;
}

}  // namespace ballast::hardware
