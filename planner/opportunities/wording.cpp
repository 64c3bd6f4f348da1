#include "planner/opportunities/wording.hpp"

#include <array>
#include <charconv>

namespace ballast::planner {

std::string decimal_text(double x, int decimals) {
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x,
                                 std::chars_format::fixed, decimals);
  std::string text(buffer.data(), end.ptr);
  const bool negative_zero =
      text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos;
  return negative_zero ? text.substr(1) : text;
}

std::string percent_text(double fraction, int decimals) {
  return decimal_text(fraction * 100.0, decimals) + " %";
}

std::string whole_text(Money amount) {
  return decimal_text(amount.units(), 0);
}

std::string shares_text(double quantity) {
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), quantity,
                                 std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

std::string count_of_shares(double quantity) {
  return shares_text(quantity) + (quantity == 1.0 ? " share" : " shares");
}

std::string count_of_days(long days) {
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

std::string list_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace ballast::planner
