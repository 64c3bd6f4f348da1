// The directory of a cluster's sockets on one board: made for its group alone, owned by one broker.
#pragma once

#include <filesystem>

#include "broker/file_lock.hpp"

namespace ballast::broker {

/// Makes the directory if it is absent, and holds it as long as the lock lives. Failure refused
/// when it cannot be made, conflict when another broker runs there.
[[nodiscard]] planner::Result<FileLock> claim_runtime_directory(
    const std::filesystem::path& directory);

}  // namespace ballast::broker
