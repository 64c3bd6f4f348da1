#include "messages/json_node.hpp"

#include <limits>

#include "messages/base64.hpp"

namespace ballast::messages {

std::optional<bool> JsonNode::boolean() const {
  if (!json_->is_boolean()) return std::nullopt;
  return json_->get<bool>();
}

std::optional<std::int64_t> JsonNode::integer() const {
  if (!json_->is_number_integer()) return std::nullopt;
  constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (json_->is_number_unsigned() && json_->get<std::uint64_t>() > highest) return std::nullopt;
  return json_->get<std::int64_t>();
}

std::optional<std::uint64_t> JsonNode::natural() const {
  if (json_->is_number_unsigned()) return json_->get<std::uint64_t>();
  if (json_->is_number_integer() && json_->get<std::int64_t>() >= 0) {
    return static_cast<std::uint64_t>(json_->get<std::int64_t>());
  }
  return std::nullopt;
}

std::optional<double> JsonNode::number() const {
  if (!json_->is_number()) return std::nullopt;
  return json_->get<double>();
}

std::optional<std::string_view> JsonNode::text() const {
  if (!json_->is_string()) return std::nullopt;
  return json_->get_ref<const std::string&>();
}

std::optional<std::string> JsonNode::bytes() const {
  const auto base64 = text();
  return base64 ? from_base64(*base64) : std::nullopt;
}

std::optional<std::size_t> JsonNode::array_size() const {
  if (!json_->is_array()) return std::nullopt;
  return json_->size();
}

std::optional<std::size_t> JsonNode::map_size() const {
  if (!json_->is_object()) return std::nullopt;
  return json_->size();
}

std::vector<std::string> JsonNode::keys() const {
  std::vector<std::string> keys;
  for (const auto& item : json_->items()) keys.push_back(item.key());
  return keys;
}

std::optional<JsonNode> JsonNode::find(std::string_view key, std::size_t /*expected*/) const {
  const auto at = json_->find(std::string(key));
  if (at == json_->end()) return std::nullopt;
  return JsonNode(*at);
}

}  // namespace ballast::messages
