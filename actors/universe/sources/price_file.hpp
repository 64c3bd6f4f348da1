// Files of one security each, as Yahoo and Stooq write them.
#pragma once

#include <string_view>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

/// Which closes a file brings.
enum class FileSeries : std::uint8_t {
  both,      // Yahoo: "Close" and "Adj Close"
  adjusted,  // Stooq: one close, adjusted for splits; no raw one
};

struct PriceFile {
  FileSeries series = FileSeries::adjusted;
  std::vector<Bar> bars;       // days rise, whatever their order in the file
  std::size_t empty_rows = 0;  // "null" or nothing instead of prices: passed over
};

/// Reads Date,Open,High,Low,Close[,Adj Close][,Volume]. A text that does not begin with "Date," is
/// refused: services answer "No data", a limit or a web page with success.
[[nodiscard]] planner::Result<PriceFile> read_price_file(std::string_view text,
                                                         const Expected& expected);

}  // namespace ballast::actors
