// Frames on file: one JSON object a line, {"plane", "topic", "header", "body"}, header and body as
// base64 of their msgpack bytes, so that a replay has exactly what travelled.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/envelope.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

enum class Plane : std::uint8_t { event, command, work };

struct RecordedFrame {
  Plane plane = Plane::event;
  std::string topic;  // of the event; a copy's own: "tap.lane.evaluator-1@board-1"
  Header header;
  std::string header_bytes;
  std::string body;  // msgpack

  bool operator==(const RecordedFrame&) const = default;
};

/// Returns the frame as one line, without the newline.
[[nodiscard]] std::string recorded_line(const RecordedFrame& frame);

/// Reads a whole recording; a bad line is named by its number. `name` is what failures call it.
[[nodiscard]] planner::Result<std::vector<RecordedFrame>> read_recording(std::string_view text,
                                                                         const std::string& name);

}  // namespace ballast::messages
