#include "planner/numeric/rounding.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace ballast::planner {

double round_to(double x, int decimals) {
  if (!std::isfinite(x)) return x;
  std::array<char, 352> text{};  // sign, 309 digits, point, decimals
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), x, std::chars_format::fixed, decimals);
  if (error != std::errc{}) return x;
  double rounded = x;
  std::from_chars(text.data(), end, rounded);
  return rounded;
}

}  // namespace ballast::planner
