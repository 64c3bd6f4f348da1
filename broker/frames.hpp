// A message on its way: its parts.
#pragma once

#include <string>
#include <vector>

namespace ballast::broker {

using Frames = std::vector<std::string>;

}  // namespace ballast::broker
