// The definitions behind codec.hpp, included only where codecs are instantiated.
#pragma once

#include "messages/codec.hpp"
#include "messages/decoder.hpp"
#include "messages/encoder.hpp"
#include "messages/msgpack_document.hpp"

namespace ballast::messages {

template <class Body>
std::string BodyCodec<Body>::encode(const Body& body) {
  Encoder encoder;
  encoder.write(body);
  return encoder.take();
}

template <class Body>
Result<Body> BodyCodec<Body>::decode(std::string_view bytes, const Limits& limits) {
  const auto document = MsgpackDocument::open(bytes, limits);
  if (!document) return tl::unexpected(document.error());
  Body body{};
  Decoder<MsgpackNode> decoder;
  if (!decoder.read(document->root(), body)) return tl::unexpected(*decoder.failure());
  return body;
}

}  // namespace ballast::messages
