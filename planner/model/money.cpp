#include "planner/model/money.hpp"

#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace ballast::planner {

Money Money::from_units(double units) {
  if (!std::isfinite(units) || std::fabs(units) > max_units) {
    throw std::out_of_range("an amount of money must be finite and at most 1e12");
  }
  return Money{std::llrint(units * static_cast<double>(micros_per_unit))};
}

std::string format_money(Money amount) {
  constexpr std::int64_t micros_per_cent = Money::micros_per_unit / 100;
  const bool negative = amount.micros() < 0;
  const std::int64_t size = negative ? -amount.micros() : amount.micros();
  const std::int64_t cents = (size + micros_per_cent / 2) / micros_per_cent;
  std::string out = negative && cents != 0 ? "-" : "";
  out += std::to_string(cents / 100);
  out += '.';
  const std::int64_t rest = cents % 100;
  if (rest < 10) out += '0';
  out += std::to_string(rest);
  return out;
}

}  // namespace ballast::planner
