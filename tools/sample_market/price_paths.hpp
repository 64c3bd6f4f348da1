// How the prices of the sample market came about: a world factor with calm, boom and crisis, one
// factor for each country and industry, and something of each company's own.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "planner/model/date.hpp"
#include "tools/sample_market/companies.hpp"

namespace ballast::tools {

struct SampleSettings {
  std::uint64_t seed = 1;
  planner::Date last_day = std::chrono::year{2025} / std::chrono::June / 30;
  int years = 6;
  std::size_t companies = named_companies;  // at least that many
  std::size_t positions = 12;               // at most as many as companies
};

/// A world of this size is the largest that Ballast is measured with.
inline constexpr std::size_t companies_max = 5000;

/// The currencies besides EUR, in the order of SamplePaths::rates.
inline constexpr std::array<std::string_view, 3> sample_currencies = {"USD", "GBP", "HKD"};

struct SamplePaths {
  std::vector<SampleCompany> companies;
  std::vector<planner::Date> days;           // rising; Mondays to Fridays without holidays
  std::vector<std::vector<double>> closes;   // by company, then day; in the quoted currency
  std::vector<std::array<double, 3>> rates;  // by day; units of the currency per EUR
};

/// Returns the same paths for the same settings, bit for bit, on every machine.
[[nodiscard]] SamplePaths sample_paths(const SampleSettings& settings);

}  // namespace ballast::tools
