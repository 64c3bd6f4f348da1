// The invented companies of the sample market. Names, symbols and ISINs exist nowhere else: the
// ISINs use ZZ, a country code that is never assigned.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ballast::tools {

struct SampleCompany {
  std::string symbol;
  std::string name;
  std::string_view country;
  std::string_view industry;
  std::string_view currency;  // as quoted: GBX is pence
  std::string_view exchange;
  int lot;
  double first_price;     // in `currency`
  double dividend_yield;  // a year; 0 for none
};

/// How many companies have a name of their own.
inline constexpr std::size_t named_companies = 30;

/// Returns so many companies, in the order of their files. Those beyond the named ones are of the
/// same countries and industries in turn, under numbered names.
[[nodiscard]] std::vector<SampleCompany> sample_companies(std::size_t count);

/// Returns the ISIN of the company at `place`.
[[nodiscard]] std::string sample_isin(std::size_t place);

}  // namespace ballast::tools
