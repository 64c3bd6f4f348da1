// Recordings of what boards show: a line of JSON for each picture, with the time at which it came.
#pragma once

#include <chrono>
#include <cstddef>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "messages/board.hpp"
#include "planner/model/failure.hpp"

namespace ballast::tools {

inline constexpr std::size_t recording_bytes_max = std::size_t{64} << 20U;

struct RecordedPicture {
  std::chrono::milliseconds at{};  // after the first one
  messages::DisplayFrame frame;

  bool operator==(const RecordedPicture&) const = default;
};

[[nodiscard]] std::string recorded_line(const RecordedPicture& picture);

class PictureRecorder {
 public:
  explicit PictureRecorder(const std::string& path) : out_(path, std::ios::trunc) {}

  /// `now` never goes back. Returns whether all of it was written so far.
  bool add(const messages::DisplayFrame& frame, std::chrono::nanoseconds now);

 private:
  std::ofstream out_;
  std::optional<std::chrono::nanoseconds> first_;
};

/// Reads a recording; `name` is said of what is wrong in it, with the line.
[[nodiscard]] planner::Result<std::vector<RecordedPicture>> read_pictures(const std::string& text,
                                                                          const std::string& name);
[[nodiscard]] planner::Result<std::vector<RecordedPicture>> load_pictures(const std::string& path);

}  // namespace ballast::tools
