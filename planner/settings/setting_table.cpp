#include "planner/settings/setting_table.hpp"

#include <array>

#include "planner/settings/nearest_name.hpp"
#include "planner/settings/setting_visitors.hpp"

namespace ballast::planner {
namespace {

struct AbsentSetting {
  std::string_view name;
  std::string_view reason;
};

constexpr std::string_view covers_every_set =
    "there is no such setting: the search covers every set of candidates, so nothing limits it";
constexpr std::string_view cuts_by_itself =
    "there is no such setting: work is cut to the speed of each evaluator, and cutting never "
    "changes a plan";
constexpr std::string_view never_stops_early =
    "there is no such setting: the search is exact and does not stop before every set is covered";

constexpr std::array<AbsentSetting, 9> absent_settings{{
    {"batch_size", cuts_by_itself},
    {"enable_early_termination", never_stops_early},
    {"early_termination_threshold", never_stops_early},
    {"plateau_threshold", never_stops_early},
    {"enable_combinatorial", covers_every_set},
    {"enable_combinatorial_generator", covers_every_set},
    {"combinatorial_max_combinations_per_depth", covers_every_set},
    {"max_combinations", covers_every_set},
    {"max_sequences", covers_every_set},
}};

std::vector<std::string> setting_names() {
  std::vector<std::string> names;
  for (const SettingEntry& entry : list_settings(Settings{})) names.push_back(entry.name);
  return names;
}

}  // namespace

std::vector<SettingEntry> list_settings(const Settings& settings) {
  std::vector<SettingEntry> entries;
  describe(SettingLister{entries}, settings);
  return entries;
}

Result<void> set_setting(Settings& settings, std::string_view name, std::string_view value) {
  SettingSetter setter(name, value);
  describe(setter, settings);
  if (setter.failure()) return tl::unexpected(*setter.failure());
  if (setter.found()) return {};
  if (auto absent = absent_setting(name)) return tl::unexpected(std::move(*absent));
  const std::string nearest = nearest_name(name, setting_names());
  return tl::unexpected(Failure{FailureKind::invalid, "no setting has this name", std::string(name),
                                nearest.empty() ? "" : "did you mean " + nearest + "?"});
}

std::optional<Failure> absent_setting(std::string_view name) {
  for (const AbsentSetting& absent : absent_settings) {
    if (absent.name != name) continue;
    return Failure{FailureKind::invalid, std::string(absent.reason), std::string(name), ""};
  }
  return std::nullopt;
}

Result<void> check_settings(const Settings& settings) {
  Settings copy = settings;
  for (const SettingEntry& entry : list_settings(settings)) {
    if (auto result = set_setting(copy, entry.name, entry.value); !result) return result;
  }
  return {};
}

}  // namespace ballast::planner
