// What became poison, kept on disk: the context and the frame of a batch that was set aside, as a
// recording that `ballast tap replay` works again.
#pragma once

#include <cstddef>
#include <filesystem>

#include "broker/work_plane/run.hpp"
#include "messages/work.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Files beyond this many are deleted, oldest first: a context may have megabytes.
inline constexpr std::size_t kept_frames_max = 32;

class SetAsideFrames {
 public:
  explicit SetAsideFrames(std::filesystem::path directory) : directory_(std::move(directory)) {}

  /// Returns the file that it was written to, whole or not at all.
  [[nodiscard]] planner::Result<std::filesystem::path> keep(const messages::RunContext& context,
                                                            const broker::SetAsideBatch& batch);

 private:
  void delete_oldest() const;

  std::filesystem::path directory_;
};

}  // namespace ballast::actors
