// Every setting is a lever, made from the table of settings, but for those that decide nothing.
#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "planner/settings/setting_table.hpp"
#include "planner/settings/setting_values.hpp"
#include "planner/why/lever.hpp"

namespace ballast::planner {
namespace {

/// They change what is told, not what is traded.
constexpr std::array<std::string_view, 2> without_effect = {"beam_width", "max_price_age_days"};

/// Steps of a thousandth, or as much larger ones as leave a range two hundred of them.
std::int64_t steps_per_unit(double lowest, double highest) {
  std::int64_t per_unit = 1000;
  while (per_unit > 1 && (highest - lowest) * static_cast<double>(per_unit) > 200.0) per_unit /= 10;
  return per_unit;
}

void set_by_name(WhyCase& at, const std::string& name, const std::string& value) {
  if (!set_setting(at.request.settings, name, value)) {
    throw std::logic_error("a lever set " + name + " to " + value + ", which it refuses");
  }
}

class LeverMaker {
 public:
  explicit LeverMaker(std::vector<Lever>& levers) : levers_(levers) {}

  void operator()(const char* name, const std::int64_t& field, const char* unit, auto lowest,
                  auto highest, const char* /*meaning*/) {
    add_number(name, static_cast<double>(field), text_of(field), unit, static_cast<double>(lowest),
               static_cast<double>(highest), 1);
  }
  void operator()(const char* name, const double& field, const char* unit, auto lowest,
                  auto highest, const char* /*meaning*/) {
    const auto low = static_cast<double>(lowest);
    const auto high = static_cast<double>(highest);
    add_number(name, field, text_of(field), unit, low, high, steps_per_unit(low, high));
  }
  void operator()(const char* name, const bool& field, const char* /*meaning*/) {
    add_others(name, text_of(field), {text_of(!field)});
  }
  template <NamedChoice Value>
  void operator()(const char* name, const Value& field, const char* /*meaning*/) {
    std::vector<std::string> others;
    for (const std::string_view one : ChoiceNames<Value>::names) {
      if (one != choice_name(field)) others.emplace_back(one);
    }
    add_others(name, text_of(field), std::move(others));
  }
  template <class Value>
  void operator()(const char* name, const ChoiceSet<Value>& field, const char* /*meaning*/) {
    std::vector<std::string> others;
    for (std::size_t i = 0; i < field.size; ++i) {
      ChoiceSet<Value> other = field;
      const auto one = static_cast<Value>(i);
      field.has(one) ? other.remove(one) : other.add(one);
      others.push_back(text_of(other));
    }
    add_others(name, text_of(field), std::move(others));
  }
  // Lists have no nearest other value.
  void operator()(const char* /*name*/, const NumberList& /*field*/, const char* /*unit*/,
                  double /*lowest*/, double /*highest*/, std::size_t /*most*/,
                  const char* /*meaning*/) {}
  void operator()(const char* /*name*/, const TextList& /*field*/, const char* /*unit*/,
                  std::size_t /*most*/, const char* /*meaning*/) {}

 private:
  static bool decides(std::string_view name) {
    return std::find(without_effect.begin(), without_effect.end(), name) == without_effect.end();
  }

  void add_number(const std::string& name, double from, std::string from_text, std::string unit,
                  double lowest, double highest, std::int64_t per_unit) {
    if (!decides(name)) return;
    levers_.push_back({.what = name,
                       .unit = std::move(unit),
                       .from = std::move(from_text),
                       .is_setting = true,
                       .grid = grid_within(from, lowest, highest, per_unit),
                       .set_number =
                           [name, per_unit](WhyCase& at, double value) {
                             set_by_name(at, name,
                                         per_unit == 1 ? text_of(static_cast<std::int64_t>(value))
                                                       : text_of(value));
                           },
                       .number_text = [](double value) { return text_of(value); },
                       .others = {},
                       .set_text = {}});
  }

  void add_others(const std::string& name, std::string from, std::vector<std::string> others) {
    if (!decides(name)) return;
    levers_.push_back({.what = name,
                       .unit = {},
                       .from = std::move(from),
                       .is_setting = true,
                       .grid = {},
                       .set_number = {},
                       .number_text = {},
                       .others = std::move(others),
                       .set_text = [name](WhyCase& at, const std::string& value) {
                         set_by_name(at, name, value);
                       }});
  }

  std::vector<Lever>& levers_;
};

}  // namespace

std::vector<Lever> setting_levers_of(const WhyCase& at) {
  std::vector<Lever> levers;
  describe(LeverMaker{levers}, at.request.settings);
  return levers;
}

}  // namespace ballast::planner
