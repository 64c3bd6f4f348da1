// Reading how the board is.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hardware/vitals/system_files.hpp"
#include "hardware/vitals/vitals.hpp"

namespace ballast::hardware {

/// Reads vitals as often as each can change. `data` is the folder whose disk counts. What only the
/// running kernel can say (processors of this process, the clock) is asked of it.
class VitalsReader {
 public:
  using Time = std::chrono::milliseconds;

  VitalsReader(SystemFiles files, std::filesystem::path data)
      : files_(std::move(files)), data_(std::move(data)) {}

  /// Temperature, load, memory and pressure are of `now`, a time that never goes back; disk,
  /// network and which sensors there are, of the last ten seconds; the wear of the flash, of the
  /// last hour.
  [[nodiscard]] Vitals read(Time now);

 private:
  void look_slowly(Time now);

  SystemFiles files_;
  std::filesystem::path data_;
  Vitals slow_;  // what is read seldom
  std::vector<std::string> zones_;
  std::optional<Time> slow_at_;
  std::optional<Time> flash_at_;
};

/// Reads all of them once.
[[nodiscard]] Vitals read_vitals(const SystemFiles& files, const std::filesystem::path& data);

/// From here on the hardware itself slows the processor down (degrees Celsius).
inline constexpr double throttles_at = 94.0;

}  // namespace ballast::hardware
