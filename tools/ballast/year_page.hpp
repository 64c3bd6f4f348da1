// What a year brought as a page of HTML that needs nothing else: for a screen, and for paper.
#pragma once

#include <string>

#include "tools/ballast/year_table.hpp"

namespace ballast::tools {

[[nodiscard]] std::string year_page(const YearTable& year);

}  // namespace ballast::tools
