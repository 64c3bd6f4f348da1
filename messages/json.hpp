// Bodies as JSON, for people and their tools: `--json`, request files, saved plans, tap.
//
// Like the msgpack form, but for: Money is a number of units (12.5), Score a number, both exact; a
// vector of numbers is an array; bytes are base64; an empty optional is null.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "messages/codec.hpp"

namespace ballast::messages {

/// Instantiated like BodyCodec.
template <class Body>
struct JsonCodec {
  [[nodiscard]] static nlohmann::ordered_json write(const Body& body);
  [[nodiscard]] static Result<Body> read(const nlohmann::ordered_json& json, std::string_view path);
};

template <class Body>
[[nodiscard]] nlohmann::ordered_json to_json(const Body& body) {
  return JsonCodec<Body>::write(body);
}

/// Strict: an unknown key is refused with the nearest known one, a wrong type or range with what is
/// allowed. `where` is `path` and the path below it: "settings.max_plan_depth".
template <class Body>
[[nodiscard]] Result<Body> from_json(const nlohmann::ordered_json& json,
                                     std::string_view path = {}) {
  return JsonCodec<Body>::read(json, path);
}

/// Returns the JSON in a text. Refuses what is not JSON with line and column, a text above
/// `limits.frame_bytes` and nesting above `limits.depth`.
[[nodiscard]] Result<nlohmann::ordered_json> parse_json(std::string_view text,
                                                        const Limits& limits = default_limits);

/// Returns any msgpack bytes as JSON without knowing their type; a bin as {"bin": bytes}.
[[nodiscard]] Result<nlohmann::ordered_json> any_to_json(std::string_view bytes,
                                                         const Limits& limits = default_limits);

}  // namespace ballast::messages
