// Millions of rows of prices at a time: a scanner for files as programs write them. It knows no
// mistakes; whatever is unusual is left to the plain reader, which tells where and what.
#pragma once

#include <optional>
#include <string_view>

#include "tools/import/readers.hpp"

namespace ballast::tools {

/// Returns what read_prices_plainly returns, or nothing: for quotes, carriage returns and signs
/// beyond ASCII, for rows of a symbol that are not in the order of days, and for every mistake.
[[nodiscard]] std::optional<Imported<messages::ImportPrices>> scan_prices(std::string_view text,
                                                                          const std::string& name);

}  // namespace ballast::tools
