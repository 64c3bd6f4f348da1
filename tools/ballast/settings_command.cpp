// ballast settings: every setting with meaning, unit, range, and where its value comes from.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "actors/configuration/places.hpp"
#include "actors/configuration/planner_file.hpp"
#include "planner/settings/setting_table.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;

struct Shown {
  Table table{{{"setting"}, {"value", Align::right}, {""}, {"allowed"}, {"meaning"}}};
  nlohmann::ordered_json json = nlohmann::ordered_json::array();

  bool from_file = false;

  void add(const planner::SettingEntry& entry, const std::string& standard,
           const std::string& from) {
    const std::string unit = entry.unit.empty() ? "" : " " + entry.unit;
    table.add({entry.name, entry.value, from == "default" ? "" : "*", entry.allowed + unit,
               entry.meaning});
    from_file = from_file || from != "default";
    json.push_back({{"name", entry.name},
                    {"value", entry.value},
                    {"default", standard},
                    {"from", from},
                    {"unit", entry.unit},
                    {"allowed", entry.allowed},
                    {"meaning", entry.meaning}});
  }
};

}  // namespace

ExitCode run_settings(const std::vector<std::string>& words) {
  Arguments::Description own("Settings");
  own.add_options()("key", options::value<std::string>(), "only this one");
  const auto arguments = Arguments::read(words, "settings [KEY]", own, "key");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto environment = broker::process_environment();
  const std::string path = actors::planner_file(
      arguments.common().planner, actors::cluster_file(arguments.common().cluster, environment),
      environment);
  const auto file = actors::load_planner_file(path);
  const bool may_be_absent =
      !arguments.common().planner && !file && file.error().kind == planner::FailureKind::missing;
  if (!file && !may_be_absent) return give_up(file.error());
  const auto values = planner::list_settings(file ? file->settings : planner::Settings{});
  const auto standard = planner::list_settings(planner::Settings{});
  const auto key = arguments.get<std::string>("key");
  Shown shown;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (key && values[i].name != *key) continue;
    shown.add(values[i], standard[i].value,
              values[i].value == standard[i].value ? "default" : path);
  }
  if (shown.json.empty()) {
    planner::Settings scratch;
    give_up(planner::set_setting(scratch, *key, "").error());
    return ExitCode::usage;
  }
  if (arguments.common().json) {
    print(shown.json.dump(json_indent) + "\n");
    return ExitCode::done;
  }
  print(shown.table.text(0, stdout_style(environment).columns));
  if (shown.from_file) print("* not the default: from " + path + "\n");
  return ExitCode::done;
}

}  // namespace ballast::tools
