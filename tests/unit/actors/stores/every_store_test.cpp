// What befalls the store of an actor: bits that flip, ends that are cut off, a full disk, a disk
// that may only be read. It tells what was written, or refuses and names the file.
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/actors/stores/kept_store.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/broker/damage.hpp"
#include "tests/unit/broker/small_disk.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::actors {
namespace {

namespace fs = std::filesystem;
using broker::test::Damage;
using planner::FailureKind;
using planner::Result;

struct Owner {
  const char* name;
  Result<KeptStorePtr> (*open)(const fs::path& file);
};

void PrintTo(const Owner& owner, std::ostream* out) {
  *out << owner.name;
}

class EveryStore : public testing::TestWithParam<Owner> {
 protected:
  [[nodiscard]] fs::path file() const { return directory_.path() / "kept.db"; }
  [[nodiscard]] fs::path damaged() const { return directory_.path() / "damaged.db"; }

  [[nodiscard]] Result<std::string> told_by(const fs::path& path) const {
    auto store = GetParam().open(path);
    if (!store) return tl::unexpected(store.error());
    return (*store)->told();
  }

  /// Writes ten times; returns what is told then. The log stays beside the copy.
  std::string write_and_leave(const fs::path& killed) const {
    auto store = GetParam().open(file());
    EXPECT_TRUE(store) << planner::describe(store.error());
    for (int number = 0; number < 10; ++number) EXPECT_TRUE((*store)->add(number));
    broker::test::copy_store_files(file(), killed);
    return (*store)->told().value();
  }

  void expect_told_or_refused(const fs::path& from, const char* ending, Damage damage,
                              const std::string& expected) const {
    for (std::uint64_t seed = 0; seed < random_cases(60); ++seed) {
      std::mt19937_64 random(seed);
      broker::test::copy_store_files(from, damaged());
      damage(damaged().string() + ending, random);
      const auto told = told_by(damaged());
      if (told) {
        EXPECT_EQ(*told, expected) << ending << " seed " << seed;
      } else {
        EXPECT_NE(told.error().where.find("damaged.db"), std::string::npos)
            << ending << " seed " << seed << planner::describe(told.error());
      }
    }
  }

  TemporaryDirectory directory_;
};

TEST_P(EveryStore, TellsWhatWasWrittenOrRefusesWhateverIsDamaged) {
  const fs::path killed = directory_.path() / "killed.db";
  const std::string expected = write_and_leave(killed);
  broker::test::copy_store_files(killed, damaged());
  EXPECT_EQ(told_by(damaged()), expected);
  for (const Damage damage : {broker::test::flip_bits, broker::test::cut}) {
    expect_told_or_refused(file(), "", damage, expected);
    expect_told_or_refused(killed, "-wal", damage, expected);
  }
}

TEST_P(EveryStore, OnAFullDiskSaysSoAndKeepsWhatItHad) {
  broker::in_a_process_of_its_own([this] {
    const broker::SmallDisk disk(directory_.path());
    constexpr std::size_t small = std::size_t{300} << 10U;
    // Where no disk can be had, files may not grow instead.
    const bool real = disk.mount(small);
    if (!real) broker::forbid_files_above(small / 2);
    auto store = GetParam().open(file());
    ASSERT_TRUE(store) << planner::describe(store.error());
    Result<void> added;
    int number = 0;
    while (added && number < 2000) added = (*store)->add(number++);
    ASSERT_FALSE(added) << "the disk was not filled";
    EXPECT_EQ(added.error().kind, FailureKind::unavailable) << planner::describe(added.error());
    EXPECT_EQ(added.error().where, file().string());
    const auto after = (*store)->told();
    ASSERT_TRUE(after) << planner::describe(after.error());
    EXPECT_TRUE(!real || added.error().what == "the disk is full; nothing was changed");
    store->reset();
    ASSERT_TRUE(!real || disk.resize(4 * small));
    if (!real) broker::forbid_files_above(RLIM_INFINITY);
    EXPECT_EQ(told_by(file()), *after);
    auto again = GetParam().open(file());
    ASSERT_TRUE(again) << planner::describe(again.error());
    EXPECT_TRUE((*again)->add(number));
  });
}

TEST_P(EveryStore, OnADiskThatMayOnlyBeReadIsRefusedByName) {
  broker::in_a_process_of_its_own([this] {
    const broker::SmallDisk disk(directory_.path());
    if (!disk.mount(std::size_t{2} << 20U)) GTEST_SKIP() << "this process may mount no disk";
    { ASSERT_TRUE(GetParam().open(file()).value()->add(0)); }
    ASSERT_TRUE(disk.forbid_writing());
    const auto refused = GetParam().open(file());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, FailureKind::refused);
    EXPECT_EQ(refused.error().where.rfind(file().string(), 0), 0U);
    EXPECT_FALSE(refused.error().allowed.empty());
  });
}

INSTANTIATE_TEST_SUITE_P(Of, EveryStore,
                         testing::Values(Owner{"universe", open_universe},
                                         Owner{"portfolio", open_portfolio},
                                         Owner{"trading", open_trading},
                                         Owner{"plans", open_plans}),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace ballast::actors
