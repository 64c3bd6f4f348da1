// Bodies to msgpack bytes and back. Bytes from outside are hostile: decoding never throws, never
// allocates beyond its limits, and says which field is wrong.
//
// A struct is a map with named fields in declared order. Unknown fields are ignored, absent ones
// with a default get it, absent required ones are refused. Texts are UTF-8, enumerations and dates
// ("2026-03-31") texts, Money an integer of millionths, Score an integer of multiples of 2^-50, a
// vector of numbers a bin of little-endian elements, any other vector an array. An empty optional
// is left out. Numbers are finite.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "messages/envelope.hpp"
#include "messages/field.hpp"
#include "messages/limits.hpp"
#include "messages/payload.hpp"
#include "planner/model/failure.hpp"

namespace ballast::messages {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// The codec of one body; instantiated for every body in the *_codec.cpp of its group, so that who
/// uses it needs no msgpack header.
template <class Body>
struct BodyCodec {
  [[nodiscard]] static std::string encode(const Body& body);
  [[nodiscard]] static Result<Body> decode(std::string_view bytes, const Limits& limits);
};

template <class Body>
[[nodiscard]] std::string encode(const Body& body) {
  return BodyCodec<Body>::encode(body);
}

/// `where` of a failure is the path of the field: "steps[2].price".
template <class Body>
[[nodiscard]] Result<Body> decode(std::string_view bytes, const Limits& limits = default_limits) {
  return BodyCodec<Body>::decode(bytes, limits);
}

template <class Body>
[[nodiscard]] Payload pack(const Body& body) {
  return {std::string(type_of<Body>), encode(body)};
}

/// Returns the body of an envelope; refuses one of another type.
template <class Body>
[[nodiscard]] Result<Body> unpack(const Envelope& envelope, const Limits& limits = default_limits) {
  if (envelope.header.type != type_of<Body>) {
    return tl::unexpected(Failure{FailureKind::invalid, "a body of another type was expected",
                                  envelope.header.type, std::string(type_of<Body>)});
  }
  return decode<Body>(envelope.body, limits);
}

[[nodiscard]] std::string encode_header(const Header& header);

/// Refuses another major version and an empty type.
[[nodiscard]] Result<Header> decode_header(std::string_view bytes);

/// Returns the envelope of [route][header][body]; the body is only bounded, not decoded.
[[nodiscard]] Result<Envelope> decode_frames(std::span<const std::string_view> frames);

}  // namespace ballast::messages
