#include "actors/log.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ballast::actors {
namespace {

using broker::Notice;

constexpr std::int64_t at_ns = 1'774'948'502'125'000'000;  // 2026-03-31T09:15:02.125Z

Notice notice() {
  return {Notice::Level::warning,
          "evaluator-1@home",
          "the lane \"a\" was lost",
          "plan-1",
          "message-1",
          "cause-1"};
}

TEST(Log, TextIsOneLineWithTheIdsBehindTheSentence) {
  EXPECT_EQ(log_text(notice(), at_ns),
            "2026-03-31T09:15:02.125Z warning evaluator-1@home: the lane \"a\" was lost "
            "[plan plan-1, message message-1, cause cause-1]");
  EXPECT_EQ(log_text({Notice::Level::info, "broker-1@home", "starts"}, at_ns),
            "2026-03-31T09:15:02.125Z info broker-1@home: starts");
}

TEST(Log, JsonNamesEveryIdThatThereIsAndNoOther) {
  const auto line = nlohmann::json::parse(log_json(notice(), at_ns));
  EXPECT_EQ(line, (nlohmann::json{{"time", "2026-03-31T09:15:02.125Z"},
                                  {"level", "warning"},
                                  {"actor", "evaluator-1@home"},
                                  {"sentence", "the lane \"a\" was lost"},
                                  {"plan", "plan-1"},
                                  {"message", "message-1"},
                                  {"cause", "cause-1"}}));
  const auto bare = nlohmann::json::parse(log_json({Notice::Level::error, "a", "b"}, at_ns));
  EXPECT_EQ(bare.size(), 4U);
}

TEST(Log, JsonStaysOneLineWhateverASentenceHolds) {
  const std::string line =
      log_json({Notice::Level::error, "a", "two\nlines, a zero \x01 and no UTF-8: \xff"}, at_ns);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(nlohmann::json::accept(line));
}

}  // namespace
}  // namespace ballast::actors
