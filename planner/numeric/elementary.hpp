// exp, log and powers that give the same bits on every machine: + - * / and integer operations
// only, carried in pairs of doubles and rounded once at the end. Results below the smallest normal
// number may be off by one of its units.
#pragma once

namespace ballast::planner {

/// Returns e^x within 0.51 ulp; infinity on overflow, NaN of NaN.
[[nodiscard]] double exponential(double x);

/// Returns the natural logarithm of x within 0.51 ulp; -infinity for 0, NaN for negative x and NaN.
[[nodiscard]] double logarithm(double x);

/// Returns base^exponent within 0.51 ulp. Anything^0 and 1^anything are 1, 0^positive is 0,
/// 0^negative is infinity; any other power of a negative base is NaN.
[[nodiscard]] double power(double base, double exponent);

}  // namespace ballast::planner
