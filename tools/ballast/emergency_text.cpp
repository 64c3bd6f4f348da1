#include "tools/ballast/emergency_text.hpp"

#include <fmt/format.h>

#include "tools/ballast/local_time.hpp"

namespace ballast::tools {

std::string emergency_text(const messages::CashEmergency& emergency) {
  std::string out =
      fmt::format("{}: {} (since {}){}\n", emergency.below_zero ? "Emergency" : "Note",
                  emergency.text, local_minute(emergency.since_ms),
                  emergency.below_zero ? "; nothing is bought until it is not." : ".");
  for (const std::string& line : emergency.advice) out += "  to mend it: " + line + "\n";
  return out;
}

}  // namespace ballast::tools
