#include "messages/recording.hpp"

#include <optional>

#include "messages/base64.hpp"
#include "messages/codec.hpp"
#include "messages/json.hpp"

namespace ballast::messages {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

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

std::optional<RecordedFrame> read_line(std::string_view line) {
  const auto json = parse_json(line);
  if (!json || !json->is_object()) return std::nullopt;
  const auto plane = plane_named(text_of(*json, "plane").value_or(""));
  const auto topic = text_of(*json, "topic");
  const auto header = from_base64(text_of(*json, "header").value_or("!"));
  const auto body = from_base64(text_of(*json, "body").value_or("!"));
  if (!plane || !topic || !header || !body) return std::nullopt;
  const auto decoded = decode_header(*header);
  if (!decoded) return std::nullopt;
  return RecordedFrame{*plane, *topic, *decoded, *header, *body};
}

}  // namespace

std::string recorded_line(const RecordedFrame& frame) {
  constexpr const char* names[] = {"event", "command", "work"};
  const nlohmann::ordered_json json = {{"plane", names[static_cast<std::size_t>(frame.plane)]},
                                       {"topic", frame.topic},
                                       {"header", to_base64(frame.header_bytes)},
                                       {"body", to_base64(frame.body)}};
  return json.dump();
}

Result<std::vector<RecordedFrame>> read_recording(std::string_view text, const std::string& name) {
  std::vector<RecordedFrame> frames;
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
                                    name + ":" + std::to_string(number),
                                    "a line written by `ballast tap --record`"});
    }
    frames.push_back(std::move(*frame));
  }
  return frames;
}

}  // namespace ballast::messages
