// One value of a JSON document, as the decoder reads it. What it is not, it returns as nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace ballast::messages {

class JsonNode {
 public:
  static constexpr bool strict = true;

  /// REQUIRES: `json` outlives the node.
  explicit JsonNode(const nlohmann::ordered_json& json) : json_(&json) {}

  [[nodiscard]] bool is_nothing() const { return json_->is_null(); }
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<std::uint64_t> natural() const;
  [[nodiscard]] std::optional<double> number() const;
  [[nodiscard]] std::optional<std::string_view> text() const;
  [[nodiscard]] std::optional<std::string> bytes() const;  // from base64

  [[nodiscard]] std::optional<std::size_t> array_size() const;
  [[nodiscard]] JsonNode element(std::size_t index) const { return JsonNode((*json_)[index]); }

  [[nodiscard]] std::optional<std::size_t> map_size() const;
  [[nodiscard]] std::vector<std::string> keys() const;
  [[nodiscard]] std::optional<JsonNode> find(std::string_view key, std::size_t expected) const;

 private:
  const nlohmann::ordered_json* json_;
};

}  // namespace ballast::messages
