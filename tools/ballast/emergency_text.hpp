// Cash below zero, in words: what is so, since when, and what would mend it.
#pragma once

#include <string>

#include "messages/emergency.hpp"

namespace ballast::tools {

/// Some lines, each with its end.
[[nodiscard]] std::string emergency_text(const messages::CashEmergency& emergency);

}  // namespace ballast::tools
