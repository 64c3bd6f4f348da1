#include "planner/evaluation/quantise.hpp"

#include <cmath>
#include <stdexcept>

#include "planner/evaluation/plan_context.hpp"

namespace ballast::planner {

std::int64_t to_ticks(double value, const std::string& what) {
  constexpr double limit = static_cast<double>(max_part_ticks) / static_cast<double>(Score::one);
  if (!std::isfinite(value) || std::fabs(value) > limit) {
    throw std::invalid_argument(what + " is out of all proportion to the portfolio's total value");
  }
  return Score::nearest(value).ticks;
}

std::int64_t to_micros(double units, const std::string& what) {
  constexpr double limit =
      static_cast<double>(max_cash_micros) / static_cast<double>(Money::micros_per_unit);
  if (!std::isfinite(units) || std::fabs(units) > limit) {
    throw std::invalid_argument(what + " is not an amount of at most 1e11");
  }
  return Money::from_units(units).micros();
}

std::int64_t to_priority(double priority, const std::string& what) {
  const double scaled = std::ldexp(priority, priority_fraction_bits);
  if (!std::isfinite(scaled) || std::fabs(scaled) > static_cast<double>(max_priority)) {
    throw std::invalid_argument("the priority of " + what + " is not a number of at most 1e6");
  }
  return std::llrint(scaled);
}

}  // namespace ballast::planner
