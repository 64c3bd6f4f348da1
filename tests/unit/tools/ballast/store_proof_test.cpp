#include "tools/ballast/store_proof.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "actors/configuration/places.hpp"
#include "actors/portfolio/schema.hpp"
#include "broker/store.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tools/ballast/backup_manifest.hpp"

namespace ballast::tools {
namespace {

class StoreProofTest : public testing::Test {
 protected:
  /// A portfolio of a program that knew so many migrations.
  void make(const std::vector<std::string>& migrations) {
    auto store = broker::Store::open({whole_, migrations, false});
    ASSERT_TRUE(store) << planner::describe(store.error());
    ASSERT_TRUE(store->write([&]() -> planner::Result<void> {
      store->database().exec(migrations.size() == 1
                                 ? "INSERT INTO cash VALUES ('EUR', 5000000)"
                                 : "INSERT INTO ledger_entry (id, account, kind, day, currency, "
                                   "amount_micros, reported) VALUES ('d', 'main', 'deposit', 1, "
                                   "'EUR', 5000000, 1)");
      return {};
    }));
  }
  std::filesystem::path copy() {
    return broker::copy_store(whole_, directory_.path() / "copies").value();
  }

  actors::TemporaryDirectory directory_;
  std::filesystem::path whole_ = directory_.path() / "state" / actors::portfolio_store;
};

TEST_F(StoreProofTest, TellsTheBooksThatFollowFromALedger) {
  make(actors::portfolio_migrations());
  const auto proof = prove_store(copy());
  ASSERT_TRUE(proof) << planner::describe(proof.error());
  EXPECT_EQ(proof->entries, 1U);
  EXPECT_EQ(proof->books.size(), 64U);
  EXPECT_EQ(proof->sha256, sha256_of_file(copy()).value());
  EXPECT_EQ(prove_store(copy()).value(), *proof);
}

TEST_F(StoreProofTest, ACopyOfAnOlderProgramIsReadAndLeftAsItIs) {
  make({actors::portfolio_migrations().front()});
  const auto older = copy();
  const auto before = sha256_of_file(older).value();
  const auto proof = prove_store(older);
  ASSERT_TRUE(proof) << planner::describe(proof.error());
  EXPECT_EQ(proof->entries, 1U);
  EXPECT_EQ(sha256_of_file(older).value(), before);
  ASSERT_TRUE(update_store(older));
  EXPECT_EQ(prove_store(older)->books, proof->books);
}

TEST_F(StoreProofTest, ANewerOneAndADamagedOneAreRefused) {
  auto migrations = actors::portfolio_migrations();
  migrations.emplace_back("CREATE TABLE newer (x INTEGER) STRICT");
  make(migrations);
  const auto newer = copy();
  EXPECT_EQ(prove_store(newer).error().kind, planner::FailureKind::conflict);
  EXPECT_FALSE(update_store(newer));
  std::filesystem::resize_file(newer, std::filesystem::file_size(newer) / 2);
  EXPECT_FALSE(prove_store(newer));
}

TEST(BackupManifest, ComesBackAsItWasWrittenAndNamesOnlyStores) {
  const BackupManifest manifest{
      "0.1.0",
      "2026-11-22T07:15:00Z",
      {{"portfolio.db", 12, "ab", 3, "cd"}, {"plans.db", 7, "ef", 0, ""}}};
  EXPECT_EQ(read_manifest(manifest_text(manifest), "backup.json").value(), manifest);
  auto outside = manifest;
  outside.stores[0].file = "../portfolio.db";
  EXPECT_FALSE(read_manifest(manifest_text(outside), "backup.json"));
  for (const char* text : {"", "[]", "{}", "{\"stores\":1}", "<html>"}) {
    EXPECT_FALSE(read_manifest(text, "backup.json")) << text;
  }
}

}  // namespace
}  // namespace ballast::tools
