// The invented companies of the sample market. Names, symbols and ISINs exist nowhere else: the
// ISINs use ZZ, a country code that is never assigned.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ballast::tools {

struct SampleCompany {
  std::string_view symbol;
  std::string_view name;
  std::string_view country;
  std::string_view industry;
  std::string_view currency;  // as quoted: GBX is pence
  std::string_view exchange;
  int lot;
  double first_price;     // in `currency`
  double dividend_yield;  // a year; 0 for none
};

/// Returns all companies, in the order of their files.
[[nodiscard]] std::span<const SampleCompany> sample_companies();

/// Returns the ISIN of the company at `place`.
[[nodiscard]] std::string sample_isin(std::size_t place);

}  // namespace ballast::tools
