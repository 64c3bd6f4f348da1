#include "messages/request_file.hpp"

#include <algorithm>

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

bool is_setting(const std::string& name) {
  const auto entries = planner::list_settings({});
  return std::any_of(entries.begin(), entries.end(),
                     [&](const planner::SettingEntry& entry) { return entry.name == name; });
}

/// Returns what is wrong with a setting, or with one that there is no more, as a flag would say it.
std::optional<planner::Failure> find_setting_fault(const nlohmann::ordered_json& json) {
  const auto settings = json.find("settings");
  if (settings == json.end() || !settings->is_object()) return std::nullopt;
  for (const auto& [key, value] : settings->items()) {
    planner::Settings scratch;
    std::optional<planner::Failure> fault = planner::absent_setting(key);
    if (!fault && is_setting(key)) {
      const auto set = planner::set_setting(scratch, key, setting_text(value));
      if (!set) fault = set.error();
    }
    if (!fault) continue;
    fault->where = "settings." + key;
    return fault;
  }
  return std::nullopt;
}

}  // namespace

Result<CreatePlan> read_request_file(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return tl::unexpected(json.error());
  if (auto fault = find_setting_fault(*json)) return tl::unexpected(std::move(*fault));
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
