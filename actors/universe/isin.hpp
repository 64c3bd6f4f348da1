// International securities identification numbers (ISO 6166): two letters, nine letters or digits,
// one check digit.
#pragma once

#include <string_view>

namespace ballast::actors {

/// Returns the check digit of the first eleven characters: letters count as 10 to 35, and of the
/// digits so written every second one from the right is doubled. REQUIRES: capital letters and
/// digits only.
[[nodiscard]] char isin_check_digit(std::string_view body);

/// Returns whether `text` has the form and the right check digit.
[[nodiscard]] bool is_isin(std::string_view text);

}  // namespace ballast::actors
