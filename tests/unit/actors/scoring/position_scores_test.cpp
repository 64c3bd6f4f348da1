// What portfolio, dividends and indices do to scores, and the scores of what is held.
#include <gtest/gtest.h>

#include "tests/unit/actors/scoring/scoring_fixture.hpp"

namespace ballast::actors {
namespace {

TEST_F(ScoringTest, ThePortfolioGivesDiversificationItsData) {
  hold_some();
  Scoring scoring = actor();
  const auto before = ask(scoring, true).scores.at(0);
  const auto raw = [](const messages::ScoreTold& score, std::string_view name) {
    for (const auto& one : score.raw) {
      if (one.name == name) return one.value;
    }
    return std::optional<double>{};
  };
  EXPECT_EQ(raw(before, "position_share"), 0.5);
  EXPECT_EQ(raw(before, "position_profit"), 0.25);
  EXPECT_EQ(raw(before, "days_held"), 1000.0);
  EXPECT_EQ(raw(before, "country_target"), 0.6);
  EXPECT_EQ(raw(before, "country_share"), 1.0);
  EXPECT_EQ(raw(before, "industry_target"), std::nullopt);
  EXPECT_TRUE(before.group("diversification").has_value());
  EXPECT_FALSE(before.group("opinion").has_value());
  EXPECT_EQ(before.regime, std::nullopt);
  portfolio_.cash[0].amount = 501.0;  // by less than is told
  EXPECT_EQ(ask(scoring, true).scores.at(0), before);
  portfolio_.cash[0].amount = 5'000.0;
  EXPECT_NE(ask(scoring, true).scores.at(0).input_hash, before.input_hash);
}

TEST_F(ScoringTest, DividendsOfWholeYearsGiveTheirGrowth) {
  inputs_.inputs[0].day.clear();
  inputs_.inputs[0].close.clear();
  for (int day = 0; day < 1'600; ++day) {
    inputs_.inputs[0].day.push_back(16'801 + day);  // from 2016-01-01
    inputs_.inputs[0].close.push_back(100.0 + 0.01 * day);
  }
  for (int year = 0; year < 4; ++year) {
    inputs_.inputs[0].dividend_day.push_back(16'901 + 366 * year);
    inputs_.inputs[0].dividend.push_back(year == 0 ? 0.1 : 1.0 + 0.1 * year);
  }
  const auto valued = raw_values_of(inputs_.inputs[0], no_context()).value();
  EXPECT_NEAR(valued.raw.dividend_growth.value(), (1.2 / 1.1 + 1.3 / 1.2) / 2.0 - 1.0, 1e-12);
}

TEST_F(ScoringTest, TheNamedIndicesMoveTheWeights) {
  file_.settings.market_indices = {"AAA"};
  Scoring scoring = actor();
  const auto score = ask(scoring).scores.at(0);
  ASSERT_TRUE(score.regime.has_value());
  EXPECT_GT(*score.regime, 0.0);
  file_.settings.market_indices = {"NOSUCH"};
  EXPECT_EQ(ask(scoring).scores.at(0).regime, std::nullopt);
}

TEST_F(ScoringTest, TellsWhatToSell) {
  hold_some();
  Scoring scoring = actor();
  const auto command = command_of(messages::ScoreSales{}, "sales");
  scoring.receive(command, outlet_);
  const auto sales = outlet_.reply_to<messages::SellScores>(command);
  ASSERT_EQ(sales.scores.size(), 1U);
  EXPECT_EQ(sales.scores[0].refused, "");
  EXPECT_EQ(sales.scores[0].parts.size(), 5U);
  double score = 0.0;
  for (const auto& part : sales.scores[0].parts) score += part.weight * part.value;
  EXPECT_DOUBLE_EQ(sales.scores[0].score, score);
  EXPECT_EQ(sales.scores[0].quantity, 2.0);
  EXPECT_EQ(sales.scores[0].missing, std::vector<std::string>{"groups of industries"});

  trades_.history = {{{1}, std::nullopt, *universe_.newest_price - std::chrono::days(100)}};
  const auto again = command_of(messages::ScoreSales{{"AAA", "BBB", "NOSUCH"}}, "again");
  scoring.receive(again, outlet_);
  const auto refused = outlet_.reply_to<messages::SellScores>(again);
  EXPECT_EQ(refused.scores.at(0).refused, "its last sale was too short a time ago");
  EXPECT_EQ(refused.not_held, (std::vector<std::string>{"BBB", "NOSUCH"}));
}

TEST_F(ScoringTest, TellsHowGoodThePortfolioIs) {
  hold_some();
  Scoring scoring = actor();
  const auto score = ask(scoring).scores.at(0);
  const auto command = command_of(messages::ScorePortfolio{}, "portfolio");
  scoring.receive(command, outlet_);
  const auto told = outlet_.reply_to<messages::PortfolioScored>(command);
  EXPECT_DOUBLE_EQ(told.value, 1'000.0);
  EXPECT_DOUBLE_EQ(told.quality.value(), 100.0 * 0.5 * score.quality().value());
  EXPECT_DOUBLE_EQ(told.dividend.value(), 30.0 + 1'000.0 * 0.5 * 0.03);
  EXPECT_DOUBLE_EQ(told.diversification.value(), 100.0 * (1.0 - 0.25 / 0.3));
  EXPECT_DOUBLE_EQ(told.total,
                   0.4 * *told.diversification + 0.3 * *told.dividend + 0.3 * *told.quality);
  EXPECT_DOUBLE_EQ(told.weighted.value(), score.total);
  EXPECT_EQ(told.scored, 1U);
}

}  // namespace
}  // namespace ballast::actors
