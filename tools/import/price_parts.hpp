// A file of prices that no frame can hold, as several imports.
#pragma once

#include <cstddef>
#include <vector>

#include "messages/import_report.hpp"
#include "messages/market.hpp"

namespace ballast::tools {

/// Of up to 58 bytes each: few enough that the actor that decodes them stays small.
inline constexpr std::size_t price_rows_a_part = 100'000;

/// Returns the rows in parts of at most so many, in order; at least one part, which may be empty.
[[nodiscard]] std::vector<messages::ImportPrices> parts_of(messages::ImportPrices prices,
                                                           std::size_t rows = price_rows_a_part);

/// Adds the report of a further part.
void add_report(messages::ImportReport& into, const messages::ImportReport& part);

}  // namespace ballast::tools
