// The European Central Bank's reference rates in its four forms: XML of a day or of years, the
// data portal's CSV, the CSV of all years and that of a day. Units of a currency for one euro.
#pragma once

#include <string_view>

#include "actors/universe/sources/bar.hpp"

namespace ballast::actors {

inline constexpr const char* ecb_base_currency = "EUR";

/// Each reads all rates of a payload in the order of its days; a currency that is in use nowhere
/// any more is passed over, "N/A", NaN and nothing are no rate. A payload that is of another kind,
/// breaks off, or holds nonsense is refused whole.
[[nodiscard]] planner::Result<std::vector<RateRow>> read_ecb_xml(std::string_view payload,
                                                                 const Expected& expected);
[[nodiscard]] planner::Result<std::vector<RateRow>> read_ecb_csv(std::string_view payload,
                                                                 const Expected& expected);

}  // namespace ballast::actors
