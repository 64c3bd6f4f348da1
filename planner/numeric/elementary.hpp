// exp, log and powers that give the same bits on every machine: + - * / and integer operations
// only, carried in pairs of doubles and rounded once at the end.
#pragma once

namespace ballast::planner {

/// Returns e^x within 0.51 ulp; 0 below the smallest normal number, infinity on overflow, NaN of
/// NaN.
[[nodiscard]] double exponential(double x);

/// Returns the natural logarithm of x within 0.51 ulp; -infinity for 0, NaN for negative x and NaN.
[[nodiscard]] double logarithm(double x);

/// Returns base^exponent within 0.51 ulp for base > 0 and results in the normal range; 0^positive
/// is 0, anything^0 is 1, and a negative base is NaN whatever the exponent.
[[nodiscard]] double power(double base, double exponent);

}  // namespace ballast::planner
