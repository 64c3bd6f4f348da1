// Exact decimal numbers of the ledger: shares, prices and rates, each in whole billionths.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "planner/model/money.hpp"

namespace ballast::planner::ledger {

inline constexpr std::int64_t billion = 1'000'000'000;

/// Returns the whole number nearest to `units` billionths, ties to even; nothing where `units` is
/// not finite or its size is above 9e9.
[[nodiscard]] std::optional<std::int64_t> to_billionths(double units);

/// A count of billionths of `Of`. Sums are exact; the largest size is 9e9 units.
template <class Of>
class Billionths {
 public:
  constexpr Billionths() = default;

  [[nodiscard]] static constexpr Billionths of(std::int64_t count) { return Billionths{count}; }
  [[nodiscard]] static constexpr Billionths whole(std::int64_t units) {
    return Billionths{units * billion};
  }
  [[nodiscard]] static std::optional<Billionths> nearest(double units) {
    const auto count = to_billionths(units);
    if (!count) return std::nullopt;
    return Billionths{*count};
  }

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }
  [[nodiscard]] constexpr double units() const {
    return static_cast<double>(count_) / static_cast<double>(billion);
  }

  constexpr auto operator<=>(const Billionths&) const = default;
  constexpr Billionths& operator+=(Billionths other) {
    count_ += other.count_;
    return *this;
  }
  constexpr Billionths& operator-=(Billionths other) {
    count_ -= other.count_;
    return *this;
  }
  friend constexpr Billionths operator+(Billionths a, Billionths b) { return a += b; }
  friend constexpr Billionths operator-(Billionths a, Billionths b) { return a -= b; }
  constexpr Billionths operator-() const { return Billionths{-count_}; }

 private:
  constexpr explicit Billionths(std::int64_t count) : count_(count) {}
  std::int64_t count_ = 0;
};

using Quantity = Billionths<struct OfShares>;
using Price = Billionths<struct OfPrices>;  // per share
using Rate = Billionths<struct OfRates>;    // units of a currency per one of the base currency

/// More shares than this are not counted.
inline constexpr Quantity quantity_max = Quantity::whole(9'000'000'000);

/// Returns the number without needless zeros: "12.5", "-3", "0.000000001".
[[nodiscard]] std::string format_billionths(std::int64_t count);

template <class Of>
[[nodiscard]] std::string format(Billionths<Of> number) {
  return format_billionths(number.count());
}

/// Returns a * b / c to the nearest whole number, ties to even; nothing where that leaves 64 bits.
/// REQUIRES: c > 0.
[[nodiscard]] std::optional<std::int64_t> scaled(std::int64_t a, std::int64_t b, std::int64_t c);

/// Returns a * b / c without its fraction; nothing where that leaves 64 bits.
/// REQUIRES: a >= 0, b >= 0, c > 0.
[[nodiscard]] std::optional<std::int64_t> scaled_down(std::int64_t a, std::int64_t b,
                                                      std::int64_t c);

/// Returns what shares are worth at a price that is quoted in units of which `units_per_whole` make
/// one of the currency (100 for pence), to the nearest millionth; nothing where that leaves 64
/// bits. REQUIRES: units_per_whole from 1 to 1000.
[[nodiscard]] std::optional<Money> value_of(Quantity shares, Price price, int units_per_whole = 1);

/// Returns cost per share to the nearest billionth; nothing where that leaves 64 bits.
/// REQUIRES: shares above 0.
[[nodiscard]] std::optional<Price> price_per_share(Money cost, Quantity shares);

/// Returns the part of `whole` that falls to `part` of `all` shares, to the nearest millionth.
/// REQUIRES: 0 <= part <= all, all above 0.
[[nodiscard]] Money share_of(Money whole, Quantity part, Quantity all);

/// Returns an amount of the base currency for one of a currency at its rate; nothing where that
/// leaves 64 bits. REQUIRES: a rate above 0.
[[nodiscard]] std::optional<Money> to_base(Money amount, Rate per_base);
/// The other way.
[[nodiscard]] std::optional<Money> from_base(Money base, Rate per_base);

}  // namespace ballast::planner::ledger
