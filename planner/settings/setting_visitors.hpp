// The visitors behind setting_table.hpp: whatever has a `describe` like the one in settings.hpp can
// be listed and set by name.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "planner/model/failure.hpp"
#include "planner/settings/nearest_name.hpp"
#include "planner/settings/setting_table.hpp"
#include "planner/settings/setting_values.hpp"

namespace ballast::planner {

/// What the text of one setting may be, for each kind of setting.
template <class Number>
[[nodiscard]] std::string allowed_range(Number lowest, Number highest) {
  return text_of(lowest) + " to " + text_of(highest);
}
[[nodiscard]] inline std::string allowed_numbers(double lowest, double highest, std::size_t most) {
  return "up to " + std::to_string(most) + " different numbers, each " +
         allowed_range(lowest, highest);
}
[[nodiscard]] inline std::string allowed_texts(std::size_t most) {
  return "none, or up to " + std::to_string(most) + " different ones";
}
template <class Value>
[[nodiscard]] std::string allowed_values() {
  if constexpr (std::is_same_v<Value, bool>) {
    return "true or false";
  } else if constexpr (NamedChoice<Value>) {
    return alternatives(ChoiceNames<Value>::names);
  } else {
    return []<class Choice>(const ChoiceSet<Choice>*) {
      return allowed_names(ChoiceNames<Choice>::names);
    }(static_cast<const Value*>(nullptr));
  }
}

class SettingLister {
 public:
  explicit SettingLister(std::vector<SettingEntry>& entries) : entries_(entries) {}

  template <class Number>
  void operator()(const char* name, const Number& field, const char* unit, auto lowest,
                  auto highest, const char* meaning) {
    add(name, field, unit, meaning,
        allowed_range(static_cast<Number>(lowest), static_cast<Number>(highest)));
  }
  void operator()(const char* name, const NumberList& field, const char* unit, double lowest,
                  double highest, std::size_t most, const char* meaning) {
    add(name, field, unit, meaning, allowed_numbers(lowest, highest, most));
  }
  void operator()(const char* name, const TextList& field, const char* unit, std::size_t most,
                  const char* meaning) {
    add(name, field, unit, meaning, allowed_texts(most));
  }
  template <class Value>
  void operator()(const char* name, const Value& field, const char* meaning) {
    add(name, field, "", meaning, allowed_values<Value>());
  }

 private:
  void add(const char* name, const auto& field, const char* unit, const char* meaning,
           std::string allowed) {
    entries_.push_back({name, meaning, unit, text_of(field), std::move(allowed)});
  }

  std::vector<SettingEntry>& entries_;
};

/// Sets the one that has the name; what it is not given in the right form it leaves alone.
class SettingSetter {
 public:
  SettingSetter(std::string_view name, std::string_view value) : name_(name), value_(value) {}

  template <class Number>
  void operator()(const char* name, Number& field, const char* /*unit*/, auto lowest, auto highest,
                  const char* /*meaning*/) {
    if (name_ != name) return;
    const auto low = static_cast<Number>(lowest);
    const auto high = static_cast<Number>(highest);
    take(parse_number(value_, low, high), field, allowed_range(low, high));
  }
  void operator()(const char* name, NumberList& field, const char* /*unit*/, double lowest,
                  double highest, std::size_t most, const char* /*meaning*/) {
    if (name_ != name) return;
    take(parse_numbers(value_, lowest, highest, most), field,
         allowed_numbers(lowest, highest, most));
  }
  void operator()(const char* name, TextList& field, const char* /*unit*/, std::size_t most,
                  const char* /*meaning*/) {
    if (name_ != name) return;
    take(parse_texts(value_, most), field, allowed_texts(most));
  }
  template <class Value>
  void operator()(const char* name, Value& field, const char* /*meaning*/) {
    if (name_ == name) take(parsed(field), field, allowed_values<Value>());
  }

  [[nodiscard]] bool found() const { return found_; }
  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

 private:
  [[nodiscard]] std::optional<bool> parsed(bool /*kind*/) const { return parse_switch(value_); }
  template <NamedChoice Value>
  [[nodiscard]] std::optional<Value> parsed(Value /*kind*/) const {
    const auto place = parse_name(value_, ChoiceNames<Value>::names);
    if (!place) return std::nullopt;
    return static_cast<Value>(*place);
  }
  template <class Value>
  [[nodiscard]] std::optional<ChoiceSet<Value>> parsed(const ChoiceSet<Value>& /*kind*/) const {
    return parse_set<Value>(value_);
  }

  template <class Value>
  void take(std::optional<Value> value, Value& field, std::string allowed) {
    found_ = true;
    if (value) {
      field = std::move(*value);
    } else {
      failure_ = Failure{FailureKind::invalid,
                         "'" + std::string(value_) + "' is no value for this setting",
                         std::string(name_), std::move(allowed)};
    }
  }

  std::string_view name_;
  std::string_view value_;
  bool found_ = false;
  std::optional<Failure> failure_;
};

/// Sets the one of `name` among what `describe` shows a visitor; `known` are all of them. An
/// unknown name gets the sentence `unknown` and the nearest one.
[[nodiscard]] Result<void> set_by_name(std::string_view name, std::string_view value,
                                       std::string_view unknown,
                                       const std::vector<SettingEntry>& known, auto describe) {
  SettingSetter setter(name, value);
  describe(setter);
  if (setter.failure()) return tl::unexpected(*setter.failure());
  if (setter.found()) return {};
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const SettingEntry& entry : known) names.push_back(entry.name);
  const std::string nearest = nearest_name(name, names);
  return tl::unexpected(Failure{FailureKind::invalid, std::string(unknown), std::string(name),
                                nearest.empty() ? "" : "did you mean " + nearest + "?"});
}

}  // namespace ballast::planner
