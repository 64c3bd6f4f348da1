#include "actors/configuration/planner_file.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "planner/scoring/portfolio_score.hpp"
#include "planner/settings/setting_table.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

constexpr double sum_tolerance = 1e-6;
constexpr std::uint32_t most_evaluations = 2'000'000'000;
constexpr std::uint32_t longest_search_ms = 86'400'000;
constexpr std::uint32_t score_days_least = 730;
constexpr std::uint32_t score_days_most = 36'525;

/// What the two kinds of groups are called, in the file and in sentences.
struct GroupKind {
  const char* groups;
  const char* targets;
  const char* member;
  const char* members;
  const char* example;
};

constexpr GroupKind country_kind = {"country_groups", "country_targets", "country", "countries",
                                    "[\"Germany\"]"};
constexpr GroupKind industry_kind = {"industry_groups", "industry_targets", "industry",
                                     "industries", "[\"Software\"]"};

constexpr const char* planning_dates = "\"today\", \"newest-price\" or a day as \"2026-01-31\"";

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  PlannerFile read(const toml::table& table) {
    PlannerFile file;
    if (const toml::node* preset = table.get("preset")) read_preset(file, *preset);
    for (const auto& [key, node] : in_file_order(table)) read_top(file, key, *node);
    check_targets(file, table);
    return file;
  }

 private:
  using Entries = std::vector<std::pair<std::string, const toml::node*>>;

  [[noreturn]] void stop(const toml::node& node, std::string_view key, std::string what,
                         std::string allowed) const {
    throw broker::Mistake{{FailureKind::invalid, std::move(what),
                           fmt::format("{}:{}: {}", name_, node.source().begin.line, key),
                           std::move(allowed)}};
  }

  /// The table's own order is alphabetical; the order of targets is the writer's.
  static Entries in_file_order(const toml::table& table) {
    Entries entries;
    for (const auto& [key, node] : table) entries.emplace_back(std::string(key.str()), &node);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      const auto& left = a.second->source().begin;
      const auto& right = b.second->source().begin;
      return std::pair(left.line, left.column) < std::pair(right.line, right.column);
    });
    return entries;
  }

  const toml::table& table_of(std::string_view key, const toml::node& node) const {
    if (const toml::table* table = node.as_table()) return *table;
    stop(node, key, "this must be a table", fmt::format("[{}] with one entry a line", key));
  }

  void read_top(PlannerFile& file, const std::string& key, const toml::node& node) const {
    if (key == "base_currency") {
      read_currency(file, key, node);
    } else if (key == "planning_date") {
      read_planning_date(file, key, node);
    } else if (key == "preset") {
      return;  // read before all others, wherever it stands
    } else if (key == "search") {
      read_search(file, key, node);
    } else if (key == "max_evaluations") {
      file.budget.evaluations = whole_number(key, node, most_evaluations);
    } else if (key == "deadline_ms") {
      file.budget.time = std::chrono::milliseconds(whole_number(key, node, longest_search_ms));
    } else if (key == "settings") {
      read_settings(file, table_of(key, node));
    } else if (key == "trading") {
      read_trading(file, table_of(key, node));
    } else if (key == "scores") {
      read_scores(file, table_of(key, node));
    } else if (key == country_kind.groups) {
      file.country_groups = groups_of(country_kind, table_of(key, node));
    } else if (key == country_kind.targets) {
      file.country_targets = targets_of(key, table_of(key, node));
    } else if (key == industry_kind.groups) {
      file.industry_groups = groups_of(industry_kind, table_of(key, node));
    } else if (key == industry_kind.targets) {
      file.industry_targets = targets_of(key, table_of(key, node));
    } else if (key == "sources") {
      file.sources = read_source_settings(node, broker::TomlReading(name_));
    } else if (key == "target_weights") {
      for (const auto& [symbol, weight] : in_file_order(table_of(key, node))) {
        file.target_weights.push_back(
            {symbol, fraction(fmt::format("{}.{}", key, symbol), *weight)});
      }
    } else {
      unknown(key, node);
    }
  }

  [[noreturn]] void unknown(const std::string& key, const toml::node& node) const {
    static const std::vector<std::string> known = {
        "base_currency",   "planning_date",   "preset",           "search",
        "max_evaluations", "deadline_ms",     "settings",         "country_groups",
        "country_targets", "industry_groups", "industry_targets", "target_weights",
        "scores",          "sources",         "trading"};
    const std::string nearest = planner::nearest_name(key, known);
    stop(node, key, "no such key",
         nearest.empty() ? fmt::format("{}", fmt::join(known, ", "))
                         : fmt::format("did you mean {}?", nearest));
  }

  void read_currency(PlannerFile& file, const std::string& key, const toml::node& node) const {
    const auto text = node.value_exact<std::string>();
    const bool letters =
        text && text->size() == 3 &&
        std::all_of(text->begin(), text->end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!letters) stop(node, key, "this is no currency", "three capital letters such as \"EUR\"");
    file.base_currency = *text;
  }

  void read_planning_date(PlannerFile& file, const std::string& key, const toml::node& node) const {
    const auto text = node.value_exact<std::string>();
    const auto date = text ? parse_planning_date(*text) : std::nullopt;
    if (!date) stop(node, key, "this is no day", planning_dates);
    file.planning_date = *date;
  }

  void read_preset(PlannerFile& file, const toml::node& node) const {
    const auto preset = planner::parse_preset(plain_text("preset", node));
    if (!preset) stop(node, "preset", preset.error().what, preset.error().allowed);
    file.preset = *preset;
    planner::apply_preset(file.settings, *preset);
    note_place(file, "preset", node);
  }

  static void note_place(PlannerFile& file, std::string name, const toml::node& node) {
    file.places.push_back({std::move(name), node.source().begin.line});
  }

  [[nodiscard]] std::uint32_t whole_number(const std::string& key, const toml::node& node,
                                           std::uint32_t most) const {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < 0 || *number > most) {
      stop(node, key, "this is no such number", fmt::format("0 (no limit) to {}", most));
    }
    return static_cast<std::uint32_t>(*number);
  }

  void read_search(PlannerFile& file, const std::string& key, const toml::node& node) const {
    const auto text = node.value_exact<std::string>();
    if (text != "exact" && text != "enumerate") {
      stop(node, key, "there is no such way to search", "\"exact\" or \"enumerate\"");
    }
    file.search = text == "exact" ? planner::SearchMethod::exact : planner::SearchMethod::enumerate;
  }

  void read_settings(PlannerFile& file, const toml::table& table) const {
    for (const auto& [key, node] : in_file_order(table)) {
      set(planner::set_setting(file.settings, key, plain_text(key, *node)), "settings." + key,
          *node);
      note_place(file, key, *node);
    }
  }

  void read_trading(PlannerFile& file, const toml::table& table) const {
    for (const auto& [key, node] : in_file_order(table)) {
      set(planner::trading::set_trading_setting(file.trading, key, plain_text(key, *node)),
          "trading." + key, *node);
    }
  }

  void read_scores(PlannerFile& file, const toml::table& table) const {
    for (const auto& [key, node] : in_file_order(table)) {
      const std::string name = "scores." + key;
      if (key != "keep_days") stop(*node, name, "no such key", "keep_days");
      const auto days = node->value_exact<std::int64_t>();
      if (!days || *days < score_days_least || *days > score_days_most) {
        stop(*node, name, "this is no such number of days",
             fmt::format("{} to {}", score_days_least, score_days_most));
      }
      file.keep_score_days = static_cast<std::uint32_t>(*days);
    }
  }

  void set(const planner::Result<void>& done, const std::string& key,
           const toml::node& node) const {
    if (!done) stop(node, key, done.error().what, done.error().allowed);
  }

  std::string plain_text(const std::string& key, const toml::node& node) const {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
    if (const auto real = node.value_exact<double>()) return fmt::format("{}", *real);
    if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
    if (const toml::array* list = node.as_array()) return list_text(key, *list);
    stop(node, "settings." + key, "a setting is one plain value or a list of them",
         "a number, true, false, a text or a list");
  }

  std::string list_text(const std::string& key, const toml::array& list) const {
    std::string text;
    for (const toml::node& element : list) {
      const std::string part = element.is_array() ? "" : plain_text(key, element);
      if (part.empty() || part.find(',') != std::string::npos) {
        stop(element, "settings." + key, "this is no element of a list", "a number or a name");
      }
      text += (text.empty() ? "" : ",") + part;
    }
    return text.empty() ? "none" : text;
  }

  std::vector<planner::GroupMember> groups_of(const GroupKind& kind,
                                              const toml::table& table) const {
    std::vector<planner::GroupMember> out;
    std::set<std::string> seen;
    for (const auto& [group, node] : in_file_order(table)) {
      const std::string key = fmt::format("{}.{}", kind.groups, group);
      const toml::array* members = node->as_array();
      if (members == nullptr) {
        stop(*node, key, fmt::format("this must be a list of {}", kind.members), kind.example);
      }
      for (const toml::node& member : *members) {
        const auto name = member.value_exact<std::string>();
        if (!name || name->empty()) {
          stop(member, key, fmt::format("this is no {}", kind.member), "a text");
        }
        if (!seen.insert(*name).second) {
          stop(member, key, fmt::format("{} is already in a group", *name),
               fmt::format("each {} once", kind.member));
        }
        out.push_back({*name, group});
      }
    }
    return out;
  }

  std::vector<planner::GroupTarget> targets_of(const std::string& key,
                                               const toml::table& table) const {
    std::vector<planner::GroupTarget> out;
    for (const auto& [group, weight] : in_file_order(table)) {
      out.push_back({group, fraction(fmt::format("{}.{}", key, group), *weight)});
    }
    return out;
  }

  double fraction(const std::string& key, const toml::node& node) const {
    const auto value = node.value<double>();
    if (!value || !std::isfinite(*value) || *value < 0.0 || *value > 1.0) {
      stop(node, key, "this is no share", "a number from 0 to 1");
    }
    return *value;
  }

  void check_targets(const PlannerFile& file, const toml::table& table) const {
    check_group_targets(country_kind, file.country_groups, file.country_targets, table);
    check_group_targets(industry_kind, file.industry_groups, file.industry_targets, table);
    double weights = 0.0;
    for (const auto& target : file.target_weights) weights += target.weight;
    if (weights > 1.0 + sum_tolerance) {
      stop(*table.get("target_weights"), "target_weights",
           fmt::format("the weights sum to {:.6g}", weights), "weights that sum to at most 1");
    }
  }

  void check_group_targets(const GroupKind& kind, const std::vector<planner::GroupMember>& groups,
                           const std::vector<planner::GroupTarget>& targets,
                           const toml::table& table) const {
    if (targets.empty()) return;
    const toml::node& node = *table.get(kind.targets);
    double sum = 0.0;
    for (const auto& target : targets) {
      sum += target.weight;
      const bool found = target.group == planner::other_group ||
                         std::any_of(groups.begin(), groups.end(), [&](const auto& member) {
                           return member.group == target.group;
                         });
      if (!found) {
        stop(node, fmt::format("{}.{}", kind.targets, target.group),
             fmt::format("no {} belongs to this group", kind.member),
             fmt::format("a group of [{}], or OTHER", kind.groups));
      }
    }
    if (std::fabs(sum - 1.0) > sum_tolerance) {
      stop(node, kind.targets, fmt::format("the shares sum to {:.6g}", sum),
           "shares that sum to 1");
    }
  }

  std::string name_;
};

}  // namespace

planner::Result<PlannerFile> parse_planner_file(std::string_view text, std::string_view name) {
  return broker::read_toml(text, name,
                           [&](const toml::table& table) { return Reader(name).read(table); });
}

}  // namespace ballast::actors
