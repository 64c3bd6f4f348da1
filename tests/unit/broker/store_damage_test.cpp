// A store whose bytes were changed gives back what was written to it, or refuses by name: never
// other values, and no crash. Damage is random; its seed is printed.
#include <fstream>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "broker/log_witness.hpp"
#include "broker/sealed_files.hpp"
#include "broker/store.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/broker/damage.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::broker {
namespace {

namespace fs = std::filesystem;
using test::copy_store_files;
using test::cut;
using test::Damage;
using test::flip_bits;
using Rows = std::vector<std::string>;

const std::vector<std::string> schema = {
    "CREATE TABLE holding (number INTEGER PRIMARY KEY, units REAL NOT NULL, note BLOB NOT NULL)"
    " STRICT; CREATE INDEX by_units ON holding (units)"};

Result<void> add_holding(Store& store, int number) {
  return store.write([&]() -> Result<void> {
    SQLite::Statement insert(store.database(), "INSERT INTO holding VALUES (?, ?, ?)");
    // Every fourth is longer than a page, so that some values lie on several.
    const std::string note(number % 4 == 0 ? 9000U : 60U, static_cast<char>('a' + number % 26));
    insert.bind(1, number);
    insert.bind(2, 1.5 * number);
    insert.bind(3, note.data(), static_cast<int>(note.size()));
    insert.exec();
    return {};
  });
}

Result<Rows> rows_of(Store& store) {
  Rows rows;
  const auto read = store.read([&]() -> Result<void> {
    SQLite::Statement query(store.database(),
                            "SELECT number || ' ' || units || ' ' || hex(note) FROM holding");
    while (query.executeStep()) rows.push_back(query.getColumn(0).getString());
    SQLite::Statement by_units(store.database(), "SELECT count(*) FROM holding WHERE units > 3");
    by_units.executeStep();
    rows.push_back(by_units.getColumn(0).getString());
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return rows;
}

Result<Rows> rows_in(const fs::path& file) {
  auto store = Store::open({file, schema, false});
  if (!store) return tl::unexpected(store.error());
  return rows_of(*store);
}

class DamagedStore : public testing::Test {
 protected:
  DamagedStore() {
    auto store = Store::open({whole(), schema, false});
    EXPECT_TRUE(store);
    for (int number = 0; number < 30; ++number) {
      EXPECT_TRUE(add_holding(*store, number));
      // As a process that is killed leaves them, with the log beside the file.
      copy_store_files(whole(), killed());
      commits_.push_back(rows_of(*store).value());
    }
  }

  [[nodiscard]] fs::path whole() const { return directory_.path() / "whole.db"; }
  [[nodiscard]] fs::path killed() const { return directory_.path() / "killed.db"; }
  [[nodiscard]] fs::path damaged() const { return directory_.path() / "damaged.db"; }
  [[nodiscard]] const Rows& all() const { return commits_.back(); }
  [[nodiscard]] bool is_earlier(const Rows& rows) const {
    const Rows none = {"0"};
    return rows == none || std::find(commits_.begin(), commits_.end(), rows) != commits_.end();
  }

  /// Damages a copy again and again; returns how often it was refused.
  std::uint64_t refusals(const fs::path& from, const char* ending, Damage damage,
                         std::uint64_t tries) {
    std::uint64_t refused = 0;
    for (std::uint64_t seed = 0; seed < tries; ++seed) {
      std::mt19937_64 random(seed);
      copy_store_files(from, damaged());
      damage(damaged().string() + ending, random);
      const auto rows = rows_in(damaged());
      if (rows) {
        EXPECT_EQ(*rows, all()) << "seed " << seed;
        continue;
      }
      ++refused;
      EXPECT_NE(rows.error().where.find("damaged.db"), std::string::npos) << "seed " << seed;
      EXPECT_FALSE(rows.error().what.empty() || rows.error().allowed.empty()) << "seed " << seed;
    }
    return refused;
  }

  actors::TemporaryDirectory directory_;
  std::vector<Rows> commits_;  // what there was after each
};

constexpr std::uint64_t tries = random_cases(150);

TEST_F(DamagedStore, ThatWasNotDamagedIsWhole) {
  EXPECT_EQ(rows_in(whole()), all());
  EXPECT_EQ(rows_in(killed()), all());
  EXPECT_TRUE(is_sealed(whole()));
}

TEST_F(DamagedStore, WithFlippedBitsIsRefusedOrWhole) {
  EXPECT_GT(refusals(whole(), "", flip_bits, tries), tries * 9 / 10);
}

TEST_F(DamagedStore, ThatWasCutIsRefused) {
  EXPECT_EQ(refusals(whole(), "", cut, tries / 4), tries / 4);
}

TEST_F(DamagedStore, WithFlippedBitsInItsLogIsRefusedOrWhole) {
  EXPECT_GT(refusals(killed(), "-wal", flip_bits, tries), tries * 9 / 10);
}

TEST_F(DamagedStore, WithACutLogIsRefused) {
  EXPECT_EQ(refusals(killed(), "-wal", cut, tries / 4), tries / 4);
}

TEST_F(DamagedStore, WithADamagedWitnessIsWholeOrRefused) {
  refusals(killed(), "-witness", flip_bits, tries / 4);
}

TEST_F(DamagedStore, WithoutItsLogIsRefusedAndSaysHowToGoOn) {
  copy_store_files(killed(), damaged());
  fs::remove(damaged().string() + "-wal");
  const auto refused = rows_in(damaged());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().allowed.find(witness_file(damaged()).string()), std::string::npos);
  fs::remove(witness_file(damaged()));
  const auto rows = rows_in(damaged());
  ASSERT_TRUE(rows) << describe(rows.error());
  EXPECT_TRUE(is_earlier(*rows));
}

TEST_F(DamagedStore, WhoseMachineWasRestartedGoesBackToACommit) {
  std::set<std::size_t> found;
  for (std::uint64_t seed = 0; seed < tries / 4; ++seed) {
    std::mt19937_64 random(seed);
    copy_store_files(killed(), damaged());
    std::fstream(witness_file(damaged()), std::ios::in | std::ios::out) << "another-boot";
    cut(damaged().string() + "-wal", random);
    const auto rows = rows_in(damaged());
    ASSERT_TRUE(rows) << "seed " << seed << " " << describe(rows.error());
    EXPECT_TRUE(is_earlier(*rows)) << "seed " << seed;
    found.insert(rows->size());
  }
  EXPECT_GT(found.size(), 1U);
}

TEST_F(DamagedStore, IsNoticedByACopyAndWhileItIsOpen) {
  auto store = Store::open({whole(), schema, false});
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->empty_log());
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::mt19937_64 random(seed);
    flip_bits(whole(), random);
  }
  store->database().exec("PRAGMA shrink_memory");
  const auto rows = rows_of(*store);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().what, "this store is damaged: a page is not as it was written");
  EXPECT_FALSE(copy_store(whole(), directory_.path() / "copies"));
}

TEST_F(DamagedStore, OfAnEarlierReleaseIsSealedWithAllThatItHolds) {
  {
    SQLite::Database old(damaged().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec("PRAGMA journal_mode = WAL");
    old.exec(schema.front());
    old.exec("PRAGMA user_version = 1");
    old.exec("INSERT INTO holding VALUES (1, 2.5, x'00ff')");
  }
  EXPECT_FALSE(is_sealed(damaged()));
  const auto rows = rows_in(damaged());
  ASSERT_TRUE(rows) << describe(rows.error());
  EXPECT_EQ(*rows, (Rows{"1 2.5 00FF", "0"}));
  EXPECT_TRUE(is_sealed(damaged()));
  EXPECT_EQ(rows_in(damaged()), rows);
}

}  // namespace
}  // namespace ballast::broker
