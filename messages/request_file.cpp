#include "messages/request_file.hpp"

#include "messages/json.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::messages {
namespace {

/// As set_setting reads it: the elements of a list with commas between them.
std::string setting_text(const nlohmann::ordered_json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const auto& element : value) text += (text.empty() ? "" : ",") + setting_text(element);
  return text.empty() ? "none" : text;
}

std::vector<SettingOverride> named_settings(const nlohmann::ordered_json& json) {
  std::vector<SettingOverride> named;
  const auto settings = json.find("settings");
  if (settings == json.end()) return named;
  for (const auto& [key, value] : settings->items()) {
    named.push_back({key, setting_text(value)});
  }
  return named;
}

std::optional<planner::Failure> absent_setting(const nlohmann::ordered_json& json) {
  const auto settings = json.find("settings");
  if (settings == json.end() || !settings->is_object()) return std::nullopt;
  for (const auto& [key, value] : settings->items()) {
    if (auto absent = planner::absent_setting(key)) {
      absent->where = "settings." + key;
      return absent;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<CreatePlan> read_request_file(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return tl::unexpected(json.error());
  if (auto absent = absent_setting(*json)) return tl::unexpected(std::move(*absent));
  auto file = from_json<RequestFile>(*json);
  if (!file) return tl::unexpected(file.error());
  CreatePlan command;
  command.settings = named_settings(*json);
  command.seed = file->seed;
  command.buy_only = file->buy_only;
  command.exclude = std::move(file->exclude);
  command.pin = std::move(file->pin);
  command.cash = file->cash;
  command.ideas = std::move(file->ideas);
  command.planning_date = std::move(file->planning_date);
  return command;
}

}  // namespace ballast::messages
