// The definitions behind json.hpp, included only where codecs are instantiated.
#pragma once

#include "messages/decoder.hpp"
#include "messages/json.hpp"
#include "messages/json_node.hpp"
#include "messages/json_writer.hpp"

namespace ballast::messages {

template <class Body>
nlohmann::ordered_json JsonCodec<Body>::write(const Body& body) {
  return JsonWriter::write(body);
}

template <class Body>
Result<Body> JsonCodec<Body>::read(const nlohmann::ordered_json& json, std::string_view path) {
  Body body{};
  Decoder<JsonNode> decoder(path);
  if (!decoder.read(JsonNode(json), body)) return tl::unexpected(*decoder.failure());
  return body;
}

}  // namespace ballast::messages
