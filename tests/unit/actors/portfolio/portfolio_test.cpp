#include "actors/portfolio/portfolio.hpp"

#include <gtest/gtest.h>

#include "broker/manual_clock.hpp"
#include "messages/events.hpp"
#include "messages/market.hpp"
#include "tests/unit/actors/portfolio/portfolio_rows.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

class PortfolioTest : public testing::Test {
 protected:
  PortfolioTest() {
    outlet_.responder = [](const RecordingOutlet::Request& request) -> RecordingOutlet::Answer {
      EXPECT_EQ(request.route, "universe");
      return messages::pack(messages::SymbolsResolved{known_securities(), {}});
    };
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  Portfolio portfolio_{PortfolioStore::open(directory_.path() / "portfolio.db").value(), clock_};
  RecordingOutlet outlet_;
};

TEST_F(PortfolioTest, AsksTheUniverseForTheSymbolsOfAnImport) {
  const auto command = command_of(two_positions(), "1");
  portfolio_.receive(command, outlet_);
  EXPECT_EQ(outlet_.reply_to<messages::ImportReport>(command).added, 2U);
  ASSERT_EQ(outlet_.events.size(), 1U);
  EXPECT_EQ(outlet_.events[0].topic, "portfolio.updated");
  const auto question = command_of(messages::GetPortfolio{}, "2");
  portfolio_.receive(question, outlet_);
  EXPECT_EQ(outlet_.reply_to<messages::PortfolioSnapshot>(question).positions.size(), 2U);
}

TEST_F(PortfolioTest, WithoutTheUniverseNothingIsImported) {
  outlet_.responder = [](const RecordingOutlet::Request&) -> RecordingOutlet::Answer {
    return tl::unexpected(
        planner::Failure{planner::FailureKind::unavailable, "no answer", "universe", ""});
  };
  portfolio_.receive(command_of(two_positions(), "1"), outlet_);
  EXPECT_EQ(outlet_.refusals.at("1").front().what, "no answer");
  EXPECT_TRUE(outlet_.events.empty());
}

TEST_F(PortfolioTest, ARepeatedFillIsAnsweredAgainAndPublishedOnce) {
  const auto fill = fill_of("f1", 1, planner::Side::buy, 1, 60, "EUR", 1, 2);
  portfolio_.receive(command_of(fill, "1"), outlet_);
  portfolio_.receive(command_of(fill, "1"), outlet_);
  const auto later = command_of(fill, "2");
  portfolio_.receive(later, outlet_);
  EXPECT_EQ(outlet_.replies.at("1")[0], outlet_.replies.at("1")[1]);
  EXPECT_TRUE(outlet_.reply_to<messages::FillApplied>(later).repeated);
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(PortfolioTest, RubbishIsRefused) {
  auto command = command_of(messages::GetPortfolio{}, "1");
  command.header.type = "ApplyFill";
  portfolio_.receive(command, outlet_);
  command.header.type = "Nonsense";
  portfolio_.receive(command, outlet_);
  EXPECT_EQ(outlet_.refusals.at("1").size(), 2U);
}

}  // namespace
}  // namespace ballast::actors
