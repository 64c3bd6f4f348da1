#include "hardware/router/reset_line.hpp"

#include <fcntl.h>
#include <linux/gpio.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace ballast::hardware {
namespace {

constexpr std::string_view consumer = "ballast";

std::string told(const ResetLine& line, int error) {
  std::string out = line.chip + " line " + std::to_string(line.line) + ": " + ::strerror(error);
  if (error == EACCES || error == EPERM) out += "; the user of the display may not open it";
  if (error == EBUSY) out += "; another program holds it";
  if (error == ENOTTY) out += "; this is no GPIO chip";
  if (error == EINVAL) out += "; the chip has no such line";
  return out;
}

/// Asks for the line as an output that is low from the first moment; returns its descriptor.
int take_low(int chip, std::uint32_t line, const LineCalls& calls) {
  gpio_v2_line_request wish{};
  wish.offsets[0] = line;
  wish.num_lines = 1;
  consumer.copy(wish.consumer, sizeof(wish.consumer) - 1);
  wish.config.flags = GPIO_V2_LINE_FLAG_OUTPUT;
  return calls.control(chip, GPIO_V2_GET_LINE_IOCTL, &wish) < 0 ? -1 : wish.fd;
}

bool lift(int line, const LineCalls& calls) {
  gpio_v2_line_values values{};
  values.bits = values.mask = 1;
  return calls.control(line, GPIO_V2_LINE_SET_VALUES_IOCTL, &values) >= 0;
}

}  // namespace

LineCalls kernel_line_calls() {
  return {[](int descriptor, unsigned long what, void* with) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of devices
            return ::ioctl(descriptor, what, with);
          },
          [](std::chrono::milliseconds time) {
            static_cast<void>(::poll(nullptr, 0, static_cast<int>(time.count())));
          }};
}

std::string pull_reset(const ResetLine& line, const LineCalls& calls) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of files
  const int chip = ::open(line.chip.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (chip < 0) return told(line, errno);
  const int taken = take_low(chip, line.line, calls);
  const int refused = taken < 0 ? errno : 0;
  ::close(chip);
  if (taken < 0) return told(line, refused);
  calls.hold(reset_lasts);
  const int stuck = lift(taken, calls) ? 0 : errno;
  ::close(taken);
  return stuck == 0 ? "" : told(line, stuck) + "; it may still be low";
}

}  // namespace ballast::hardware
