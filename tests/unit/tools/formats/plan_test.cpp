// Requests, plans and recordings of the page are what the programs read and write.
#include <gtest/gtest.h>

#include "messages/hashes.hpp"
#include "messages/json.hpp"
#include "messages/plan_report.hpp"
#include "messages/recording.hpp"
#include "messages/request_file.hpp"
#include "tests/unit/tools/formats/documented_formats.hpp"
#include "tools/ballast/display_recording.hpp"

namespace ballast::tools {
namespace {

messages::PlanReport documented_plan() {
  const auto json = messages::parse_json(example("plan.json"));
  EXPECT_TRUE(json);
  const auto report = messages::from_json<messages::PlanReport>(*json, "plan.json");
  EXPECT_TRUE(report) << (report ? "" : planner::describe(report.error()));
  return report.value_or(messages::PlanReport{});
}

TEST(DocumentedRequest, IsReadWithEveryField) {
  const auto request = messages::read_request_file(example("request.json"));
  ASSERT_TRUE(request) << planner::describe(request.error());
  EXPECT_EQ(request->settings.size(), 2U);
  EXPECT_EQ(request->seed, 7U);
  EXPECT_EQ(request->exclude, std::vector<std::string>{"BETA"});
  EXPECT_EQ(request->cash, planner::Money::from_units(2500.5));
  EXPECT_EQ(request->planning_date, "2026-01-06");
}

TEST(DocumentedIdeas, AreReadAsTrades) {
  const auto request = messages::read_request_file(example("ideas.json"));
  ASSERT_TRUE(request) << planner::describe(request.error());
  ASSERT_EQ(request->ideas.size(), 2U);
  EXPECT_EQ(request->ideas[0][0].symbol, "ALPHA");
}

TEST(DocumentedPlan, HasTheHashThatItTells) {
  const messages::PlanReport report = documented_plan();
  ASSERT_TRUE(report.decision);
  EXPECT_EQ(messages::decision_hash(*report.decision), report.decision_hash);
}

TEST(DocumentedPlan, IsWrittenAsItStands) {
  EXPECT_EQ(messages::to_json(documented_plan()).dump(2) + "\n", example("plan.json"));
}

TEST(DocumentedRecording, IsReadAsAFrame) {
  const auto frames = messages::read_recording(example("recording.jsonl"), "recording.jsonl");
  ASSERT_TRUE(frames) << planner::describe(frames.error());
  ASSERT_EQ(frames->size(), 1U);
  EXPECT_EQ(frames->front().header.type, "UniverseUpdated");
  EXPECT_EQ(messages::recorded_line(frames->front()) + "\n", example("recording.jsonl"));
}

TEST(DocumentedLights, AreReadAsAPicture) {
  const auto pictures = read_pictures(example("display.jsonl"), "display.jsonl");
  ASSERT_TRUE(pictures) << planner::describe(pictures.error());
  ASSERT_EQ(pictures->size(), 1U);
  EXPECT_EQ(recorded_line(pictures->front()) + "\n", example("display.jsonl"));
}

}  // namespace
}  // namespace ballast::tools
