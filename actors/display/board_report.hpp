// What a display says of its board: the messages, and the same in words.
#pragma once

#include <string>
#include <vector>

#include "actors/display/router_link.hpp"
#include "hardware/matrix/board_view.hpp"
#include "hardware/vitals/vitals.hpp"
#include "messages/board.hpp"

namespace ballast::actors {

/// Without the name of the board, the evaluators, and the lights.
[[nodiscard]] messages::BoardVitals vitals_message(const hardware::Vitals& vitals,
                                                   const hardware::Grades& grades);

[[nodiscard]] messages::LightsLink link_message(const RouterLink& link);

[[nodiscard]] messages::BoardLight light_message(std::string name, const hardware::Light& light);

/// "the board is well", or each gauge that is not good.
[[nodiscard]] std::string health_words(const hardware::Grades& grades);

/// "planning, searching 54 %; 2 of 2 evaluators busy; the board is well, 61 °C"
[[nodiscard]] std::string board_words(const hardware::BoardView& view,
                                      const hardware::Vitals& vitals);

}  // namespace ballast::actors
