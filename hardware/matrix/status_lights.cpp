#include "hardware/matrix/status_lights.hpp"

#include <algorithm>

namespace ballast::hardware {
namespace {

constexpr std::uint8_t on = 255;

}  // namespace

Light system_state(const BoardView& view) {
  if (view.broker == Grade::bad) return {on, 0, 0, Pattern::solid, 0};
  const Grade worst = *std::max_element(view.grades.begin(), view.grades.end());
  if (worst >= Grade::bad) return {on, on, 0, Pattern::blink, 1'000};
  if (view.broker == Grade::unknown) return {0, 0, on, Pattern::breathe, 2'000};
  if (view.plan) return {0, on, on, Pattern::breathe, 2'000};
  return {0, on, 0, Pattern::blip, 2'000};
}

Light attention_state(const BoardView& view) {
  return view.error ? Light{on, 0, 0, Pattern::blink, 1'000} : Light{};
}

}  // namespace ballast::hardware
