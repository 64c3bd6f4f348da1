// A number held as the unevaluated sum of two doubles, about 106 bits. It exists so that exp, log
// and powers can be rounded once, at the end. The error of each operation is a few units of 2^-104.
#pragma once

namespace ballast::planner {

struct DoublePair {
  double high = 0.0;
  double low = 0.0;  // at most half a unit in the last place of high
};

/// Returns a + b exactly. REQUIRES: |a| >= |b| or a == 0.
constexpr DoublePair ordered_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// Returns a + b exactly.
constexpr DoublePair exact_sum(double a, double b) {
  const double sum = a + b;
  const double rest = sum - a;
  return {sum, (a - (sum - rest)) + (b - rest)};
}

/// Returns a * b exactly, without a fused multiply-add. REQUIRES: |a|, |b| < 2^990.
constexpr DoublePair exact_product(double a, double b) {
  constexpr double splitter = 134217729.0;  // 2^27 + 1
  const double a_scaled = splitter * a;
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = splitter * b;
  const double b_high = b_scaled - (b_scaled - b);
  const double b_low = b - b_high;
  const double product = a * b;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr DoublePair operator+(DoublePair a, DoublePair b) {
  const DoublePair high = exact_sum(a.high, b.high);
  const DoublePair low = exact_sum(a.low, b.low);
  const DoublePair sum = ordered_sum(high.high, high.low + low.high);
  return ordered_sum(sum.high, sum.low + low.low);
}

constexpr DoublePair operator-(DoublePair a) {
  return {-a.high, -a.low};
}
constexpr DoublePair operator-(DoublePair a, DoublePair b) {
  return a + -b;
}

constexpr DoublePair operator*(DoublePair a, DoublePair b) {
  const DoublePair product = exact_product(a.high, b.high);
  return ordered_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr DoublePair operator/(DoublePair a, DoublePair b) {
  const double first = a.high / b.high;
  const DoublePair rest = a - b * DoublePair{first, 0.0};
  const double second = rest.high / b.high;
  const DoublePair rest_of_rest = rest - b * DoublePair{second, 0.0};
  return ordered_sum(first, second) + DoublePair{rest_of_rest.high / b.high, 0.0};
}

}  // namespace ballast::planner
