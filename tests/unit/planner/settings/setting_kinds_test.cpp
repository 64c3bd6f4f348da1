// Every kind of setting is listed, set and refused by the same machinery.
#include <gtest/gtest.h>

#include "planner/settings/setting_visitors.hpp"

namespace ballast::planner {

enum class Fruit : std::uint8_t { apple, pear, plum };

template <>
struct ChoiceNames<Fruit> {
  static constexpr std::array<std::string_view, 3> names = {"apple", "pear", "plum"};
};

namespace {

struct Basket {
  std::int64_t pieces = 3;
  double weight = 0.5;
  bool covered = false;
  Fruit first = Fruit::pear;
  ChoiceSet<Fruit> fruits = ChoiceSet<Fruit>::all();
  NumberList shifts = {-0.1, 0.0, 0.1};
  TextList owners;

  bool operator==(const Basket&) const = default;
};

void describe_basket(auto&& visit, auto& b) {
  visit("pieces", b.pieces, "pieces", -1, 10, "how many");
  visit("weight", b.weight, "kg", 0.0, 1.0, "how heavy");
  visit("covered", b.covered, "whether it has a lid");
  visit("first", b.first, "what is on top");
  visit("fruits", b.fruits, "what is in it");
  visit("shifts", b.shifts, "fraction", -0.9, 2.0, std::size_t{4}, "how prices move");
  visit("owners", b.owners, "names", std::size_t{2}, "whose it is");
}

std::vector<SettingEntry> listed(const Basket& basket) {
  std::vector<SettingEntry> entries;
  describe_basket(SettingLister{entries}, basket);
  return entries;
}

std::optional<Failure> set(Basket& basket, std::string_view name, std::string_view value) {
  SettingSetter setter(name, value);
  describe_basket(setter, basket);
  EXPECT_TRUE(setter.found()) << name;
  return setter.failure();
}

TEST(SettingKinds, AreListedWithValueAndWhatIsAllowed) {
  const auto entries = listed(Basket{});
  ASSERT_EQ(entries.size(), 7U);
  EXPECT_EQ(entries[2].value, "false");
  EXPECT_EQ(entries[3].value, "pear");
  EXPECT_EQ(entries[3].allowed, "apple, pear or plum");
  EXPECT_EQ(entries[4].value, "all");
  EXPECT_EQ(entries[4].allowed, "all, none, or some of: apple, pear, plum");
  EXPECT_EQ(entries[5].value, "-0.1,0,0.1");
  EXPECT_EQ(entries[5].allowed, "up to 4 different numbers, each -0.9 to 2");
  EXPECT_EQ(entries[6].value, "none");
  EXPECT_EQ(entries[6].allowed, "none, or up to 2 different ones");
}

TEST(SettingKinds, ReadWhatTheyWrite) {
  Basket basket;
  for (const auto& [name, value] :
       std::vector<std::pair<const char*, const char*>>{{"pieces", "-1"},
                                                        {"weight", "0.25"},
                                                        {"covered", "true"},
                                                        {"first", "plum"},
                                                        {"fruits", "apple,plum"},
                                                        {"shifts", "0.2,-0.5"},
                                                        {"owners", "Ann,Bo B"}}) {
    EXPECT_FALSE(set(basket, name, value)) << name;
  }
  EXPECT_EQ(
      basket,
      (Basket{
          -1, 0.25, true, Fruit::plum, {Fruit::apple, Fruit::plum}, {0.2, -0.5}, {"Ann", "Bo B"}}));
  Basket copy;
  for (const SettingEntry& entry : listed(basket)) {
    EXPECT_FALSE(set(copy, entry.name, entry.value)) << entry.name;
  }
  EXPECT_EQ(copy, basket);
}

TEST(SettingKinds, OfNamesKnowAllAndNone) {
  Basket basket;
  EXPECT_FALSE(set(basket, "fruits", "none"));
  EXPECT_TRUE(basket.fruits.empty());
  EXPECT_EQ(listed(basket)[4].value, "none");
  EXPECT_FALSE(set(basket, "fruits", "plum, pear"));
  EXPECT_TRUE(basket.fruits.has(Fruit::plum));
  EXPECT_FALSE(basket.fruits.has(Fruit::apple));
  EXPECT_EQ(listed(basket)[4].value, "pear,plum");
  EXPECT_FALSE(set(basket, "fruits", "all"));
  EXPECT_EQ(basket.fruits, ChoiceSet<Fruit>::all());
}

TEST(SettingKinds, RefuseEveryOtherTextAndStayAsTheyAre) {
  const std::vector<std::pair<const char*, std::vector<std::string>>> bad = {
      {"pieces", {"", "-2", "11", "2.5", "two", "1,2", "99999999999999999999"}},
      {"weight", {"", "-0.1", "1.1", "nan", "inf", "-inf", "half", "0.5x", "1e400"}},
      {"covered", {"", "yes", "1", "True"}},
      {"first", {"", "Pear", "kiwi", "pear,plum", "all"}},
      {"fruits", {"", "kiwi", "pear,pear", "pear,", ",", "all,pear", "none,pear"}},
      {"shifts", {"", "nan", "0.1,nan", "-1", "3", "0.1,0.1", "0,-0", "0.1,", "1,2,0,0.5,0.6"}},
      {"owners", {"", "Ann,Ann", "Ann,,Bo", "A,B,C", std::string(65, 'x')}},
  };
  for (const auto& [name, values] : bad) {
    for (const std::string& value : values) {
      Basket basket;
      const auto failure = set(basket, name, value);
      ASSERT_TRUE(failure) << name << " = " << value;
      EXPECT_EQ(failure->where, name);
      EXPECT_NE(failure->what.find("'" + value + "'"), std::string::npos) << failure->what;
      EXPECT_FALSE(failure->allowed.empty());
      EXPECT_EQ(basket, Basket{}) << name << " = " << value;
    }
  }
}

}  // namespace
}  // namespace ballast::planner
