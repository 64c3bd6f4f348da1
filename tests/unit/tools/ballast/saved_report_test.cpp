#include "tools/ballast/saved_report.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/tools/ballast/planned_over_empty_books.hpp"

namespace ballast::tools {
namespace {

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
