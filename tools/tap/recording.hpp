// Frames on file: one JSON object a line, {"plane", "topic", "header", "body"}, header and body as
// base64 of their msgpack bytes, so that a replay has exactly what travelled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planner/model/failure.hpp"
#include "tools/tap/tapped_frame.hpp"

namespace ballast::tools {

/// Returns the frame as one line, without the newline.
[[nodiscard]] std::string recorded_line(const TappedFrame& frame);

/// Reads a whole recording; a bad line is named by its number. `name` is what failures call it.
[[nodiscard]] planner::Result<std::vector<TappedFrame>> read_recording(std::string_view text,
                                                                       const std::string& name);

}  // namespace ballast::tools
