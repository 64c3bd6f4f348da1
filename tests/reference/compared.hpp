// Comparing a computed line with printed values.
#pragma once

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "planner/metrics/indicators/line.hpp"
#include "tests/reference/reference_data.hpp"

namespace ballast::reference {

/// How near an independent computation came to the printed values, which pass through zero.
inline constexpr double recomputed_to = 2e-11;

/// Holds a line against a column of one cell a bar. Empty cells are bars without a value: there the
/// line must have none. Returns how many were compared.
inline std::size_t compare_column(const planner::indicators::Line& line, const Table& table,
                                  std::string_view name, std::string_view none = "") {
  const std::size_t place = table.place_of(name);
  std::size_t compared = 0;
  for (std::size_t bar = 0; bar < table.rows.size(); ++bar) {
    const std::string& printed = table.rows[bar][place];
    const bool here = bar >= line.first && bar - line.first < line.values.size();
    if (printed.empty() || printed == none) {
      EXPECT_FALSE(here && printed.empty() && none.empty()) << "column " << name << " bar " << bar;
      continue;
    }
    EXPECT_TRUE(here) << "column " << name << " bar " << bar;
    if (!here) continue;
    EXPECT_NEAR(line.values[bar - line.first], number(printed),
                std::max(allowed_by(printed), recomputed_to))
        << "column " << name << " bar " << bar;
    ++compared;
  }
  return compared;
}

}  // namespace ballast::reference
