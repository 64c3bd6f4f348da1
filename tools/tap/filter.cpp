#include "tools/tap/filter.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;

constexpr std::array<std::string_view, 6> keys = {"topic", "type", "role",
                                                  "board", "plan", "plane"};
constexpr std::string_view bare;
constexpr std::array<std::string_view, 3> planes = {"event", "command", "work"};

bool begins_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// "evaluator-1@board-1" -> "evaluator".
std::string_view role_of(std::string_view sender) {
  const std::string_view name = sender.substr(0, sender.find('@'));
  return name.substr(0, name.rfind('-'));
}

std::string_view board_of(std::string_view sender) {
  const std::size_t mark = sender.find('@');
  return mark == std::string_view::npos ? std::string_view() : sender.substr(mark + 1);
}

bool matches(std::string_view key, std::string_view value, const TappedFrame& frame) {
  if (key == bare) return begins_with(frame.topic, value) || frame.header.type == value;
  if (key == "topic") return begins_with(frame.topic, value);
  if (key == "type") return frame.header.type == value;
  if (key == "role") return role_of(frame.header.sender) == value;
  if (key == "board") return board_of(frame.header.sender) == value;
  if (key == "plane") return planes.at(static_cast<std::size_t>(frame.plane)) == value;
  return ends_with(plan_of(frame), value);
}

}  // namespace

planner::Result<Filter> Filter::parse(const std::vector<std::string>& words) {
  Filter filter;
  for (const std::string& word : words) {
    const std::size_t mark = word.find('=');
    const std::string key = mark == std::string::npos ? std::string(bare) : word.substr(0, mark);
    const std::string value = mark == std::string::npos ? word : word.substr(mark + 1);
    const bool known =
        mark == std::string::npos || std::find(keys.begin(), keys.end(), key) != keys.end();
    if (!known || value.empty()) {
      return tl::unexpected(
          Failure{FailureKind::invalid, "'" + word + "' filters nothing", "tap",
                  fmt::format("{}=VALUE, or the beginning of a topic", fmt::join(keys, "=, "))});
    }
    const auto at = std::find_if(filter.conditions_.begin(), filter.conditions_.end(),
                                 [&](const Condition& condition) { return condition.key == key; });
    if (at == filter.conditions_.end()) {
      filter.conditions_.push_back({key, {value}});
    } else {
      at->values.push_back(value);
    }
  }
  return filter;
}

bool Filter::accepts(const TappedFrame& frame) const {
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const Condition& condition) { return holds(condition, frame); });
}

bool Filter::holds(const Condition& condition, const TappedFrame& frame) {
  return std::any_of(
      condition.values.begin(), condition.values.end(),
      [&](const std::string& value) { return matches(condition.key, value, frame); });
}

}  // namespace ballast::tools
