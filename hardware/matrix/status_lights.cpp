#include "hardware/matrix/status_lights.hpp"

#include <algorithm>

namespace ballast::hardware {
namespace {

constexpr std::uint8_t on = 255;

}  // namespace

Light system_state(const BoardView& view) {
  if (view.broker == Grade::bad) return {on, 0, 0, Pattern::solid, 0};
  const Grade worst = std::max({*std::max_element(view.grades.begin(), view.grades.end()),
                                view.boards, view.coordinator.value_or(Grade::unknown)});
  if (worst >= Grade::bad) return {on, on, 0, Pattern::blink, 1'000};
  if (view.broker == Grade::unknown) return {0, 0, on, Pattern::breathe, 2'000};
  if (view.plan) return {0, on, on, Pattern::breathe, 2'000};
  return {0, on, 0, Pattern::blip, 2'000};
}

Light attention_state(const BoardView& view) {
  if (view.error) return {on, 0, 0, Pattern::blink, 1'000};
  if (!view.waits_for.empty()) return {on, on, 0, Pattern::blink, 4'000};
  if (view.stale) return {on, 0, on, Pattern::blip, 2'000};
  return view.proposes ? Light{0, 0, on, Pattern::solid, 0} : Light{};
}

Light at_night(const Light& light) {
  constexpr int share = 4;
  Light out = light;
  for (std::uint8_t* part : {&out.red, &out.green, &out.blue}) {
    *part = static_cast<std::uint8_t>(*part / share);
  }
  return out;
}

Light process_state(const BoardView& view, Microcontroller microcontroller) {
  switch (microcontroller) {
    case Microcontroller::reached:
      return {};
    case Microcontroller::jammed:
      return {on, 0, 0, Pattern::solid, 0};
    case Microcontroller::out_of_reach:
      break;
  }
  const Light system = system_state(view);
  const bool ails = system.red == on;
  return ails ? Light{on, on, 0, Pattern::blink, 1'000} : Light{0, on, 0, Pattern::blip, 2'000};
}

}  // namespace ballast::hardware
