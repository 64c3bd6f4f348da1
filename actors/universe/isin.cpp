#include "actors/universe/isin.hpp"

#include <algorithm>
#include <vector>

namespace ballast::actors {
namespace {

constexpr std::size_t isin_length = 12;

bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::vector<int> digits_of(std::string_view body) {
  std::vector<int> digits;
  for (const char c : body) {
    const int value = is_letter(c) ? c - 'A' + 10 : c - '0';
    if (value >= 10) digits.push_back(value / 10);
    digits.push_back(value % 10);
  }
  return digits;
}

}  // namespace

char isin_check_digit(std::string_view body) {
  std::vector<int> digits = digits_of(body);
  std::reverse(digits.begin(), digits.end());
  int sum = 0;
  bool doubled = true;
  for (const int digit : digits) {
    const int value = doubled ? 2 * digit : digit;
    sum += value / 10 + value % 10;
    doubled = !doubled;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool is_isin(std::string_view text) {
  if (text.size() != isin_length || !is_letter(text[0]) || !is_letter(text[1])) return false;
  const std::string_view body = text.substr(0, isin_length - 1);
  if (!std::all_of(body.begin(), body.end(), [](char c) { return is_letter(c) || is_digit(c); })) {
    return false;
  }
  return text.back() == isin_check_digit(body);
}

}  // namespace ballast::actors
