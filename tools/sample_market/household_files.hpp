// The household's side of the sample: what it owns, its cash, and its planner file.
#pragma once

#include <string>

#include "tools/sample_market/price_paths.hpp"

namespace ballast::tools {

[[nodiscard]] std::string positions_csv(const SampleSettings& settings, const SamplePaths& paths);
[[nodiscard]] std::string cash_csv();
[[nodiscard]] std::string planner_toml();

}  // namespace ballast::tools
