#include "tools/tap/recording.hpp"

#include <optional>

#include <fmt/format.h>
#include <sodium.h>

#include "messages/codec.hpp"
#include "messages/json.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

std::string to_base64(const std::string& bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), variant);
  text.pop_back();  // the closing zero
  return text;
}

std::optional<std::string> from_base64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                       text.data(), text.size(), nullptr, &size, nullptr, variant);
  if (failed != 0) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

std::optional<Plane> plane_named(const std::string& name) {
  if (name == "event") return Plane::event;
  if (name == "command") return Plane::command;
  if (name == "work") return Plane::work;
  return std::nullopt;
}

std::optional<std::string> text_of(const nlohmann::ordered_json& json, const char* key) {
  const auto at = json.find(key);
  if (at == json.end() || !at->is_string()) return std::nullopt;
  return at->get<std::string>();
}

std::optional<TappedFrame> read_line(std::string_view line) {
  const auto json = messages::parse_json(line);
  if (!json || !json->is_object()) return std::nullopt;
  const auto plane = plane_named(text_of(*json, "plane").value_or(""));
  const auto topic = text_of(*json, "topic");
  const auto header = from_base64(text_of(*json, "header").value_or("!"));
  const auto body = from_base64(text_of(*json, "body").value_or("!"));
  if (!plane || !topic || !header || !body) return std::nullopt;
  const auto decoded = messages::decode_header(*header);
  if (!decoded) return std::nullopt;
  return TappedFrame{*plane, *topic, *decoded, *header, *body};
}

}  // namespace

std::string recorded_line(const TappedFrame& frame) {
  constexpr const char* names[] = {"event", "command", "work"};
  const nlohmann::ordered_json json = {{"plane", names[static_cast<std::size_t>(frame.plane)]},
                                       {"topic", frame.topic},
                                       {"header", to_base64(frame.header_bytes)},
                                       {"body", to_base64(frame.body)}};
  return json.dump();
}

Result<std::vector<TappedFrame>> read_recording(std::string_view text, const std::string& name) {
  std::vector<TappedFrame> frames;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    auto frame = read_line(line);
    if (!frame) {
      return tl::unexpected(Failure{FailureKind::invalid, "this line is no recorded frame",
                                    fmt::format("{}:{}", name, number),
                                    "a line written by `ballast tap --record`"});
    }
    frames.push_back(std::move(*frame));
  }
  return frames;
}

}  // namespace ballast::tools
