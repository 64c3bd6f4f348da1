#include "messages/json.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "messages/msgpack_document.hpp"
#include "messages/utf8.hpp"

namespace ballast::messages {
namespace {

using Json = nlohmann::ordered_json;

class TooDeep : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::string place(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? byte : byte - start - 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Json json_of(const MsgpackNode& node);

Json json_of_array(const MsgpackNode& node, std::size_t size) {
  Json array = Json::array();
  for (std::size_t i = 0; i < size; ++i) array.push_back(json_of(node.element(i)));
  return array;
}

Json json_of_map(const MsgpackNode& node, std::size_t size) {
  Json object = Json::object();
  for (std::size_t i = 0; i < size; ++i) {
    const auto key = node.key(i).text();
    object[key ? as_utf8(*key) : json_of(node.key(i)).dump()] = json_of(node.value(i));
  }
  return object;
}

Json json_of_number(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "infinity" : "-infinity";
  return number;
}

Json json_of(const MsgpackNode& node) {
  if (node.is_nothing()) return nullptr;
  if (const auto value = node.boolean()) return *value;
  if (const auto value = node.natural()) return *value;
  if (const auto value = node.integer()) return *value;
  if (const auto value = node.number()) return json_of_number(*value);
  if (const auto value = node.text()) return as_utf8(*value);
  if (const auto value = node.bytes()) return Json{{"bin", value->size()}};
  if (const auto size = node.array_size()) return json_of_array(node, *size);
  if (const auto size = node.map_size()) return json_of_map(node, *size);
  return "extension";
}

}  // namespace

Result<Json> parse_json(std::string_view text, const Limits& limits) {
  if (text.size() > limits.frame_bytes) {
    return tl::unexpected(Failure{FailureKind::invalid, "the JSON is too large", "",
                                  "at most " + std::to_string(limits.frame_bytes) + " bytes"});
  }
  const auto bounded = [&limits](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
    if (depth > static_cast<int>(limits.depth)) throw TooDeep("nested too deeply");
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), bounded);
  } catch (const TooDeep& error) {
    return tl::unexpected(Failure{FailureKind::invalid, error.what(), "",
                                  "at most " + std::to_string(limits.depth) + " levels"});
  } catch (const Json::parse_error& error) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "this is no JSON", place(text, error.byte), ""});
  } catch (const Json::out_of_range&) {
    return tl::unexpected(Failure{FailureKind::invalid, "a number is out of range", "", ""});
  }
}

Result<Json> any_to_json(std::string_view bytes, const Limits& limits) {
  const auto document = MsgpackDocument::open(bytes, limits);
  if (!document) return tl::unexpected(document.error());
  return json_of(document->root());
}

}  // namespace ballast::messages
