#include "planner/ledger/billionths.hpp"

#include <cmath>
#include <limits>

#include "planner/numeric/wide.hpp"

namespace ballast::planner::ledger {
namespace {

constexpr double units_max = 9e9;
/// A price in billionths times shares in billionths, counted in millionths of money.
constexpr std::int64_t product_per_micro = billion * billion / Money::micros_per_unit;
constexpr int fraction_digits = 9;

std::optional<std::int64_t> narrowed(Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  if (value < -std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<Money> money_of(std::optional<std::int64_t> micros) {
  if (!micros) return std::nullopt;
  return Money::from_micros(*micros);
}

}  // namespace

std::optional<std::int64_t> to_billionths(double units) {
  if (!std::isfinite(units) || std::fabs(units) > units_max) return std::nullopt;
  return std::llrint(units * static_cast<double>(billion));
}

std::string format_billionths(std::int64_t count) {
  const std::int64_t whole = count / billion;
  std::string fraction = std::to_string(std::abs(count % billion));
  fraction.insert(0, fraction_digits - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  std::string out = count < 0 ? "-" : "";
  out += std::to_string(std::abs(whole));
  return fraction.empty() ? out : out + "." + fraction;
}

std::optional<std::int64_t> scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
  const Wide product = static_cast<Wide>(a) * b;
  const bool negative = product < 0;
  const Wide size = negative ? -product : product;
  Wide quotient = size / c;
  const Wide twice = (size - quotient * c) * 2;
  if (twice > c || (twice == c && quotient % 2 == 1)) ++quotient;
  return narrowed(negative ? -quotient : quotient);
}

std::optional<std::int64_t> scaled_down(std::int64_t a, std::int64_t b, std::int64_t c) {
  return narrowed(static_cast<Wide>(a) * b / c);
}

std::optional<Money> value_of(Quantity shares, Price price, int units_per_whole) {
  return money_of(scaled(shares.count(), price.count(), product_per_micro * units_per_whole));
}

std::optional<Price> price_per_share(Money cost, Quantity shares) {
  const auto count = scaled(cost.micros(), product_per_micro, shares.count());
  if (!count) return std::nullopt;
  return Price::of(*count);
}

Money share_of(Money whole, Quantity part, Quantity all) {
  return Money::from_micros(
      scaled(whole.micros(), part.count(), all.count()).value_or(whole.micros()));
}

std::optional<Money> to_base(Money amount, Rate per_base) {
  return money_of(scaled(amount.micros(), billion, per_base.count()));
}

std::optional<Money> from_base(Money base, Rate per_base) {
  return money_of(scaled(base.micros(), per_base.count(), billion));
}

}  // namespace ballast::planner::ledger
