// Frames of the work plane on their way in and out: [header][body].
#pragma once

#include <string>
#include <string_view>

#include "broker/behaviour.hpp"
#include "broker/frames.hpp"
#include "messages/codec.hpp"
#include "messages/envelope.hpp"

namespace ballast::broker {

/// The header of the work plane says only what the body is and who sends it: a batch travels often,
/// and its body names run, batch and worker.
template <class Body>
[[nodiscard]] Frames work_frames(const Body& body, std::string_view sender) {
  messages::Header header;
  header.type = messages::type_of<Body>;
  header.sender = sender;
  return {messages::encode_header(header), messages::encode(body)};
}

/// Returns the header of a message from outside; refuses one that is not [header][body].
[[nodiscard]] Result<messages::Header> read_work_header(const Frames& frames);

}  // namespace ballast::broker
