#include "actors/universe/sources/json_payload.hpp"

#include <fmt/format.h>

#include "messages/json.hpp"

namespace ballast::actors {

planner::Result<Json> read_payload(std::string_view payload, const Expected& expected) {
  messages::Limits limits;
  limits.frame_bytes = payload_bytes_max;
  auto json = messages::parse_json(payload, limits);
  if (json) return json;
  return bad_payload(
      expected, fmt::format("{}; the answer begins '{}'", json.error().what, begin_of(payload)),
      json.error().allowed.empty() ? "JSON" : json.error().allowed);
}

const Json* member(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::optional<double> number_member(const Json& object, const char* name) {
  const Json* const value = member(object, name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->get<double>();
}

std::optional<std::string> text_member(const Json& object, const char* name) {
  const Json* const value = member(object, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return value->get<std::string>();
}

std::optional<double> decimal_text(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  return decimal_of(value.get_ref<const std::string&>());
}

}  // namespace ballast::actors
