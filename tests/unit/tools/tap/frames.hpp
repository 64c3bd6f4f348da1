// Frames for the tests of the tap.
#pragma once

#include <string>

#include "messages/codec.hpp"
#include "tools/tap/tapped_frame.hpp"

namespace ballast::tools {

template <class Body>
TappedFrame frame_of(Plane plane, const std::string& topic, const Body& body,
                     const std::string& sender = "evaluator-1@home",
                     const std::string& correlation = "") {
  TappedFrame frame;
  frame.plane = plane;
  frame.topic = topic;
  frame.header.type = Body::type;
  frame.header.id = "0192f0c1-0000-7000-8000-000000000001";
  frame.header.sender = sender;
  frame.header.correlation = correlation;
  frame.header_bytes = messages::encode_header(frame.header);
  frame.body = messages::encode(body);
  return frame;
}

}  // namespace ballast::tools
