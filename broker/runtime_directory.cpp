#include "broker/runtime_directory.hpp"

#include <sys/stat.h>

namespace ballast::broker {

planner::Result<FileLock> claim_runtime_directory(const std::filesystem::path& directory) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(directory, error);
  if (error) {
    return tl::unexpected(planner::Failure{
        planner::FailureKind::refused, "cannot make the runtime directory: " + error.message(),
        directory.string(), "a runtime_dir that this user may write"});
  }
  // Whoever may enter it may give commands.
  if (made) ::chmod(directory.c_str(), 0750);
  return FileLock::take(directory / "broker.lock", "this cluster's runtime directory");
}

}  // namespace ballast::broker
