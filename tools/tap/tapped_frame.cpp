#include "tools/tap/tapped_frame.hpp"

#include <array>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "messages/codec.hpp"
#include "messages/events.hpp"
#include "messages/json.hpp"

namespace ballast::tools {
namespace {

constexpr std::array<const char*, 3> plane_names = {"event", "command", "work"};
constexpr std::size_t body_characters_max = 200;
constexpr std::string_view command_topic = "tap.command.";
constexpr std::int64_t ns_per_second = 1'000'000'000;

const char* name_of(Plane plane) {
  return plane_names.at(static_cast<std::size_t>(plane));
}

nlohmann::ordered_json body_json(const TappedFrame& frame) {
  auto json = messages::any_to_json(frame.body);
  return json ? *json : nlohmann::ordered_json(planner::describe(json.error()));
}

std::string time_text(std::int64_t sent_ns) {
  const auto seconds = static_cast<std::time_t>(sent_ns / ns_per_second);
  return fmt::format("{:%H:%M:%S}.{:03}", fmt::localtime(seconds),
                     sent_ns % ns_per_second / 1'000'000);
}

}  // namespace

TappedFrame tapped_frame(const messages::Envelope& event) {
  const bool command = event.route.rfind(command_topic, 0) == 0;
  TappedFrame plain{command ? Plane::command : Plane::event, event.route, event.header,
                    messages::encode_header(event.header), event.body};
  if (event.header.type != messages::TapFrame::type) return plain;
  const auto copy = messages::decode<messages::TapFrame>(event.body);
  if (!copy) return plain;
  const auto header = messages::decode_header(copy->header);
  if (!header) return plain;
  return {Plane::work, event.route, *header, copy->header, copy->body};
}

std::string plan_of(const TappedFrame& frame) {
  if (!frame.header.correlation.empty()) return frame.header.correlation;
  const auto json = messages::any_to_json(frame.body);
  if (!json || !json->is_object()) return "";
  for (const char* key : {"plan_id", "run"}) {
    const auto at = json->find(key);
    if (at == json->end() || !at->is_string()) continue;
    const std::string text = at->get<std::string>();
    return text.substr(0, text.find('/'));
  }
  return "";
}

std::string frame_line(const TappedFrame& frame) {
  std::string body = body_json(frame).dump();
  if (body.size() > body_characters_max) body = body.substr(0, body_characters_max) + "…";
  return fmt::format("{} {:<7} {:<34} {:<20} {:<24} {}", time_text(frame.header.sent_ns),
                     name_of(frame.plane), frame.topic, frame.header.type, frame.header.sender,
                     body);
}

nlohmann::ordered_json frame_json(const TappedFrame& frame) {
  return {{"plane", name_of(frame.plane)},
          {"topic", frame.topic},
          {"header", messages::to_json(frame.header)},
          {"body", body_json(frame)}};
}

}  // namespace ballast::tools
