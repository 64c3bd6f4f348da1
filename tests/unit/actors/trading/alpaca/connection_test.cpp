#include "actors/trading/alpaca/connection.hpp"

#include <sys/stat.h>

#include <fstream>

#include <gtest/gtest.h>

#include "actors/trading/alpaca/brokerage_file.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors::alpaca {
namespace {

constexpr const char* live_address = "https://api.alpaca.markets";

class AlpacaConnection : public ::testing::Test {
 protected:
  ConnectionSettings settings(const std::string& url, bool live_keys = false,
                              mode_t mode = 0600) const {
    const auto file = directory_.path() / "alpaca.key";
    std::ofstream(file) << "key_id = \"ID\"\nsecret = \"HUSH\"\nlive = "
                        << (live_keys ? "true" : "false") << "\n";
    ::chmod(file.c_str(), mode);
    return {url, file, false, ""};
  }

  TemporaryDirectory directory_;
};

TEST_F(AlpacaConnection, PaperAndLoopbackCostNothing) {
  for (const char* url :
       {paper_address, "http://127.0.0.1:10001", "https://127.0.0.1:1/", "http://[::1]:9"}) {
    const auto connection = connect_to(settings(url));
    ASSERT_TRUE(connection) << describe(connection.error());
    EXPECT_EQ(connection->live_account, "");
    EXPECT_EQ(connection->keys.secret, "HUSH");
    EXPECT_FALSE(connection->base_url.ends_with('/'));
  }
}

TEST_F(AlpacaConnection, TheStreamIsWhereTheKeysGoAnyway) {
  EXPECT_EQ(connect_to(settings(paper_address))->stream_url,
            "wss://paper-api.alpaca.markets/stream");
  ConnectionSettings one = settings("http://127.0.0.1:10001/");
  EXPECT_EQ(connect_to(one)->stream_url, "ws://127.0.0.1:10001/stream");
  one.stream = false;
  EXPECT_EQ(connect_to(one)->stream_url, "");
}

TEST_F(AlpacaConnection, RealMoneyWantsThreeSettingsThatAgree) {
  for (const char* url : {live_address, "https://proxy.example"}) {
    for (int choice = 0; choice < 8; ++choice) {
      ConnectionSettings one = settings(url, (choice & 1) != 0);
      one.live = (choice & 2) != 0;
      one.live_account = (choice & 4) != 0 ? "123" : "";
      const auto connection = connect_to(one);
      EXPECT_EQ(connection.has_value(), choice == 7) << url << " " << choice;
      if (connection) {
        EXPECT_EQ(connection->live_account, "123");
      } else {
        EXPECT_EQ(connection.error().kind, planner::FailureKind::refused);
      }
    }
  }
}

TEST_F(AlpacaConnection, SettingsForRealMoneyAreRefusedOnPaper) {
  ConnectionSettings one = settings(paper_address);
  one.live = true;
  EXPECT_FALSE(connect_to(one));
  EXPECT_FALSE(connect_to(settings(paper_address, true)));
}

TEST_F(AlpacaConnection, KeysThatOthersMayReadAreRefused) {
  for (const mode_t mode : {0640U, 0604U, 0660U, 0644U}) {
    const auto connection = connect_to(settings(paper_address, false, mode));
    ASSERT_FALSE(connection);
    EXPECT_NE(connection.error().what.find("others may"), std::string::npos);
  }
}

TEST_F(AlpacaConnection, OtherAddressesAreNone) {
  for (const char* url :
       {"http://paper-api.alpaca.markets", "ftp://127.0.0.1:1", "",
        "https://me:word@api.alpaca.markets", "http://127.0.0.1.example", "http://localhost:1"}) {
    EXPECT_FALSE(connect_to(settings(url))) << url;
  }
}

TEST(AlpacaKeys, AreNeverRepeatedInFailures) {
  for (const char* text : {"key_id = \"ID\"\nsecret = \"HUSH", "secret = \"HUSH\"",
                           "key_id = \"ID\"\nsecret = \"HU SH\"", "HUSH = 1"}) {
    const auto keys = parse_keys(text, "alpaca.key");
    ASSERT_FALSE(keys) << text;
    const std::string said = describe(keys.error());
    EXPECT_EQ(said.find("HU SH"), std::string::npos) << said;
    EXPECT_EQ(said.find("\"HUSH"), std::string::npos) << said;
  }
}

TEST(BrokerageFiles, NameTheBrokerAndItsKeys) {
  EXPECT_EQ(parse_brokerage_file("", "/etc/b/brokerage.toml")->broker,
            BrokerageFile::Broker::paper);
  const auto file = parse_brokerage_file(
      "broker = \"alpaca\"\nlook_up_after_ms = [100, 200, 300]\n[alpaca]\nkey_file = "
      "\"alpaca.key\"\nlive = true\n"
      "live_account = \"7\"\n",
      "/etc/b/brokerage.toml");
  ASSERT_TRUE(file) << describe(file.error());
  EXPECT_EQ(file->alpaca.key_file, "/etc/b/alpaca.key");
  EXPECT_EQ(file->alpaca.base_url, paper_address);
  EXPECT_TRUE(file->alpaca.live);
  EXPECT_TRUE(file->alpaca.stream);
  EXPECT_EQ(file->delivery.pauses_ms[2], 300);
}

TEST(BrokerageFiles, MistakesAreNamedWithTheirPlace) {
  for (const char* text :
       {"broker = \"etrade\"", "broker = \"alpaca\"", "brokr = \"paper\"", "[alpaca]\nlive = 1",
        "[alpaca]\nstream = \"wss://elsewhere\"", "[alpaca]\nsecret = \"HUSH\"",
        "broker = ", "alpaca = 3", "look_up_after_ms = [1, 2]", "look_up_after_ms = [1, 2, 3]"}) {
    const auto file = parse_brokerage_file(text, "brokerage.toml");
    ASSERT_FALSE(file) << text;
    EXPECT_EQ(file.error().where.find("brokerage.toml"), 0U) << text;
  }
  EXPECT_FALSE(load_brokerage_file("/nonexistent/brokerage.toml"));
  EXPECT_TRUE(load_brokerage_file(""));
}

}  // namespace
}  // namespace ballast::actors::alpaca
