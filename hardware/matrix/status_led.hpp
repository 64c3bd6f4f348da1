// The board's first light, LED1: it belongs to Linux, not to the microcontroller. Three channels
// that are on or off, under names that differ from kernel to kernel. It is only ever a help: where
// it is missing, or belongs to another user, nothing happens.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "hardware/matrix/status_lights.hpp"
#include "hardware/vitals/system_files.hpp"

namespace ballast::hardware {

class StatusLed {
 public:
  using Time = std::chrono::milliseconds;

  explicit StatusLed(SystemFiles files) : files_(std::move(files)) {}
  /// Leaves it dark.
  ~StatusLed();
  StatusLed(const StatusLed&) = delete;
  StatusLed& operator=(const StatusLed&) = delete;

  /// Shows what the light is at `now`, a time that never goes back; writes only what changed, and
  /// looks again for a light that is missing once a minute. Never throws, never waits.
  void show(const Light& light, Time now);

  [[nodiscard]] bool is_there() const { return !channels_.empty(); }
  /// Why there is none, in words; empty: it was not looked for, or it is there.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  using Colour = std::array<bool, 3>;  // red, green, blue

  /// One folder below sys/class/leds: a channel, or all three in one.
  struct Channel {
    std::string folder;
    std::string on;  // what `brightness` takes for it
    bool all = false;
    std::array<std::size_t, 3> order{0, 1, 2};  // of the colours in multi_intensity
  };

  void look_for(Time now);
  [[nodiscard]] bool take(const std::vector<std::string>& folders);
  [[nodiscard]] bool take_group();
  [[nodiscard]] bool write(const Colour& colour);
  [[nodiscard]] bool write_group(const Channel& group, const Colour& colour);
  [[nodiscard]] bool put(const std::string& file, const std::string& value);

  SystemFiles files_;
  std::vector<Channel> channels_;
  std::optional<Colour> shown_;
  std::optional<Time> looked_at_;
  std::string trouble_;
};

}  // namespace ballast::hardware
