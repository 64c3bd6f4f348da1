#include "tools/ballast/sweep_grid.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "planner/settings/setting_table.hpp"
#include "tools/ballast/setting_flags.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

Failure refuse(std::string what, std::string allowed) {
  return {FailureKind::invalid, std::move(what), "--set", std::move(allowed)};
}

std::optional<Failure> find_fault(const std::string& key, const std::string& value) {
  planner::Settings scratch;
  const auto set = planner::set_setting(scratch, key, value);
  if (set) return std::nullopt;
  return set.error();
}

std::vector<std::string> parts(const std::string& text, char mark) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == mark) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

/// A text that is a value as it stands is one value: that of a list.
std::vector<std::string> values_of(const std::string& key, const std::string& text) {
  if (text.find(';') != std::string::npos) return parts(text, ';');
  if (!find_fault(key, text)) return {text};
  return parts(text, ',');
}

Result<SweepAxis> read_axis(const std::string& word) {
  const auto setting = split_setting(word);
  if (!setting) return tl::unexpected(setting.error());
  SweepAxis axis{setting->key, values_of(setting->key, setting->value)};
  std::set<std::string> seen;
  for (const std::string& value : axis.values) {
    if (auto fault = find_fault(axis.setting, value)) return tl::unexpected(std::move(*fault));
    if (seen.insert(value).second) continue;
    return tl::unexpected(
        refuse("'" + value + "' is given twice to " + axis.setting, "each value once"));
  }
  return axis;
}

}  // namespace

Result<SweepGrid> read_grid(const std::vector<std::string>& words) {
  SweepGrid grid;
  std::set<std::string> seen;
  std::size_t count = 1;
  for (const std::string& word : words) {
    auto axis = read_axis(word);
    if (!axis) return tl::unexpected(axis.error());
    if (!seen.insert(axis->setting).second) {
      return tl::unexpected(refuse(axis->setting + " is given twice", "each setting once"));
    }
    if (axis->values.size() == 1) {
      grid.others.push_back(word);
      continue;
    }
    count *= std::min(axis->values.size(), sweep_plans_max + 1);
    if (count > sweep_plans_max) {
      return tl::unexpected(
          refuse("these are too many combinations", "at most " + std::to_string(sweep_plans_max)));
    }
    grid.axes.push_back(std::move(*axis));
  }
  if (!grid.axes.empty()) return grid;
  return tl::unexpected(
      refuse("nothing varies", "a setting with several values, such as max_plan_depth=3,5,7"));
}

std::vector<std::vector<std::string>> combinations(const SweepGrid& grid) {
  std::vector<std::vector<std::string>> all{grid.others};
  for (const SweepAxis& axis : grid.axes) {
    std::vector<std::vector<std::string>> longer;
    for (const auto& words : all) {
      for (const std::string& value : axis.values) {
        longer.push_back(words);
        longer.back().push_back(axis.setting + "=" + value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace ballast::tools
