// Colour, and lines that fit, where a person looks on; plain text everywhere else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ballast::tools {

struct Style {
  bool colour = false;
  std::size_t columns = 0;  // width of the terminal; 0: lines may be of any length

  [[nodiscard]] std::string bold(std::string_view text) const { return wrap("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return wrap("2", text); }
  [[nodiscard]] std::string good(std::string_view text) const { return wrap("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return wrap("31", text); }
  [[nodiscard]] std::string warn(std::string_view text) const { return wrap("33", text); }

 private:
  [[nodiscard]] std::string wrap(std::string_view code, std::string_view text) const {
    if (!colour) return std::string(text);
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
  }
};

}  // namespace ballast::tools
