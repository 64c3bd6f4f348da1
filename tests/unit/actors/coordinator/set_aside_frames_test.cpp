#include "actors/coordinator/set_aside_frames.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/recording.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

struct SetAside : testing::Test {
  TemporaryDirectory directory;
  std::filesystem::path place = directory.path() / "set-aside";
  SetAsideFrames frames{place};
  messages::RunContext context{"plan-1/0-abc", "digest", "all of it"};
};

TEST_F(SetAside, KeepsTheContextAndTheBatchAsARecording) {
  const auto file = frames.keep(context, {7, 20, "work", "it broke three workers"});
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->filename(), "plan-1-0-abc-batch-7.frames");
  std::ostringstream text;
  text << std::ifstream(*file, std::ios::binary).rdbuf();
  const auto read = messages::read_recording(text.str(), "kept");
  ASSERT_TRUE(read) << planner::describe(read.error());
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(messages::decode<messages::RunContext>((*read)[0].body).value(), context);
  const auto batch = messages::decode<messages::Batch>((*read)[1].body).value();
  EXPECT_EQ(batch, (messages::Batch{"plan-1/0-abc", 7, 1, "work"}));
}

TEST_F(SetAside, KeepsSoManyAndNoMore) {
  for (std::uint64_t batch = 1; batch <= kept_frames_max + 5; ++batch) {
    ASSERT_TRUE(frames.keep(context, {batch, 1, "work", ""}));
  }
  const std::filesystem::directory_iterator files(place);
  EXPECT_EQ(std::distance(begin(files), end(files)), static_cast<std::ptrdiff_t>(kept_frames_max));
}

TEST_F(SetAside, SaysWhereItCannotBeWritten) {
  std::ofstream(place) << "no directory";
  const auto file = frames.keep(context, {7, 20, "work", ""});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().kind, planner::FailureKind::refused);
  EXPECT_NE(file.error().where.find("set-aside"), std::string::npos);
}

}  // namespace
}  // namespace ballast::actors
