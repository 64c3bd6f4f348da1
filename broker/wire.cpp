#include "broker/wire.hpp"

#include <algorithm>

#include "broker/limits.hpp"
#include "messages/codec.hpp"
#include "messages/control.hpp"

namespace ballast::broker {
namespace {

tl::unexpected<Failure> refused(const char* what, const char* where, std::string allowed) {
  return tl::unexpected(Failure{FailureKind::invalid, what, where, std::move(allowed)});
}

}  // namespace

Frames frames_of(const messages::Envelope& envelope) {
  return {envelope.route, messages::encode_header(envelope.header), envelope.body};
}

Result<messages::Header> header_of(const Frames& frames) {
  if (frames.size() != 3) return refused("a frame has three parts", "frame", "route, header, body");
  const auto& route = frames[0];
  const bool plain =
      std::all_of(route.begin(), route.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (route.empty() || route.size() > limits::route_bytes_max || !plain) {
    return refused("a route is a short word", "route",
                   "1 to " + std::to_string(limits::route_bytes_max) + " printable characters");
  }
  return messages::decode_header(frames[1]);
}

Result<messages::Envelope> envelope_of(const Frames& frames) {
  auto header = header_of(frames);
  if (!header) return tl::unexpected(header.error());
  return messages::Envelope{frames[0], std::move(*header), frames[2]};
}

bool is_letter_to_oneself(std::string_view route, const messages::Header& header) {
  const std::string_view sender = header.sender;
  const bool to_role = sender.starts_with(route) && sender.substr(route.size()).starts_with('-');
  return header.type == messages::Ping::type && header.reply_to.empty() &&
         (route == sender || to_role);
}

}  // namespace ballast::broker
