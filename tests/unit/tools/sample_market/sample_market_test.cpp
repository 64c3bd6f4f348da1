#include "tools/sample_market/sample_market.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "actors/configuration/planner_file.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tools/import/readers.hpp"
#include "tools/import/text_file.hpp"

namespace ballast::tools {
namespace {

std::string file_of(const std::vector<SampleFile>& files, const std::string& name) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const SampleFile& file) { return file.name == name; });
  if (found != files.end()) return found->text;
  ADD_FAILURE() << name;
  return "";
}

TEST(SampleMarket, TheSameSeedGivesTheSameBytesAndAnotherGivesOthers) {
  SampleSettings settings;
  settings.seed = 7;
  settings.years = 1;
  const auto files = make_sample_market(settings);
  EXPECT_EQ(files, make_sample_market(settings));
  settings.seed = 8;
  EXPECT_NE(file_of(files, "prices.csv"), file_of(make_sample_market(settings), "prices.csv"));
}

TEST(SampleMarket, EveryFileIsReadByTheImport) {
  const auto files = make_sample_market({});
  const auto securities = read_securities(file_of(files, "securities.csv"), "securities.csv");
  ASSERT_TRUE(securities) << planner::describe(securities.error());
  EXPECT_EQ(securities->body.rows.size(), 30U);
  std::set<std::string> countries;
  std::set<std::string> currencies;
  for (const auto& row : securities->body.rows) {
    countries.insert(row.country);
    currencies.insert(row.currency);
  }
  EXPECT_GE(countries.size(), 6U);
  EXPECT_EQ(currencies, (std::set<std::string>{"EUR", "GBX", "HKD", "USD"}));

  const auto prices = read_prices(file_of(files, "prices.csv"), "prices.csv");
  ASSERT_TRUE(prices) << planner::describe(prices.error());
  EXPECT_GT(prices->body.day.size(), 30U * 3U * 250U);
  EXPECT_TRUE(read_rates(file_of(files, "fx.csv"), "fx.csv"));
  EXPECT_TRUE(read_dividends(file_of(files, "dividends.csv"), "dividends.csv"));
  const auto fundamentals =
      read_fundamentals(file_of(files, "fundamentals.csv"), "fundamentals.csv");
  ASSERT_TRUE(fundamentals) << planner::describe(fundamentals.error());
  std::set<std::string> opinions;
  for (const auto& row : fundamentals->body.rows) {
    EXPECT_TRUE(row.target_price) << row.symbol;
    opinions.insert(row.recommendation.value_or("none"));
  }
  EXPECT_EQ(opinions, (std::set<std::string>{"buy", "hold", "sell", "strong_buy", "strong_sell"}));
  EXPECT_TRUE(read_cash(file_of(files, "cash.csv"), "cash.csv"));
  const auto positions = read_positions(file_of(files, "positions.csv"), "positions.csv");
  ASSERT_TRUE(positions);
  EXPECT_TRUE(positions->ignored_columns.empty());
  const auto planner_file =
      actors::parse_planner_file(file_of(files, "planner.toml"), "planner.toml");
  EXPECT_TRUE(planner_file) << planner::describe(planner_file.error());
  EXPECT_NE(file_of(files, "README.txt").find("invented"), std::string::npos);
}

TEST(SampleMarket, PositionsAreWholeLotsOfTheirSecurities) {
  const auto files = make_sample_market({});
  const auto securities = read_securities(file_of(files, "securities.csv"), "s");
  const auto positions = read_positions(file_of(files, "positions.csv"), "p");
  for (const auto& position : positions.value().body.rows) {
    const auto& rows = securities.value().body.rows;
    const auto security = std::find_if(
        rows.begin(), rows.end(), [&](const auto& row) { return row.symbol == position.symbol; });
    ASSERT_NE(security, rows.end()) << position.symbol;
    EXPECT_EQ(std::fmod(position.quantity, security->lot), 0.0) << position.symbol;
    EXPECT_EQ(position.currency, security->currency);
  }
}

TEST(SampleMarket, MoreCompaniesAddToTheNamedOnes) {
  SampleSettings settings;
  settings.years = 1;
  const auto few = make_sample_market(settings);
  settings.companies = 100;
  const auto many = make_sample_market(settings);
  const auto securities = read_securities(file_of(many, "securities.csv"), "securities.csv");
  ASSERT_TRUE(securities) << planner::describe(securities.error());
  EXPECT_EQ(securities->body.rows.size(), 100U);
  std::set<std::string> symbols;
  for (const auto& row : securities->body.rows) symbols.insert(row.symbol);
  EXPECT_EQ(symbols.size(), 100U);
  for (const char* name : {"securities.csv", "prices.csv"}) {
    EXPECT_EQ(file_of(many, name).rfind(file_of(few, name), 0), 0U) << name;
  }
  EXPECT_EQ(file_of(many, "positions.csv"), file_of(few, "positions.csv"));
  EXPECT_TRUE(read_fundamentals(file_of(many, "fundamentals.csv"), "fundamentals.csv"));
}

TEST(SampleMarket, MorePositionsAddToTheChosenOnes) {
  SampleSettings settings;
  settings.years = 1;
  settings.companies = 60;
  const auto few = file_of(make_sample_market(settings), "positions.csv");
  settings.positions = 25;
  const auto many = make_sample_market(settings);
  EXPECT_TRUE(file_of(many, "positions.csv").starts_with(few));
  const auto securities = read_securities(file_of(many, "securities.csv"), "s");
  std::set<std::string> symbols;
  for (const auto& row : securities.value().body.rows) symbols.insert(row.symbol);
  const auto positions = read_positions(file_of(many, "positions.csv"), "p");
  ASSERT_TRUE(positions) << planner::describe(positions.error());
  std::set<std::string> owned;
  for (const auto& row : positions->body.rows) {
    EXPECT_TRUE(symbols.contains(row.symbol)) << row.symbol;
    owned.insert(row.symbol);
  }
  EXPECT_EQ(owned.size(), settings.positions);
}

TEST(SampleMarket, IsWrittenIntoADirectoryThatItMakes) {
  const actors::TemporaryDirectory directory;
  SampleSettings settings;
  settings.years = 1;
  const auto files = make_sample_market(settings);
  const auto target = directory.path() / "a" / "b";
  ASSERT_TRUE(write_sample_market(files, target));
  EXPECT_EQ(read_text_file(target / "cash.csv").value(), file_of(files, "cash.csv"));
  EXPECT_FALSE(write_sample_market(files, target / "cash.csv" / "below"));
}

}  // namespace
}  // namespace ballast::tools
