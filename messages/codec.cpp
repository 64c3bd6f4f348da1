#include "messages/codec.hpp"

#include "messages/body_codec.hpp"

namespace ballast::messages {

template struct BodyCodec<Header>;

namespace {

Failure refused(std::string what, std::string where, std::string allowed) {
  return {FailureKind::invalid, std::move(what), std::move(where), std::move(allowed)};
}

}  // namespace

std::string encode_header(const Header& header) {
  return encode(header);
}

Result<Header> decode_header(std::string_view bytes) {
  auto header = decode<Header>(bytes, header_limits);
  if (!header) return header;
  if (header->version != protocol_version) {
    return tl::unexpected(
        refused("another version of the protocol: " + std::to_string(header->version), "header.v",
                std::to_string(protocol_version)));
  }
  if (header->type.empty()) return tl::unexpected(refused("is empty", "header.type", ""));
  return header;
}

Result<Envelope> decode_frames(std::span<const std::string_view> frames) {
  if (frames.size() != 3) {
    return tl::unexpected(refused("a message of " + std::to_string(frames.size()) + " frames", "",
                                  "3: route, header, body"));
  }
  if (frames[0].size() > max_route_bytes || !is_utf8(frames[0])) {
    return tl::unexpected(refused(
        "no route", "route", "a text of at most " + std::to_string(max_route_bytes) + " bytes"));
  }
  if (frames[2].size() > default_limits.frame_bytes) {
    return tl::unexpected(refused("the frame is too large", "body",
                                  "at most " + std::to_string(default_limits.frame_bytes)));
  }
  auto header = decode_header(frames[1]);
  if (!header) return tl::unexpected(header.error());
  return Envelope{std::string(frames[0]), std::move(*header), std::string(frames[2])};
}

}  // namespace ballast::messages
