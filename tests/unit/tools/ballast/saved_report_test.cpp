#include "tools/ballast/saved_report.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "messages/hashes.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tools/ballast/replay_plan.hpp"

namespace ballast::tools {
namespace {

/// A plan over empty books: nothing to do, but a decision with all its hashes.
messages::PlanReport planned_over_empty_books() {
  messages::PlanReport report;
  report.plan_id = "0192f0c1-0000-7000-8000-00000000abcd";
  report.state = messages::PlanState::completed;
  report.request.emplace();
  report.inputs.emplace();
  report.inputs->base_currency = "EUR";
  report.inputs->as_of = *planner::parse_date("2026-01-31");
  auto decision = decide_again(*report.request, *report.inputs);
  EXPECT_TRUE(decision) << planner::describe(decision.error());
  if (decision) report.decision = *decision;
  if (decision) report.decision_hash = messages::decision_hash(*decision);
  return report;
}

TEST(SavedReport, ComesBackWhole) {
  const actors::TemporaryDirectory directory;
  const std::string path = (directory.path() / "plan.json").string();
  const messages::PlanReport report = planned_over_empty_books();
  ASSERT_TRUE(save_report(report, path));
  const auto read = load_report(path);
  ASSERT_TRUE(read) << planner::describe(read.error());
  EXPECT_EQ(*read, report);
}

TEST(SavedReport, ThatCannotBeWrittenLeavesTheOldFileAndNothingElse) {
  const actors::TemporaryDirectory directory;
  const auto blocked = directory.path() / "plan.json";
  std::filesystem::create_directory(blocked);  // a file cannot take the place of a directory
  const auto saved = save_report(planned_over_empty_books(), blocked.string());
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().where, blocked.string());
  EXPECT_TRUE(std::filesystem::is_directory(blocked));
  EXPECT_FALSE(std::filesystem::exists(blocked.string() + ".part"));
  EXPECT_FALSE(
      save_report(planned_over_empty_books(), (directory.path() / "no" / "plan.json").string()));
}

TEST(SavedReport, NamesItsFileWhenItIsNone) {
  const actors::TemporaryDirectory directory;
  const std::string path = (directory.path() / "plan.json").string();
  for (const char* text : {"", "{", "[]", "{\"plan_id\": 7}"}) {
    std::ofstream(path) << text;
    const auto read = load_report(path);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().where.rfind(path, 0), 0U) << planner::describe(read.error());
  }
}

}  // namespace
}  // namespace ballast::tools
