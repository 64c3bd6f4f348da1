// Reading how the board is.
#pragma once

#include <filesystem>

#include "hardware/vitals/system_files.hpp"
#include "hardware/vitals/vitals.hpp"

namespace ballast::hardware {

/// Reads all vitals; well under a millisecond. `data` is the folder whose disk counts. What only
/// the running kernel can say (processors of this process, the clock) is asked of it.
[[nodiscard]] Vitals read_vitals(const SystemFiles& files, const std::filesystem::path& data);

/// From here on the hardware itself slows the processor down (degrees Celsius).
inline constexpr double throttles_at = 94.0;

}  // namespace ballast::hardware
