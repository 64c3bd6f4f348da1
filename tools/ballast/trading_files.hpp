// What the trading actor reads when it starts, read as it reads it: brokerage.toml and the key file
// that it names, guard.toml, exchanges.toml and the zones of the exchanges.
#pragma once

#include <string>

#include "planner/model/failure.hpp"

namespace ballast::tools {

/// Returns what follows from the files, a sentence or more with a line each. A failure is the one
/// with which trading would not start, or an exchange that would count as closed for ever.
/// `planner_folder`: where the planner file is.
[[nodiscard]] planner::Result<std::string> check_trading_files(const std::string& brokerage_file,
                                                               const std::string& planner_folder);

}  // namespace ballast::tools
