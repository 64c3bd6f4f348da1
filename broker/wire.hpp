// Envelopes to the parts of a message and back. Parts from outside are checked before they are
// used.
#pragma once

#include <string_view>

#include "broker/socket.hpp"
#include "messages/envelope.hpp"
#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Fourth part of an event on its way to the bus: keep it as the topic's last value.
inline constexpr std::string_view keep_mark = "keep";

[[nodiscard]] Frames frames_of(const messages::Envelope& envelope);

/// Reads [route][header][body]; `where` of a Failure names the part or field.
[[nodiscard]] Result<messages::Envelope> envelope_of(const Frames& frames);

/// The same, with the body left where it is, for who only passes it on.
[[nodiscard]] Result<messages::Header> header_of(const Frames& frames);

/// Whether this is a Ping that its sender wrote to its own mailbox or that of its role, to hear it
/// come back: no traffic of anybody's.
[[nodiscard]] bool is_letter_to_oneself(std::string_view route, const messages::Header& header);

}  // namespace ballast::broker
