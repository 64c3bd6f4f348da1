// The version of the programs, as the build knows it.
#pragma once

#include <string>

namespace ballast::broker {

/// Returns "0.1.0", which changes with every release.
[[nodiscard]] std::string version();

}  // namespace ballast::broker
