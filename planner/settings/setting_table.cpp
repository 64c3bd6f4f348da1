#include "planner/settings/setting_table.hpp"

#include <array>

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

constexpr std::string_view has_no_order =
    "there is no such setting: every set is scored, so the order in which it is done decides "
    "nothing";
constexpr std::string_view always_from_the_start =
    "there is no such setting: every plan is computed as a whole, from what is known at that "
    "moment";
constexpr std::string_view caps_are_named_otherwise =
    "there is no such setting: the caps of the search are max_sells, max_buys and max_candidates";
constexpr std::string_view cuts_no_sets =
    "there is no such setting: every set is scored, so none is dropped because it resembles "
    "others; "
    "alternatives of a plan are clearly different from it by themselves";

constexpr std::array absent_settings{
    AbsentSetting{"batch_size", cuts_by_itself},
    AbsentSetting{"min_batches_to_evaluate", never_stops_early},
    AbsentSetting{"enable_early_termination", never_stops_early},
    AbsentSetting{"early_termination_threshold", never_stops_early},
    AbsentSetting{"plateau_threshold", never_stops_early},
    AbsentSetting{"enable_priority_sorting", has_no_order},
    AbsentSetting{"incremental_planner_enabled", always_from_the_start},
    AbsentSetting{"enable_combinatorial", covers_every_set},
    AbsentSetting{"enable_combinatorial_generator", covers_every_set},
    AbsentSetting{"combinatorial_max_combinations_per_depth", covers_every_set},
    AbsentSetting{"combinatorial_max_sells", caps_are_named_otherwise},
    AbsentSetting{"combinatorial_max_buys", caps_are_named_otherwise},
    AbsentSetting{"combinatorial_max_candidates", caps_are_named_otherwise},
    AbsentSetting{"max_combinations", covers_every_set},
    AbsentSetting{"max_sequences", covers_every_set},
    AbsentSetting{"enable_diversity_filter", cuts_no_sets},
    AbsentSetting{"diversity_filter_keep", cuts_no_sets},
};

}  // namespace

std::vector<SettingEntry> list_settings(const Settings& settings) {
  std::vector<SettingEntry> entries;
  describe(SettingLister{entries}, settings);
  return entries;
}

Result<void> set_setting(Settings& settings, std::string_view name, std::string_view value) {
  if (auto absent = absent_setting(name)) return tl::unexpected(std::move(*absent));
  return set_by_name(name, value, "no setting has this name", list_settings({}),
                     [&](SettingSetter& setter) { describe(setter, settings); });
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
