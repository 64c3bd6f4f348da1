// The lights beside the matrix: how the system is, whether a person is wanted, and who is left to
// say so where the microcontroller is out of reach. Each state differs in its pattern too, not in
// colour alone.
#pragma once

#include <array>
#include <cstdint>

#include "hardware/matrix/board_view.hpp"

namespace ballast::hardware {

enum class Pattern : std::uint8_t { solid, blink, breathe, blip };

struct Light {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  Pattern pattern = Pattern::solid;
  std::uint16_t period_ms = 0;

  bool operator==(const Light&) const = default;
};

/// The numbers by which the sketch knows them.
inline constexpr std::uint8_t system_light = 3;     // any colour
inline constexpr std::uint8_t attention_light = 4;  // each of its three on or off

/// Returns the light of the system: red when the broker is silent, yellow when the board is bad or
/// worse or another one is lost, cyan while a plan is made, else green.
[[nodiscard]] Light system_state(const BoardView& view);

/// Returns the light for people: red after an error, yellow while trading waits for somebody,
/// magenta when the newest plan was made of prices that are too old, blue when it proposes
/// something, else dark.
[[nodiscard]] Light attention_state(const BoardView& view);

/// A quarter as bright. Of a light that is only on or off nothing is left to dim.
[[nodiscard]] Light at_night(const Light& light);

/// Whom the board's own light speaks for.
enum class Microcontroller : std::uint8_t { reached, out_of_reach, jammed };

/// Returns the light that Linux owns: dark while the microcontroller shows the others; red when it
/// is jammed; else green where the board is well, and yellow where it is not.
[[nodiscard]] Light process_state(const BoardView& view, Microcontroller microcontroller);

}  // namespace ballast::hardware
