// Gaps of industries: which are filled, in which order, and how a security with several counts.
#include <gtest/gtest.h>

#include "planner/patterns/patterns.hpp"
#include "tests/unit/planner/patterns/hand_made_lists.hpp"

namespace ballast::planner {
namespace {

using test::HandMadeLists;
constexpr auto rebalance_buys = Category::rebalance_buys;
constexpr auto opportunity_buys = Category::opportunity_buys;

/// 1,000 in all: A and B held for 100 and 550, the rest cash. TECH is 40 points short of its
/// target, FOOD 20, MONEY 25 over; mines belong to no group.
HandMadeLists three_industries() {
  HandMadeLists lists;
  lists.add(rebalance_buys, 'A', 300).add(rebalance_buys, 'B', 100);
  lists.add(opportunity_buys, 'C', 200).add(opportunity_buys, 'D', 50);
  lists.add(opportunity_buys, 'E', 10);
  const std::vector<std::vector<std::string>> industries{
      {"Software"}, {"Banks"}, {"Software", "Banks"}, {"Mines"}, {"Chips"}};
  for (std::size_t i = 0; i < industries.size(); ++i) {
    lists.inputs.securities[i].industries = industries[i];
  }
  lists.inputs.industry_groups = {
      {"Software", "TECH"}, {"Chips", "TECH"}, {"Banks", "MONEY"}, {"Farms", "FOOD"}};
  lists.inputs.industry_targets = {{"MONEY", 0.3}, {"FOOD", 0.2}, {"TECH", 0.5}};
  lists.inputs.positions = {{{'A'}, 10, 10, {}}, {{'B'}, 55, 10, {}}};
  lists.inputs.cash = {{"EUR", 350}};
  return lists;
}

struct GapCase {
  const char* what;
  double cash;
  std::size_t steps;
  const char* made;
};

TEST(FillIndustryGaps, BuysWhatBelongsToTheGroupsThatFallShort) {
  for (const GapCase& one : {
           GapCase{"software and chips are TECH, banks are over", 1'000, 5, "+A+C+E"},
           GapCase{"no more than there are steps", 1'000, 2, "+A+C"},
           GapCase{"past what cash does not suffice for", 260, 5, "+C+E"},
           GapCase{"nothing without cash", 0, 5, ""},
       }) {
    EXPECT_EQ(three_industries().made_by(fill_gaps, one.cash, one.steps), one.made) << one.what;
  }
}

TEST(FillIndustryGaps, FillsTheWidestFirst) {
  HandMadeLists lists = three_industries();
  lists.inputs.industry_groups.push_back({"Mines", "ORE"});
  lists.inputs.industry_targets = {{"MONEY", 0.1}, {"FOOD", 0.1}, {"TECH", 0.2}, {"ORE", 0.6}};
  EXPECT_EQ(lists.made_by(fill_gaps, 1'000, 5), "+D+A+C+E");
}

TEST(FillIndustryGaps, LeavesTheFourthWidestOpen) {
  HandMadeLists lists = three_industries();
  lists.inputs.securities[4].industries = {"Ships"};
  lists.inputs.industry_groups.push_back({"Mines", "ORE"});
  lists.inputs.industry_groups.push_back({"Ships", "SEA"});
  lists.inputs.industry_targets = {
      {"FOOD", 0.2}, {"TECH", 0.35}, {"ORE", 0.3}, {"SEA", 0.15}, {"MONEY", 0.0}};
  EXPECT_EQ(lists.made_by(fill_gaps, 1'000, 5), "+D+A+C") << "ORE, TECH, FOOD; not SEA";
}

struct ShareCase {
  double tech;
  double money;
  const char* made;
};

TEST(FillIndustryGaps, GiveEachIndustryOfASecurityAnEqualShareOfIt) {
  for (const ShareCase& one : {
           ShareCase{0.205, 0.205, ""},  // half a point is no gap
           ShareCase{0.205, 0.22, "+B+C"},
           ShareCase{0.22, 0.205, "+A+C+E"},
       }) {
    HandMadeLists lists = three_industries();
    lists.inputs.positions = {{{'C'}, 40, 10, {}}};  // 400 of 1,000: 20 points of each
    lists.inputs.cash = {{"EUR", 600}};
    lists.inputs.industry_targets = {{"TECH", one.tech}, {"MONEY", one.money}};
    EXPECT_EQ(lists.made_by(fill_gaps, 1'000, 5), one.made) << one.tech << " " << one.money;
  }
}

TEST(FillIndustryGaps, ComeBehindTheGapsOfCountries) {
  HandMadeLists lists = three_industries();
  lists.inputs.securities[3].country = "Chile";
  lists.inputs.country_groups = {{"Chile", "SOUTH"}};
  lists.inputs.country_targets = {{"SOUTH", 1.0}};
  EXPECT_EQ(lists.made_by(fill_gaps, 1'000, 5), "+D,+A+C+E");
}

TEST(FillIndustryGaps, AreNoneWithoutTargetsOrIndustries) {
  HandMadeLists no_targets = three_industries();
  no_targets.inputs.industry_targets.clear();
  EXPECT_EQ(no_targets.made_by(fill_gaps, 1'000, 5), "");
  HandMadeLists no_industries = three_industries();
  for (Security& one : no_industries.inputs.securities) one.industries.clear();
  EXPECT_EQ(no_industries.made_by(fill_gaps, 1'000, 5), "");
}

}  // namespace
}  // namespace ballast::planner
