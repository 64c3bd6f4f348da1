// A frame as a tap sees it: an event of the bus, the copy of a command on a topic tap.command.*, or
// the copy of a frame of the work plane that travels inside an event.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "messages/envelope.hpp"
#include "messages/recording.hpp"

namespace ballast::tools {

using messages::Plane;
using TappedFrame = messages::RecordedFrame;

/// Returns what an event of the bus shows: itself, or the frame that it is a copy of.
[[nodiscard]] TappedFrame tapped_frame(const messages::Envelope& event);

/// Returns the plan that a frame is about, or nothing: from its header, or from a body's run or
/// plan.
[[nodiscard]] std::string plan_of(const TappedFrame& frame);

/// Returns one line: time, plane, topic, type, sender, body.
[[nodiscard]] std::string frame_line(const TappedFrame& frame);

/// Returns the whole frame as JSON, the body decoded without knowing its type.
[[nodiscard]] nlohmann::ordered_json frame_json(const TappedFrame& frame);

}  // namespace ballast::tools
