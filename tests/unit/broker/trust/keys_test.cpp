#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "broker/trust/doors.hpp"
#include "broker/trust/key_files.hpp"
#include "broker/trust/keyed_context.hpp"

namespace ballast::broker {
namespace {

const std::string printed_public = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
const std::string printed_secret = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";
const WallTime noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                    std::chrono::hours{12}};
const Holder board{{}, "board-2"};

std::string told(const planner::Failure& failure) {
  return describe(failure);
}

std::filesystem::path scratch_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ballast-XXXXXX").string();
  return ::mkdtemp(pattern.data());
}

struct Folder {
  std::filesystem::path scratch = scratch_folder();
  KeyFiles files{scratch / "keys"};
  KeyPair pair = *KeyPair::make();

  Folder() { EXPECT_TRUE(files.write_key(board, pair)); }
  ~Folder() { std::filesystem::remove_all(scratch); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

TEST(KeyFiles, GiveBackThePairThatWasWritten) {
  const Folder folder;
  const auto read = folder.files.read_key(board);
  ASSERT_TRUE(read) << told(read.error());
  EXPECT_EQ(read->open(), folder.pair.open());
  EXPECT_EQ(read->secret(), folder.pair.secret());
}

TEST(KeyFiles, AreMadeForTheirOwnerAlone) {
  const Folder folder;
  struct stat found {};
  ASSERT_EQ(::stat(folder.files.key_file(board).c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777U, 0600U);
  ASSERT_EQ(::stat(folder.files.directory().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777U, 0700U);
}

TEST(KeyFiles, TellEachWritingOfTheListFromTheLast) {
  const Folder folder;
  EXPECT_FALSE(folder.files.list_version());
  std::optional<FileVersion> last;
  for (int count = 0; count < 50; ++count) {
    ASSERT_TRUE(folder.files.write_list(EnrolledKeys()));
    EXPECT_EQ(folder.files.list_version(), folder.files.list_version());
    EXPECT_NE(folder.files.list_version(), last);
    last = folder.files.list_version();
  }
}

TEST(KeyFiles, ThatOthersMayReadAreRefused) {
  const Folder folder;
  const auto file = folder.files.key_file(board);
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  const auto read = folder.files.read_key(board);
  ASSERT_FALSE(read);
  EXPECT_EQ(told(read.error()), file.string() +
                                    ": others may read or write it: its mode is 0640 "
                                    "(allowed: 0600; `chmod 0600 " +
                                    file.string() + "`)");
}

TEST(KeyFiles, InADirectoryThatOthersMayReadAreRefused) {
  const Folder folder;
  ASSERT_EQ(::chmod(folder.files.directory().c_str(), 0755), 0);
  const auto read = folder.files.read_key(board);
  ASSERT_FALSE(read);
  EXPECT_NE(told(read.error()).find("its mode is 0755 (allowed: 0700"), std::string::npos);
}

TEST(KeyFiles, RefuseAListThatOthersMayWrite) {
  const Folder folder;
  ASSERT_TRUE(folder.files.write_list({}));
  ASSERT_EQ(::chmod(folder.files.list_file().c_str(), 0666), 0);
  const auto read = folder.files.read_list();
  ASSERT_FALSE(read);
  EXPECT_NE(told(read.error()).find("others may write it"), std::string::npos);
}

TEST(KeyFiles, RefuseTheManualsPair) {
  const Folder folder;
  std::ofstream(folder.files.key_file(board))
      << "public = \"" << printed_public << "\"\nsecret = \"" << printed_secret << "\"\n";
  const auto read = folder.files.read_key(board);
  ASSERT_FALSE(read);
  EXPECT_NE(told(read.error()).find("printed in libzmq's manual"), std::string::npos);
  EXPECT_EQ(told(read.error()).find(printed_secret), std::string::npos);
}

TEST(KeyFiles, RefuseAPairThatDoesNotBelongTogether) {
  const Folder folder;
  EXPECT_FALSE(KeyPair::of(KeyPair::make()->open().text(), folder.pair.secret()));
}

TEST(EnrolledKeys, RefuseTheManualsKey) {
  const auto list = EnrolledKeys::parse(
      "[[key]]\nholder = \"board-2\"\npublic = \"" + printed_public + "\"\n", "enrolled.toml");
  ASSERT_FALSE(list);
  EXPECT_EQ(told(list.error()).find("enrolled.toml:3:10: key.public: this key is printed"), 0U)
      << told(list.error());
}

TEST(EnrolledKeys, AreReadAsTheyWereWritten) {
  EnrolledKeys list;
  ASSERT_TRUE(list.add({KeyPair::make()->open(), "board-2", noon, {}}));
  ASSERT_TRUE(
      list.add({KeyPair::make()->open(), "tap@laptop", noon, noon + std::chrono::days{7}, true}));
  const auto read = EnrolledKeys::parse(list.text(), "enrolled.toml");
  ASSERT_TRUE(read) << told(read.error());
  EXPECT_EQ(read->all(), list.all());
}

TEST(EnrolledKeys, OverlapWhileOneTakesTheOthersPlace) {
  EnrolledKeys list;
  const auto old = KeyPair::make()->open();
  const auto fresh = KeyPair::make()->open();
  ASSERT_TRUE(list.add({old, "board-2", noon, {}}));
  EXPECT_EQ(list.end("board-2", noon + std::chrono::days{1}), 1U);
  ASSERT_TRUE(list.add({fresh, "board-2", noon, {}}));
  EXPECT_EQ(list.good_keys("board-2", noon), (std::vector{fresh, old}));
  EXPECT_EQ(list.good_keys("board-2", noon + std::chrono::days{1}), (std::vector{fresh}));
  EXPECT_EQ(list.good_keys("board-2", noon - std::chrono::seconds{1}), (std::vector<PublicKey>{}));
}

TEST(Doors, OpenForWhoHasBusinessThere) {
  const Visitor evaluator{"board-2", {"evaluator"}};
  const Visitor tap{"laptop", {"tap"}};
  const Visitor client{"laptop", {"client"}};
  EXPECT_FALSE(may_enter(evaluator, command_door));
  EXPECT_FALSE(may_enter(tap, command_door));
  EXPECT_TRUE(may_enter(client, command_door));
  EXPECT_TRUE(may_enter(evaluator, events_in_door));
  EXPECT_FALSE(may_enter(tap, events_in_door));
  EXPECT_FALSE(may_enter(client, events_in_door));
  for (const auto& visitor : {evaluator, tap, client}) {
    EXPECT_TRUE(may_enter(visitor, events_out_door));
    EXPECT_FALSE(may_enter(visitor, mailbox_door("portfolio")));
    EXPECT_FALSE(may_enter(visitor, lane_door("evaluator-1@board-1")));
    EXPECT_FALSE(may_enter(visitor, "elsewhere"));
    EXPECT_FALSE(may_enter(visitor, ""));
  }
  EXPECT_TRUE(may_enter(evaluator, intake_door));
  EXPECT_FALSE(may_enter(client, intake_door));
  EXPECT_TRUE(may_enter(evaluator, lane_door("evaluator-3@board-2")));
  EXPECT_TRUE(may_enter(evaluator, mailbox_door("evaluator-3@board-2")));
}

TEST(Doors, LetAMessageSpeakForItsHoldersRolesOnly) {
  const auto key = KeyPair::make()->open().text();
  const auto id = user_id_of({"board-2", {"client", "evaluator"}, key});
  EXPECT_EQ(key_of(id), key);
  EXPECT_EQ(board_of(id), "board-2");
  EXPECT_TRUE(speaks_for(id, "evaluator-2@board-2"));
  EXPECT_TRUE(speaks_for(id, "cli-7f3a"));
  EXPECT_FALSE(speaks_for(id, "evaluator-2@board-1"));
  EXPECT_FALSE(speaks_for(id, "portfolio-1@board-2"));
  EXPECT_FALSE(speaks_for(user_id_of({"board-2", {"evaluator"}, "/client/"}), "cli-7f3a"));
  EXPECT_FALSE(speaks_for("", "cli-7f3a"));
}

TEST(KeyedContext, RefusesAnOldLibzmqAndOneWithoutCurve) {
  EXPECT_TRUE(check_library(4, 3, 3, true));
  EXPECT_TRUE(check_library(5, 0, 0, true));
  for (const auto& refused : {check_library(4, 3, 2, true), check_library(3, 9, 9, true)}) {
    ASSERT_FALSE(refused);
    EXPECT_NE(told(refused.error()).find("4.3.3 or newer"), std::string::npos);
  }
  const auto without = check_library(4, 3, 4, false);
  ASSERT_FALSE(without);
  EXPECT_NE(told(without.error()).find("has no CURVE"), std::string::npos);
}

}  // namespace
}  // namespace ballast::broker
