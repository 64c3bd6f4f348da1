#include "broker/store.hpp"

#include <unistd.h>

#include <fstream>
#include <thread>

#include <gtest/gtest.h>

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;
using planner::FailureKind;

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "ballast-store-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] StoreSettings settings(std::size_t version = 1) const {
    StoreSettings settings{folder_ / "state" / "portfolio.sqlite", {}, false};
    settings.migrations = {"CREATE TABLE position (symbol TEXT PRIMARY KEY, units INTEGER) STRICT",
                           "ALTER TABLE position ADD COLUMN currency TEXT"};
    settings.migrations.resize(version);
    return settings;
  }

  static Result<void> buy(Store& store, const std::string& symbol) {
    SQLite::Statement insert(store.database(),
                             "INSERT INTO position (symbol, units) VALUES (?, 1)");
    insert.bind(1, symbol);
    insert.exec();
    return {};
  }

  static int positions(Store& store) {
    return store.database().execAndGet("SELECT count(*) FROM position").getInt();
  }

  fs::path folder_;
};

TEST_F(StoreTest, MakesItsFileAndKeepsWhatWasWritten) {
  {
    auto store = Store::open(settings());
    ASSERT_TRUE(store) << describe(store.error());
    ASSERT_TRUE(store->write([&] { return buy(*store, "AAPL"); }));
    EXPECT_EQ(store->database().execAndGet("PRAGMA journal_mode").getString(), "wal");
    EXPECT_EQ(store->database().execAndGet("PRAGMA synchronous").getInt(), 2);
  }
  auto store = Store::open(settings());
  ASSERT_TRUE(store);
  EXPECT_EQ(positions(*store), 1);
}

TEST_F(StoreTest, WhatMayBeSyncedLaterIsThereAndTheNextCommitIsSyncedAgain) {
  {
    auto store = Store::open(settings());
    ASSERT_TRUE(store) << describe(store.error());
    int within = 0;
    ASSERT_TRUE(store->write(
        [&] {
          within = store->database().execAndGet("PRAGMA synchronous").getInt();
          return buy(*store, "AAPL");
        },
        Durability::with_next_sync));
    EXPECT_EQ(within, 1);
    EXPECT_EQ(store->database().execAndGet("PRAGMA synchronous").getInt(), 2);
    EXPECT_FALSE(store->write([&] { return buy(*store, "AAPL"); }, Durability::with_next_sync));
    EXPECT_EQ(store->database().execAndGet("PRAGMA synchronous").getInt(), 2) << "after a failure";
    EXPECT_TRUE(store->empty_log());
  }
  auto store = Store::open(settings());
  ASSERT_TRUE(store);
  EXPECT_EQ(positions(*store), 1);
}

TEST_F(StoreTest, BelongsToOneOwnerAtATime) {
  auto store = Store::open(settings());
  ASSERT_TRUE(store);
  const auto second = Store::open(settings());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, FailureKind::conflict);
  EXPECT_NE(second.error().what.find("process " + std::to_string(::getpid())), std::string::npos)
      << second.error().what;
}

TEST_F(StoreTest, IsNotTakenFromItsOwnerByWhoLooksWhetherThereIsOne) {
  EXPECT_FALSE(store_is_owned(settings().file)) << "there is no file yet";
  std::jthread looking([&](const std::stop_token& over) {
    while (!over.stop_requested()) static_cast<void>(store_is_owned(settings().file));
  });
  for (int count = 0; count < 300; ++count) {
    const auto store = Store::open(settings());
    ASSERT_TRUE(store) << describe(store.error());
    EXPECT_TRUE(store_is_owned(settings().file));
  }
  looking.request_stop();
  looking.join();
  EXPECT_FALSE(store_is_owned(settings().file));
}

TEST_F(StoreTest, MigratesStepByStepAndRefusesANewerVersion) {
  {
    auto store = Store::open(settings(1));
    ASSERT_TRUE(store->write([&] { return buy(*store, "AAPL"); }));
  }
  {
    auto store = Store::open(settings(2));
    ASSERT_TRUE(store) << describe(store.error());
    EXPECT_EQ(store->database().execAndGet("SELECT currency IS NULL FROM position").getInt(), 1);
  }
  const auto older = Store::open(settings(1));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().kind, FailureKind::conflict);
  EXPECT_NE(older.error().what.find("version 2, newer"), std::string::npos) << older.error().what;
}

TEST_F(StoreTest, LeavesNothingOfAMigrationThatFails) {
  auto broken = settings(2);
  broken.migrations[1] = "CREATE TABLE half (x INTEGER) STRICT; CREATE TABLE half (x INTEGER)";
  ASSERT_FALSE(Store::open(broken));
  auto store = Store::open(settings(1));
  ASSERT_TRUE(store) << describe(store.error());
  EXPECT_FALSE(store->database().tableExists("half"));
}

