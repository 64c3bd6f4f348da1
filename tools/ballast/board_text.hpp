// A board and its lights in words.
#pragma once

#include <string>

#include "messages/board.hpp"

namespace ballast::tools {

/// "unoq, 61 °C, load 0.4, 1.1 of 1.7 GB free, clock 2.0 of 2.0 GHz, memory warn; lights up: 812
/// calls, 3 unanswered; microcontroller up 2h05m: 800 pictures, ..."; what is not known is left
/// out.
[[nodiscard]] std::string vitals_text(const messages::BoardVitals& vitals);

/// "LED3 green blip, LED4 off; link up"; with a dot of its colour before each where `colour`.
[[nodiscard]] std::string lights_text(const messages::DisplayFrame& frame, bool colour);

}  // namespace ballast::tools
