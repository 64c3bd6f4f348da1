// Money of the base currency in whole millionths, so that sums are exact and order cannot matter.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace ballast::planner {

class Money {
 public:
  static constexpr std::int64_t micros_per_unit = 1'000'000;
  /// The largest amount that from_units accepts, in whole units; sums of a few thousand still fit.
  static constexpr double max_units = 1e12;

  constexpr Money() = default;

  [[nodiscard]] static constexpr Money from_micros(std::int64_t micros) { return Money{micros}; }

  /// Returns the amount nearest to `units`, ties to even. Throws std::out_of_range for an amount
  /// that is not finite or above max_units.
  [[nodiscard]] static Money from_units(double units);

  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
  [[nodiscard]] constexpr double units() const {
    return static_cast<double>(micros_) / static_cast<double>(micros_per_unit);
  }

  constexpr auto operator<=>(const Money&) const = default;
  constexpr Money operator-() const { return Money{-micros_}; }
  constexpr Money& operator+=(Money other) {
    micros_ += other.micros_;
    return *this;
  }
  constexpr Money& operator-=(Money other) {
    micros_ -= other.micros_;
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return a += b; }
  friend constexpr Money operator-(Money a, Money b) { return a -= b; }

 private:
  constexpr explicit Money(std::int64_t micros) : micros_(micros) {}
  std::int64_t micros_ = 0;
};

/// Returns the amount with two decimals, rounded half away from zero: "-1234.50".
[[nodiscard]] std::string format_money(Money amount);

}  // namespace ballast::planner
