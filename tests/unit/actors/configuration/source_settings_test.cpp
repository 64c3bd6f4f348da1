#include "actors/configuration/source_settings.hpp"

#include <gtest/gtest.h>

#include "actors/configuration/planner_file.hpp"

namespace ballast::actors {
namespace {

std::string refusal_of_sources(const std::string& text) {
  const auto file = parse_planner_file(text, "planner.toml");
  EXPECT_FALSE(file) << text;
  return file ? "" : planner::describe(file.error());
}

TEST(SourceSettingsTest, NothingIsFetchedUnlessTheFileSaysSo) {
  EXPECT_FALSE(parse_planner_file("", "planner.toml")->sources.any());
  const auto file = parse_planner_file("[sources.ecb]\n", "planner.toml");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->sources.any());
  EXPECT_EQ(file->sources.ecb->url, "https://www.ecb.europa.eu/stats/eurofxref");
  EXPECT_EQ(file->sources.sync_every, std::chrono::minutes(60));
  EXPECT_FALSE(file->sources.alpaca);
}

TEST(SourceSettingsTest, ReadsEveryKey) {
  const auto file = parse_planner_file(
      "[sources]\nsync_every_minutes = 0\nstale_after_hours = 12\nhistory_years = 5\n"
      "[sources.alpaca]\nurl = \"http://127.0.0.1:80/\"\nkey_file = \"k\"\nfeed = \"sip\"\n"
      "requests_per_minute = 100\n[sources.binance]\n[sources.folder]\npath = \"/p\"\n",
      "planner.toml");
  ASSERT_TRUE(file) << planner::describe(file.error());
  EXPECT_EQ(file->sources.sync_every.count(), 0);
  EXPECT_EQ(file->sources.stale_after, std::chrono::hours(12));
  EXPECT_EQ(file->sources.history_years, 5);
  const AlpacaDataSettings alpaca{"http://127.0.0.1:80", "k", "sip", 100};
  EXPECT_EQ(file->sources.alpaca, alpaca);
  EXPECT_EQ(file->sources.folder->path, "/p");
}

TEST(SourceSettingsTest, SaysWhatIsWrongWhereAndWhatIsAllowed) {
  EXPECT_EQ(refusal_of_sources("[sources]\nsync_every_minutes = 1441\n"),
            "planner.toml:2:22: sources.sync_every_minutes: 1441 is out of range (allowed: 0 to "
            "1440)");
  EXPECT_NE(
      refusal_of_sources("[sources]\nhistory_years = 30\n").find("keep_years: what is fetched"),
      std::string::npos);
  EXPECT_NE(refusal_of_sources("[sources]\nhistory_year = 1\n").find("history_years"),
            std::string::npos);
  for (const char* url : {"http://example.com", "ftp://a", "https://key@a", "https://a?b"}) {
    const std::string text = std::string("[sources.ecb]\nurl = \"") + url + "\"\n";
    EXPECT_NE(refusal_of_sources(text).find("sources.ecb.url: this address cannot be asked"),
              std::string::npos);
  }
  EXPECT_NE(refusal_of_sources("[sources.alpaca]\n").find("key_file: this is missing"),
            std::string::npos);
  EXPECT_NE(refusal_of_sources("[sources.folder]\n").find("path: this is missing"),
            std::string::npos);
  EXPECT_NE(refusal_of_sources("[sources.alpaca]\nkey_file = \"k\"\nfeed = \"a&b\"\n").find("iex"),
            std::string::npos);
}

}  // namespace
}  // namespace ballast::actors
