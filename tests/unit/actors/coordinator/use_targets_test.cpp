// Which target weights a plan uses, and what it says of them.
#include "actors/coordinator/use_targets.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "actors/coordinator/known_inputs.hpp"
#include "messages/codec.hpp"
#include "messages/targets.hpp"
#include "tests/unit/planner/opportunities/worked_example.hpp"

namespace ballast::actors {
namespace {

messages::TargetsTold told_targets(const planner::PlanInputs& inputs) {
  messages::TargetsTold told;
  for (const planner::Security& security : inputs.securities) {
    told.report.as_of = std::max(told.report.as_of, security.quote->date);
    planner::TargetEntry entry;
    entry.security = security.id;
    entry.target = 0.1;
    told.report.entries.insert(told.report.entries.begin(), entry);
  }
  told.report.entries[0].target = 1e-18;
  planner::TargetEntry unknown;
  unknown.security.value = 4'711;
  unknown.target = 0.2;
  told.report.entries.push_back(unknown);
  return told;
}

TEST(UseTargets, TakesThoseOfKnownSecuritiesByRisingId) {
  planner::PlanInputs inputs = planner::example::inputs();
  const auto told = told_targets(inputs);
  const std::string note = use_targets(messages::encode(told), inputs).value();
  ASSERT_EQ(inputs.target_weights.size(), inputs.securities.size() - 1);
  EXPECT_EQ(inputs.target_weights.front().security, inputs.securities.front().id);
  EXPECT_EQ(inputs.target_weights.front().weight, 0.1);
  EXPECT_NE(note.find("by blend, fresh, of "), std::string::npos) << note;
}

TEST(UseTargets, SaysThatAPriceIsNewer) {
  planner::PlanInputs inputs = planner::example::inputs();
  auto told = told_targets(inputs);
  told.report.as_of -= std::chrono::days{1};
  const std::string note = use_targets(messages::encode(told), inputs).value();
  EXPECT_NE(note.find(", stale, of "), std::string::npos) << note;
}

TEST(UseTargets, WithoutThemInputsAreAsBefore) {
  messages::UniverseSnapshot universe;
  universe.securities = planner::example::inputs().securities;
  SnapshotBytes bytes{messages::encode(messages::PortfolioSnapshot{}), messages::encode(universe),
                      messages::encode(messages::TradeHistoryReport{})};
  const PlannerFile file;
  const planner::Date today = planner::example::inputs().as_of;
  const auto without = KnownInputs(file).of(bytes, {}, today).value();
  EXPECT_TRUE(without.note.empty());
  bytes.targets = messages::encode(told_targets(planner::example::inputs()));
  const auto with = KnownInputs(file).of(bytes, {}, today).value();
  EXPECT_NE(with.encoded->bytes, without.encoded->bytes);
  EXPECT_FALSE(with.note.empty());
}

}  // namespace
}  // namespace ballast::actors
