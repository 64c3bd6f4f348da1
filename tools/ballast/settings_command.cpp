// ballast settings: every setting with meaning, unit, range, and where its value comes from.

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "actors/configuration/places.hpp"
#include "actors/configuration/planner_file.hpp"
#include "planner/settings/presets.hpp"
#include "planner/settings/setting_table.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/setting_flags.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::SettingEntry;

/// What gave a setting its value.
struct Source {
  const char* kind = "default";  // default, file, preset, flag
  std::string where;             // file and line, or the flag

  [[nodiscard]] std::string text() const { return where.empty() ? kind : where; }
};

/// Every setting as a plan that is asked for with the same flags would have it.
struct Listing {
  planner::Settings settings;
  std::map<std::string, Source> sources;
};

void add_file(Listing& listing, const actors::PlannerFile& file, const std::string& path) {
  listing.settings = file.settings;
  for (const actors::SettingPlace& place : file.places) {
    const std::string line = path + ":" + std::to_string(place.line);
    if (place.name != "preset") {
      listing.sources[place.name] = {"file", line};
      continue;
    }
    for (const planner::SettingText& text : planner::settings_of(*file.preset)) {
      listing.sources[text.name] = {
          "preset", "preset " + std::string(planner::choice_name(*file.preset)) + " in " + line};
    }
  }
}

void add_flags(Listing& listing, const std::vector<GivenSetting>& given) {
  for (const GivenSetting& one : given) {
    if (!planner::set_setting(listing.settings, one.setting.key, one.setting.value)) continue;
    const bool preset = one.flag.starts_with("--preset");
    listing.sources[one.setting.key] = {preset ? "preset" : "flag", one.flag};
  }
}

nlohmann::ordered_json json_of(const SettingEntry& entry, const std::string& standard,
                               const Source& source) {
  return {{"name", entry.name},       {"value", entry.value},    {"default", standard},
          {"from", source.kind},      {"where", source.where},   {"unit", entry.unit},
          {"allowed", entry.allowed}, {"meaning", entry.meaning}};
}

std::string with_unit(const std::string& text, const SettingEntry& entry) {
  return entry.unit.empty() ? text : text + " " + entry.unit;
}

void print_one(const SettingEntry& entry, const std::string& standard, const Source& source) {
  print(fmt::format("{} = {}\n  {}\n  allowed: {}\n  default: {}\n  from:    {}\n", entry.name,
                    entry.value, entry.meaning, with_unit(entry.allowed, entry), standard,
                    source.text()));
}

/// The default and the source of a value that is the default are left out.
void print_all(Listing& listing, const std::vector<SettingEntry>& standard) {
  constexpr std::size_t longest = 22;
  Table table({{"setting"},
               {"value", Align::right},
               {"default", Align::right},
               {"from"},
               {"meaning (allowed)"}});
  const auto entries = planner::list_settings(listing.settings);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const SettingEntry& entry = entries[i];
    const Source& source = listing.sources[entry.name];
    const bool same = entry.value == standard[i].value;
    table.add({entry.name, shortened(entry.value, longest),
               same ? "" : shortened(standard[i].value, longest),
               source.where.empty() ? "" : source.kind,
               entry.meaning + " (" + with_unit(entry.allowed, entry) + ")"});
  }
  print(table.text(0, stdout_style(broker::process_environment()).columns));
}

ExitCode show(Listing& listing, const std::optional<std::string>& key, bool as_json) {
  const auto entries = planner::list_settings(listing.settings);
  const auto standard = planner::list_settings(planner::Settings{});
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (key && entries[i].name != *key) continue;
    const Source& source = listing.sources[entries[i].name];
    json.push_back(json_of(entries[i], standard[i].value, source));
    if (key && !as_json) print_one(entries[i], standard[i].value, source);
  }
  if (json.empty()) {
    planner::Settings scratch;
    give_up(planner::set_setting(scratch, *key, "").error());
    return ExitCode::usage;
  }
  if (as_json) print(json.dump(json_indent) + "\n");
  if (!as_json && !key) print_all(listing, standard);
  return ExitCode::done;
}

/// The installed file may be absent, one that is named may not.
planner::Result<Listing> listing_of(const Arguments& arguments) {
  const auto environment = broker::process_environment();
  const std::string path = actors::planner_file(
      arguments.common().planner, actors::cluster_file(arguments.common().cluster, environment),
      environment);
  const auto file = actors::load_planner_file(path);
  const bool may_be_absent =
      !arguments.common().planner && !file && file.error().kind == planner::FailureKind::missing;
  if (!file && !may_be_absent) return tl::unexpected(file.error());
  Listing listing;
  if (file) add_file(listing, *file, path);
  return listing;
}

}  // namespace

ExitCode run_settings(const std::vector<std::string>& words) {
  Arguments::Description own("Settings");
  own.add_options()("key", options::value<std::string>(), "only this one");
  add_setting_options(own);
  const auto arguments = Arguments::read(words, "settings [KEY]", own, "key");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto given = given_settings(arguments, arguments.list("set"));
  if (!given) {
    give_up(given.error());
    return ExitCode::usage;
  }
  auto listing = listing_of(arguments);
  if (!listing) return give_up(listing.error());
  add_flags(*listing, *given);
  return show(*listing, arguments.get<std::string>("key"), arguments.common().json);
}

}  // namespace ballast::tools
