// Every setting, whatever its kind, refuses what it cannot be with its name, the value, the range.
#include <gtest/gtest.h>

#include <map>

#include "planner/settings/setting_table.hpp"
#include "planner/settings/setting_values.hpp"

namespace ballast::planner {
namespace {

using Texts = std::vector<std::string>;

/// What each setting must refuse, made from the same table that it is made from.
class BadValues {
 public:
  explicit BadValues(std::map<std::string, Texts>& bad) : bad_(bad) {}

  void operator()(const char* name, const std::int64_t& field, const char* unit, auto lowest,
                  auto highest, const char* meaning) {
    add_number(name, static_cast<double>(field), unit, lowest, highest, meaning);
    bad_[name].push_back(text_of(static_cast<double>(lowest) + 0.5));
    bad_[name].push_back("99999999999999999999");
  }
  void operator()(const char* name, const double& field, const char* unit, auto lowest,
                  auto highest, const char* meaning) {
    add_number(name, field, unit, lowest, highest, meaning);
    bad_[name].push_back("1e400");
  }
  void operator()(const char* name, const bool& /*field*/, const char* /*meaning*/) {
    bad_[name] = {"", "1", "yes", "TRUE", "nan", "true,false"};
  }
  template <NamedChoice Value>
  void operator()(const char* name, const Value& /*field*/, const char* /*meaning*/) {
    const std::string first(ChoiceNames<Value>::names.front());
    bad_[name] = {"", "nan", "no such name", "0", first + "x", first + "," + first};
  }
  template <class Value>
  void operator()(const char* name, const ChoiceSet<Value>& /*field*/, const char* /*meaning*/) {
    const std::string first(ChoiceNames<Value>::names.front());
    bad_[name] = {"", "nan", "no such name", first + "," + first, first + ",", "all," + first};
  }
  void operator()(const char* name, const NumberList& /*field*/, const char* /*unit*/,
                  double lowest, double highest, std::size_t most, const char* /*meaning*/) {
    std::string too_many;
    for (std::size_t i = 0; i <= most; ++i) {
      const double share = static_cast<double>(i) / static_cast<double>(most);
      too_many += (i > 0 ? "," : "") + text_of(lowest + share * (highest - lowest));
    }
    const std::string low = text_of(lowest);
    bad_[name] = {"",
                  "nan",
                  "inf",
                  "text",
                  text_of(lowest - 1.0),
                  text_of(highest + 1.0),
                  low + "," + low,
                  low + ",",
                  too_many};
  }
  void operator()(const char* name, const TextList& /*field*/, const char* /*unit*/,
                  std::size_t most, const char* /*meaning*/) {
    std::string too_many;
    for (std::size_t i = 0; i <= most; ++i) too_many += (i > 0 ? ",t" : "t") + std::to_string(i);
    bad_[name] = {"", "A,A", "A,", too_many, std::string(max_listed_text + 1, 'x')};
  }

 private:
  void add_number(const char* name, double /*field*/, const char* /*unit*/, auto lowest,
                  auto highest, const char* /*meaning*/) {
    const auto low = static_cast<double>(lowest);
    const auto high = static_cast<double>(highest);
    bad_[name] = {
        "", "text", "nan", "inf", "-inf", "0x1", "1 ", text_of(low - 1.0), text_of(high + 1.0)};
  }

  std::map<std::string, Texts>& bad_;
};

TEST(EverySetting, RefusesWhatItCannotBeWithNameValueAndRange) {
  std::map<std::string, Texts> bad;
  const Settings defaults;
  describe(BadValues{bad}, defaults);
  const auto entries = list_settings(defaults);
  ASSERT_EQ(bad.size(), entries.size());
  for (const SettingEntry& entry : entries) {
    for (const std::string& text : bad.at(entry.name)) {
      Settings settings;
      const auto set = set_setting(settings, entry.name, text);
      ASSERT_FALSE(set) << entry.name << " took '" << text << "'";
      EXPECT_EQ(describe(set.error()),
                entry.name + ": '" + text +
                    "' is no value for this setting (allowed: " + entry.allowed + ")");
      EXPECT_EQ(settings, Settings{}) << entry.name;
    }
  }
}

TEST(EverySetting, TakesWhatItIsListedWith) {
  for (const SettingEntry& entry : list_settings(Settings{})) {
    Settings settings;
    EXPECT_TRUE(set_setting(settings, entry.name, entry.value)) << entry.name;
    EXPECT_EQ(settings, Settings{}) << entry.name;
  }
}

}  // namespace
}  // namespace ballast::planner
