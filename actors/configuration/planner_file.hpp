// planner.toml: the base currency, the settings, groups and targets of countries and industries of
// one household. See docs/formats.md for a complete example.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/configuration/source_settings.hpp"
#include "planner/model/date.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/plan_inputs.hpp"
#include "planner/plan/search_method.hpp"
#include "planner/settings/presets.hpp"
#include "planner/settings/settings.hpp"
#include "planner/trading/trading_settings.hpp"

namespace ballast::actors {

struct SymbolWeight {
  std::string symbol;
  double weight = 0.0;  // fraction of the total

  bool operator==(const SymbolWeight&) const = default;
};

/// Which day is planned for: today, the day of the newest price (for historical or sample data), or
/// a fixed day.
struct PlanningDate {
  enum class Kind : std::uint8_t { today, newest_price, fixed };
  Kind kind = Kind::today;
  planner::Date day{};  // of Kind::fixed

  bool operator==(const PlanningDate&) const = default;
};

/// Reads "today", "newest-price" or a day as YYYY-MM-DD.
[[nodiscard]] std::optional<PlanningDate> parse_planning_date(std::string_view text);

/// Where the file says something about a setting: a line of [settings], or that of the preset.
struct SettingPlace {
  std::string name;
  std::size_t line = 0;

  bool operator==(const SettingPlace&) const = default;
};

/// What a search may take; 0: as much as it needs.
struct SearchBudget {
  std::uint64_t evaluations = 0;      // sets that are scored, of all searches of a plan
  std::chrono::milliseconds time{0};  // since the plan was asked for

  bool operator==(const SearchBudget&) const = default;
};

struct PlannerFile {
  std::string base_currency = "EUR";
  PlanningDate planning_date;
  std::optional<planner::Preset> preset;  // already in `settings`, below what [settings] says
  planner::SearchMethod search = planner::SearchMethod::exact;
  SearchBudget budget;
  planner::Settings settings;
  std::vector<SettingPlace> places;  // "preset", then each of [settings], in the order of the file
  std::vector<planner::GroupMember> country_groups;
  std::vector<planner::GroupTarget> country_targets;  // in the order of the file; sum to 1
  std::vector<planner::GroupMember> industry_groups;
  std::vector<planner::GroupTarget> industry_targets;  // likewise
  std::vector<SymbolWeight> target_weights;            // in the order of the file; sum to at most 1
  planner::trading::TradingSettings trading;
  std::uint32_t keep_score_days = 3653;  // older scores of a day are dropped
  std::string folder;                    // of the file; empty: it was read from a text
  SourceSettings sources;

  bool operator==(const PlannerFile&) const = default;
};

/// Reads the text of a planner file. A failure names `name`, the line, the key, and what is
/// allowed.
[[nodiscard]] planner::Result<PlannerFile> parse_planner_file(std::string_view text,
                                                              std::string_view name);

/// Reads the file at `path`; a file that cannot be read is a failure too.
[[nodiscard]] planner::Result<PlannerFile> load_planner_file(const std::string& path);

}  // namespace ballast::actors
