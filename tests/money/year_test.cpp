// The books balance every day of a year, one order is open at a time, and none is sent twice; and
// what is wrong with books is noticed.
#include "tests/money/year.hpp"

#include <cstdlib>

#include "tests/money/memory_folder.hpp"

namespace ballast::money {
namespace {

std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(Year, TheBooksBalanceEachDayAndNoOrderIsDoubledOrMissed) {
  const std::uint64_t first = number_of("BALLAST_YEAR_SEED", 1);
  const std::uint64_t count = number_of("BALLAST_YEARS", 1);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const MemoryFolder folder;
    Year year(seed, folder.path());
    year.live(365);
    EXPECT_EQ(year.differences(), "");
    year.expect_sound();
    EXPECT_GT(year.compared(), 300);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "BALLAST_YEAR_SEED=" << seed;
  }
}

TEST(Year, EveryFaultThatIsPlantedInTheBooksIsNoticed) {
  for (const PlantedFault& fault : planted_faults()) {
    SCOPED_TRACE(fault.name);
    const MemoryFolder folder;
    Year year(1, folder.path());
    year.plant(fault);
    year.live(200);
    EXPECT_NE(year.differences().find(fault.noticed_as), std::string::npos) << year.differences();
  }
}

TEST(Year, WhatIsDroppedOfTheJournalIsMissedNowhere) {
  constexpr std::int64_t keep_days = 40;
  const MemoryFolder folder;
  Year year(3, folder.path(), keep_days);
  year.live(200);
  EXPECT_EQ(year.differences(), "") << "the ledger has what the journal has not";
  EXPECT_GT(year.compared(), 150);
  for (const std::string& wrong : year.town().outgoing().wrong) ADD_FAILURE() << wrong;
  const auto orders = year.town().journal().orders("", 10'000);
  ASSERT_TRUE(orders);
  EXPECT_LT(orders->size() * 2, static_cast<std::size_t>(year.town().outgoing().orders));
  const std::int64_t oldest = year.town().now_ms() - (keep_days + 1) * day_ms;
  std::set<std::pair<std::string, planner::Side>> old;
  for (const auto& order : *orders) {
    if (order.updated_ms >= oldest) continue;
    EXPECT_TRUE(old.insert({order.symbol, order.side}).second) << "only the last trade stays";
  }
}

}  // namespace
}  // namespace ballast::money