TEST_F(StoreTest, HandlesACommandOnceAndAnswersARepeatTheSame) {
  const messages::Payload reply{"Bought", std::string("\x81\0\xff", 3)};
  int runs = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    auto store = Store::open(settings());
    const auto answer = store->handle_once("id-1", [&]() -> Result<messages::Payload> {
      ++runs;
      return buy(*store, "AAPL").map([&] { return messages::Payload{reply}; });
    });
    ASSERT_TRUE(answer) << describe(answer.error());
    EXPECT_EQ(*answer, reply);
    EXPECT_EQ(positions(*store), 1);
  }
  EXPECT_EQ(runs, 1);
}

TEST_F(StoreTest, KeepsNeitherEffectNorReplyOfAFailure) {
  auto store = Store::open(settings());
  const auto refused = store->handle_once("id-1", [&]() -> Result<messages::Payload> {
    static_cast<void>(buy(*store, "AAPL"));
    return tl::unexpected(planner::Failure{FailureKind::refused, "no", "", ""});
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(positions(*store), 0);
  EXPECT_TRUE(store->handle_once("id-1", [&]() -> Result<messages::Payload> {
    return buy(*store, "AAPL").map([] { return messages::Payload{"Bought", ""}; });
  }));
  EXPECT_EQ(positions(*store), 1);
}

TEST_F(StoreTest, SaysThatTheDiskIsFullAndChangesNothing) {
  auto store = Store::open(settings());
  ASSERT_TRUE(store->write([&] { return buy(*store, "AAPL"); }));
  store->database().exec("PRAGMA max_page_count = 1");
  const auto full = store->write([&]() -> Result<void> {
    for (int count = 0; count < 10'000; ++count) {
      static_cast<void>(buy(*store, "S" + std::to_string(count)));
    }
    return {};
  });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().what, "the disk is full; nothing was changed");
  EXPECT_EQ(positions(*store), 1);
}

TEST_F(StoreTest, SaysThatAFileIsNoStore) {
  fs::create_directories(settings().file.parent_path());
  std::ofstream(settings().file) << std::string(8192, 'x');
  const auto store = Store::open(settings());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().what, "this file is no store");
}

TEST_F(StoreTest, SaysThatAStoreIsDamaged) {
  {
    auto store = Store::open(settings());
    ASSERT_TRUE(store->write([&]() -> Result<void> {
      for (int count = 0; count < 5'000; ++count) {
        static_cast<void>(buy(*store, "S" + std::to_string(count)));
      }
      return {};
    }));
  }
  std::fstream file(settings().file, std::ios::in | std::ios::out | std::ios::binary);
  constexpr std::size_t page = 4096;
  file.seekp(std::streamoff{3 * page});
  file << std::string(4 * page, '\x5a');
  file.close();
  const auto store = Store::open(settings());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, FailureKind::invalid);
  EXPECT_NE(store.error().what.find("damaged"), std::string::npos) << store.error().what;
}

TEST_F(StoreTest, SaysThatItMayNotWrite) {
  { ASSERT_TRUE(Store::open(settings())); }
  const auto folder = settings().file.parent_path();
  fs::permissions(folder_, fs::perms::owner_all | fs::perms::group_exec);
  fs::permissions(settings().file, fs::perms::owner_read | fs::perms::group_read);
  fs::permissions(settings().file.string() + ".lock", fs::perms::all);
  fs::permissions(folder, fs::perms::all);
  const bool root = ::geteuid() == 0;
  if (root) {
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const auto store = Store::open(settings());
  if (root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, FailureKind::refused);
  EXPECT_EQ(store.error().what, "this store cannot be written");
}

TEST_F(StoreTest, IsCopiedWhileItsOwnerWrites) {
  auto store = Store::open(settings());
  ASSERT_TRUE(store->write([&] { return buy(*store, "AAPL"); }));
  const auto copy = copy_store(settings().file, folder_ / "copy");
  ASSERT_TRUE(copy) << describe(copy.error());
  ASSERT_TRUE(store->write([&] { return buy(*store, "MSFT"); }));

  auto read_only = settings();
  read_only.file = *copy;
  read_only.read_only = true;
  auto snapshot = Store::open(read_only);
  ASSERT_TRUE(snapshot) << describe(snapshot.error());
  EXPECT_EQ(positions(*snapshot), 1);
  EXPECT_FALSE(snapshot->write([&] { return buy(*snapshot, "SAP"); }));
}

TEST_F(StoreTest, ThatIsMissingCannotBeCopied) {
  const auto copy = copy_store(folder_ / "none.sqlite", folder_ / "copy");
  ASSERT_FALSE(copy);
  EXPECT_EQ(copy.error().kind, FailureKind::missing);
}

}  // namespace
}  // namespace ballast::broker
