// The line that resets the microcontroller, on a GPIO chip of the kernel. Nobody uses it by itself:
// a person names chip and line where that is wanted.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace ballast::hardware {

struct ResetLine {
  std::string chip;  // "/dev/gpiochip1"
  std::uint32_t line = 0;

  bool operator==(const ResetLine&) const = default;
};

/// How long it is held low.
inline constexpr std::chrono::milliseconds reset_lasts{10};

/// What is asked of the kernel; tests put their own in. `control` is ioctl: negative and errno
/// where it fails.
struct LineCalls {
  std::function<int(int descriptor, unsigned long what, void* with)> control;
  std::function<void(std::chrono::milliseconds)> hold;
};
[[nodiscard]] LineCalls kernel_line_calls();

/// Pulls the line low for reset_lasts, then high, and lets it go; waits for the end of it. Returns
/// why that failed, in words; empty: it is done.
[[nodiscard]] std::string pull_reset(const ResetLine& line,
                                     const LineCalls& calls = kernel_line_calls());

}  // namespace ballast::hardware
