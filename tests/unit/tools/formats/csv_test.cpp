#include "tools/import/readers.hpp"

#include <gtest/gtest.h>

#include "tests/unit/tools/formats/documented_formats.hpp"

namespace ballast::tools {
namespace {

/// Reads a documented example, which must hold no column that is ignored.
template <class Reader>
auto read(Reader reader, const std::string& name) {
  const auto result = reader(example(name), name);
  EXPECT_TRUE(result) << planner::describe(result.error());
  if (!result) return decltype(result.value().body){};
  EXPECT_TRUE(result->ignored_columns.empty()) << name << ": " << result->ignored_columns.front();
  return result->body;
}

TEST(DocumentedCsv, OfTheMarketIsRead) {
  EXPECT_EQ(read(read_securities, "securities.csv").rows.size(), 2U);
  EXPECT_EQ(read(read_prices, "prices.csv").close.size(), 4U);
  EXPECT_EQ(read(read_rates, "fx.csv").per_base.size(), 3U);
  EXPECT_EQ(read(read_dividends, "dividends.csv").rows.size(), 1U);
  const auto fundamentals = read(read_fundamentals, "fundamentals.csv");
  ASSERT_EQ(fundamentals.rows.size(), 2U);
  EXPECT_EQ(fundamentals.rows[0].target_price, 45.0);
  EXPECT_EQ(fundamentals.rows[1].recommendation, "strong_buy");
}

TEST(DocumentedCsv, OfTheHouseholdIsRead) {
  EXPECT_EQ(read(read_positions, "positions.csv").rows.size(), 2U);
  EXPECT_EQ(read(read_cash, "cash.csv").rows.size(), 2U);
  EXPECT_EQ(read(read_entries, "ledger.csv").rows.size(), 11U);
}

TEST(SamplePortfolio, IsRead) {
  const auto positions = read_positions(source_file("etc/sample/positions.csv"), "positions.csv");
  ASSERT_TRUE(positions) << planner::describe(positions.error());
  EXPECT_EQ(positions->body.rows.size(), 14U);
  EXPECT_TRUE(read_cash(source_file("etc/sample/cash.csv"), "cash.csv"));
}

}  // namespace
}  // namespace ballast::tools
