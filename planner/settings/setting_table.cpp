#include "planner/settings/setting_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

namespace ballast::planner {
namespace {

constexpr std::array<std::string_view, 3> profile_names = {"balanced", "conservative",
                                                           "aggressive"};

std::string text_of(std::int64_t value) {
  return std::to_string(value);
}

std::string text_of(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string range_text(auto lowest, auto highest) {
  return text_of(lowest) + " to " + text_of(highest);
}

bool in_range(auto value, auto lowest, auto highest) {
  return value >= lowest && value <= highest;
}
bool in_range(double value, double lowest, double highest) {
  return std::isfinite(value) && value >= lowest && value <= highest;
}

Failure bad_value(std::string_view name, std::string_view value, std::string allowed) {
  return {FailureKind::invalid, "'" + std::string(value) + "' is no value for this setting",
          std::string(name), std::move(allowed)};
}

class Lister {
 public:
  explicit Lister(std::vector<SettingEntry>& entries) : entries_(entries) {}

  template <class Number>
  void operator()(const char* name, const Number& field, const char* unit, auto lowest,
                  auto highest, const char* meaning) {
    entries_.push_back({name, meaning, unit, text_of(field),
                        range_text(static_cast<Number>(lowest), static_cast<Number>(highest))});
  }
  void operator()(const char* name, const bool& field, const char* meaning) {
    entries_.push_back({name, meaning, "", field ? "true" : "false", "true or false"});
  }
  void operator()(const char* name, const RiskProfile& field, const char* meaning) {
    entries_.push_back(
        {name, meaning, "", std::string(name_of(field)), "balanced, conservative or aggressive"});
  }

 private:
  std::vector<SettingEntry>& entries_;
};

class Setter {
 public:
  Setter(std::string_view name, std::string_view value) : name_(name), value_(value) {}

  template <class Number>
  void operator()(const char* name, Number& field, const char* /*unit*/, auto lowest, auto highest,
                  const char* /*meaning*/) {
    if (name_ != name) return;
    found_ = true;
    const auto low = static_cast<Number>(lowest);
    const auto high = static_cast<Number>(highest);
    const auto number = parse_number<Number>(value_);
    if (number && in_range(*number, low, high)) {
      field = *number;
    } else {
      failure_ = bad_value(name_, value_, range_text(low, high));
    }
  }
  void operator()(const char* name, bool& field, const char* /*meaning*/) {
    if (name_ != name) return;
    found_ = true;
    if (value_ == "true" || value_ == "false") {
      field = value_ == "true";
    } else {
      failure_ = bad_value(name_, value_, "true or false");
    }
  }
  void operator()(const char* name, RiskProfile& field, const char* /*meaning*/) {
    if (name_ != name) return;
    found_ = true;
    const auto* const at = std::find(profile_names.begin(), profile_names.end(), value_);
    if (at != profile_names.end()) {
      field = static_cast<RiskProfile>(at - profile_names.begin());
    } else {
      failure_ = bad_value(name_, value_, "balanced, conservative or aggressive");
    }
  }

  [[nodiscard]] bool found() const { return found_; }
  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

 private:
  std::string_view name_;
  std::string_view value_;
  bool found_ = false;
  std::optional<Failure> failure_;
};

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

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view name_of(RiskProfile profile) {
  return profile_names.at(static_cast<std::size_t>(profile));
}

std::vector<SettingEntry> list_settings(const Settings& settings) {
  std::vector<SettingEntry> entries;
  describe(Lister{entries}, settings);
  return entries;
}

Result<void> set_setting(Settings& settings, std::string_view name, std::string_view value) {
  Setter setter(name, value);
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

std::string nearest_name(std::string_view name, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = name.size() / 3 + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance <= best_distance && (best.empty() || distance < best_distance)) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace ballast::planner
