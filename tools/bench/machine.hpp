// What a measurement was made on and how its time is taken.
#pragma once

#include <string>

namespace ballast::tools {

/// Returns the processor's name, "unknown" if the system does not tell.
[[nodiscard]] std::string cpu_name();

/// Returns name and version of the compiler, and the options of the build.
[[nodiscard]] std::string compiler_name();
[[nodiscard]] std::string build_options();

/// Returns the seconds of processor time that this process has used, which other work on the
/// machine does not lengthen much.
[[nodiscard]] double processor_seconds();

/// The same of the calling thread alone.
[[nodiscard]] double thread_processor_seconds();

}  // namespace ballast::tools
