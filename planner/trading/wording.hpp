// Amounts, shares and times as sentences of the checks tell them.
#pragma once

#include <cstdint>
#include <string>

#include "planner/model/money.hpp"

namespace ballast::planner::trading {

/// "152.00 EUR"
[[nodiscard]] std::string amount_text(Money amount, const std::string& currency);

/// "2026-11-22 14:30 UTC"
[[nodiscard]] std::string time_text(std::int64_t at_ms);

/// "12.5 %", of millionths.
[[nodiscard]] std::string percent_text(std::int64_t ppm);
[[nodiscard]] std::string percent_text(double fraction);

}  // namespace ballast::planner::trading
