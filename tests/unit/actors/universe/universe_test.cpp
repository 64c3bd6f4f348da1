#include "actors/universe/universe.hpp"

#include <gtest/gtest.h>

#include "broker/manual_clock.hpp"
#include "messages/events.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/universe/universe_rows.hpp"

namespace ballast::actors {
namespace {

class UniverseTest : public testing::Test {
 protected:
  template <class Reply, class Body>
  Reply ask(const Body& body, const std::string& id) {
    const auto command = command_of(body, id);
    universe_.receive(command, outlet_);
    return outlet_.reply_to<Reply>(command);
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  broker::SeededRandom random_{1};
  Universe universe_{UniverseStore::open(directory_.path() / "universe.db").value(),
                     {clock_, random_}};
  RecordingOutlet outlet_;
};

TEST_F(UniverseTest, AChangeIsPublishedOnceAndSeenByTheNextSnapshot) {
  EXPECT_TRUE(ask<messages::UniverseSnapshot>(messages::GetUniverse{}, "1").securities.empty());
  ask<messages::ImportReport>(two_securities(), "2");
  EXPECT_EQ(ask<messages::UniverseSnapshot>(messages::GetUniverse{}, "3").securities.size(), 2U);
  ASSERT_EQ(outlet_.events.size(), 1U);
  EXPECT_EQ(outlet_.events[0].topic, "universe.updated");
  const auto event = messages::decode<messages::UniverseUpdated>(outlet_.events[0].payload.bytes);
  EXPECT_EQ(event.value().cause, "securities");
  ask<messages::ImportReport>(two_securities(), "4");
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(UniverseTest, ARepeatOfACommandGetsTheFirstReplyAgain) {
  const auto command = command_of(two_securities(), "same");
  universe_.receive(command, outlet_);
  universe_.receive(command, outlet_);
  const auto& replies = outlet_.replies.at("same");
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_EQ(replies[0], replies[1]);
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(UniverseTest, TellsTheRateOfADayOrOfTheWeekBefore) {
  messages::ImportRates rates;
  rates.source = "fx.csv";
  rates.currencies = {"USD"};
  rates.currency = {0, 0};
  rates.day = {20'000, 20'010};
  rates.per_base = {1.1, 1.2};
  rates.line = {2, 3};
  ask<messages::ImportReport>(rates, "1");
  const auto told = ask<messages::RatesTold>(
      messages::GetRates{{"USD", "USD", "USD", "EUR", "GBP"}, {20'000, 20'007, 20'008, 1, 20'000}},
      "2");
  EXPECT_EQ(told.base_currency, "EUR");
  ASSERT_EQ(told.rates.size(), 3U);
  EXPECT_EQ(told.rates[0].per_base, 1.1);
  EXPECT_EQ(told.rates[0].source, "import");
  EXPECT_EQ(told.rates[1].day, planner::Date{std::chrono::days{20'000}});
  EXPECT_EQ(told.rates[1].asked, planner::Date{std::chrono::days{20'007}});
  EXPECT_EQ(told.rates[2].per_base, 1.0);
  universe_.receive(command_of(messages::GetRates{{"USD"}, {}}, "3"), outlet_);
  EXPECT_EQ(outlet_.refusals.at("3").size(), 1U);
}

TEST_F(UniverseTest, TellsCorrelationsOfWhatMayBeBoughtWhenAsked) {
  auto securities = two_securities();
  securities.rows.push_back(security_row("CCC.DE", "EUR", 4));
  securities.rows.back().allow_buy = false;
  ask<messages::ImportReport>(securities, "1");
  ask<messages::ImportReport>(prices_of("AAA.DE", day(2026, 1, 5), {100, 102, 101, 104}), "2");
  ask<messages::ImportReport>(prices_of("BBB.L", day(2026, 1, 5), {200, 204, 202, 208}), "3");
  ask<messages::ImportReport>(prices_of("CCC.DE", day(2026, 1, 5), {10, 10.2, 10.1, 10.4}), "4");
  messages::GetUniverse question;
  EXPECT_TRUE(ask<messages::UniverseSnapshot>(question, "5").correlations.empty());
  question.correlations_above = 0.9;
  const auto told = ask<messages::UniverseSnapshot>(question, "6").correlations;
  ASSERT_EQ(told.size(), 1U);
  EXPECT_LT(told[0].first, told[0].second);
  EXPECT_NEAR(told[0].value, 1.0, 1e-12);
  question.as_of = day(2026, 1, 6);
  EXPECT_TRUE(ask<messages::UniverseSnapshot>(question, "7").correlations.empty())
      << "one return alone has no spread";
}

TEST_F(UniverseTest, WhatIsKeptForTheNextQuestionIsForgottenWithEveryChange) {
  ask<messages::ImportReport>(two_securities(), "1");
  const std::vector<std::optional<double>> thresholds = {std::nullopt, 0.9, 0.1};
  const auto days = {std::optional<planner::Date>{}, std::optional{day(2026, 1, 6)}};
  int number = 2;
  double close = 100.0;
  for (int change = 0; change < 3; ++change) {
    close += 1.0;
    ask<messages::ImportReport>(prices_of("AAA.DE", day(2026, 1, 5), {close, close, close + 2.0}),
                                std::to_string(number++));
    ask<messages::ImportReport>(prices_of("BBB.L", day(2026, 1, 5), {close, close, close + 2.0}),
                                std::to_string(number++));
    Universe fresh{UniverseStore::open(directory_.path() / "universe.db", true).value(),
                   {clock_, random_}};
    for (int round = 0; round < 2; ++round) {
      for (const auto& as_of : days) {
        for (const auto& threshold : thresholds) {
          messages::GetUniverse question;
          question.as_of = as_of;
          question.correlations_above = threshold;
          const auto command = command_of(question, std::to_string(number++));
          RecordingOutlet other;
          fresh.receive(command, other);
          universe_.receive(command, outlet_);
          EXPECT_EQ(outlet_.reply_to<messages::UniverseSnapshot>(command),
                    other.reply_to<messages::UniverseSnapshot>(command));
        }
      }
    }
  }
}

TEST_F(UniverseTest, ResolvesSymbolsInTheOrderAskedAndNamesTheUnknown) {
  ask<messages::ImportReport>(two_securities(), "1");
  messages::ResolveSymbols question;
  question.symbols = {"BBB.L", "NONE", "AAA.DE"};
  const auto resolved = ask<messages::SymbolsResolved>(question, "2");
  ASSERT_EQ(resolved.securities.size(), 2U);
  EXPECT_EQ(resolved.securities[0].symbol, "BBB.L");
  EXPECT_EQ(resolved.unknown, std::vector<std::string>{"NONE"});
}

TEST_F(UniverseTest, RubbishIsRefusedAndTheActorLivesOn) {
  auto command = command_of(two_securities(), "bad");
  command.body = "\xc1 rubbish";
  universe_.receive(command, outlet_);
  EXPECT_EQ(outlet_.refusals.at("bad").size(), 1U);
  command.header.type = "Nonsense";
  universe_.receive(command, outlet_);
  EXPECT_EQ(outlet_.refusals.at("bad").size(), 2U);
  EXPECT_TRUE(ask<messages::UniverseSnapshot>(messages::GetUniverse{}, "3").securities.empty());
}

}  // namespace
}  // namespace ballast::actors
