// How much processor time a process has taken.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "hardware/vitals/system_files.hpp"

namespace ballast::hardware {

/// Returns the time of all its threads, in steps of the kernel's (10 ms); nothing where the process
/// is gone or hidden.
[[nodiscard]] std::optional<std::chrono::milliseconds> processor_time(const SystemFiles& files,
                                                                      std::uint32_t process);

}  // namespace ballast::hardware
