#include "planner/numeric/elementary.hpp"

#include <cmath>
#include <limits>

#include "planner/numeric/double_pair.hpp"

namespace ballast::planner {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr DoublePair ln_2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;
constexpr double largest_exponent = 1000.0;  // exp of it overflows, exp of its negative vanishes

/// Returns e^r - 1 for |r| <= ln(2) / 2: Taylor's series at r / 2^9, then nine doublings of r, each
/// of which takes p = e^x - 1 to e^2x - 1 = 2 p + p^2.
DoublePair exponential_less_one(DoublePair r) {
  constexpr int doublings = 9;
  constexpr int terms = 10;
  const DoublePair small{r.high / 512.0, r.low / 512.0};
  DoublePair sum{1.0, 0.0};
  for (int n = terms; n >= 2; --n) {
    sum = DoublePair{1.0, 0.0} + small * sum / DoublePair{static_cast<double>(n), 0.0};
  }
  DoublePair p = small * sum;
  for (int i = 0; i < doublings; ++i) p = DoublePair{2.0 * p.high, 2.0 * p.low} + p * p;
  return p;
}

/// REQUIRES: |x.high| <= largest_exponent.
double exponential_of_pair(DoublePair x) {
  const double power_of_two = std::floor(x.high / ln_2.high + 0.5);
  const DoublePair r = x - ln_2 * DoublePair{power_of_two, 0.0};
  const DoublePair result = DoublePair{1.0, 0.0} + exponential_less_one(r);
  return std::ldexp(result.high + result.low, static_cast<int>(power_of_two));
}

/// Returns ln(x) from x = m 2^k with m near 1 and ln(m) = 2 artanh(s), s = (m - 1) / (m + 1).
/// REQUIRES: x positive and finite.
DoublePair logarithm_as_pair(double x) {
  constexpr int terms = 22;
  int power_of_two = 0;
  double m = std::frexp(x, &power_of_two);
  if (m < sqrt_half) {
    m *= 2.0;
    --power_of_two;
  }
  const DoublePair s = DoublePair{m - 1.0, 0.0} / exact_sum(m, 1.0);
  const DoublePair square = s * s;
  DoublePair sum{0.0, 0.0};
  for (int n = terms; n >= 0; --n) {
    sum = sum * square + DoublePair{1.0, 0.0} / DoublePair{2.0 * n + 1.0, 0.0};
  }
  const DoublePair product = s * sum;
  return ln_2 * DoublePair{static_cast<double>(power_of_two), 0.0} +
         DoublePair{2.0 * product.high, 2.0 * product.low};
}

double overflow_or_vanish(double exponent) {
  return exponent > 0.0 ? infinity : 0.0;
}

}  // namespace

double exponential(double x) {
  if (std::isnan(x)) return x;
  if (std::abs(x) > largest_exponent) return overflow_or_vanish(x);
  return exponential_of_pair({x, 0.0});
}

double logarithm(double x) {
  if (std::isnan(x) || x < 0.0) return not_a_number;
  if (x == 0.0) return -infinity;
  if (std::isinf(x)) return x;
  return logarithm_as_pair(x).high;
}

double power(double base, double exponent) {
  if (exponent == 0.0 || base == 1.0) return 1.0;
  if (std::isnan(base) || std::isnan(exponent) || base < 0.0) return not_a_number;
  if (base == 0.0) return exponent > 0.0 ? 0.0 : infinity;
  if (std::isinf(base)) return exponent > 0.0 ? infinity : 0.0;
  const DoublePair logarithm_of_base = logarithm_as_pair(base);
  const double estimate = logarithm_of_base.high * exponent;
  if (std::abs(estimate) > largest_exponent) return overflow_or_vanish(estimate);
  return exponential_of_pair(logarithm_of_base * DoublePair{exponent, 0.0});
}

}  // namespace ballast::planner
