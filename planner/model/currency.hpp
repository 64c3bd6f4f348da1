// Currencies by their ISO 4217 codes, and the smaller units in which some exchanges quote.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ballast::planner {

/// How prices are quoted: GBX is 1/100 of GBP, EUR is EUR itself.
struct Quotation {
  std::string currency;        // ISO 4217, whole units
  double units_per_whole = 1;  // quoted units in one whole unit

  bool operator==(const Quotation&) const = default;
};

/// Returns whether `code` is a currency in use, in capital letters.
[[nodiscard]] bool is_currency(std::string_view code);

/// Returns the currency behind a unit of quotation: any currency, GBX or GBp (pence), ILA (agorot),
/// ZAC (cents); nothing for another text.
[[nodiscard]] std::optional<Quotation> quotation_of(std::string_view unit);

}  // namespace ballast::planner
