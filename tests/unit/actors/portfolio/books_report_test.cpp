#include "actors/portfolio/books_report.hpp"

#include <gtest/gtest.h>

#include "actors/portfolio/portfolio.hpp"
#include "broker/manual_clock.hpp"
#include "messages/market.hpp"
#include "tests/unit/actors/portfolio/portfolio_rows.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using planner::Side;

class BooksReportTest : public testing::Test {
 protected:
  BooksReportTest() {
    auto early = two_balances();
    early.as_of = day(2025, 12, 1);
    tell(early);
    tell(fill_of("f1", 1, Side::buy, 10, 60, "EUR", 1, 2));
    auto sale = fill_of("f2", 1, Side::sell, 4, 70, "EUR", 1, 1);
    sale.executed = day(2026, 2, 1);
    tell(sale);
  }

  template <class Body>
  messages::Envelope tell(const Body& body) {
    auto command = command_of(body, std::to_string(++count_));
    portfolio_.receive(command, outlet_);
    return command;
  }

  template <class Reply, class Body>
  Reply ask(const Body& body) {
    return outlet_.reply_to<Reply>(tell(body));
  }

  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  Portfolio portfolio_{PortfolioStore::open(directory_.path() / "portfolio.db").value(), clock_};
  RecordingOutlet outlet_;
  int count_ = 0;
};

TEST_F(BooksReportTest, TellsLotsBalancesAndWhatMoved) {
  const auto books = ask<messages::BooksReport>(messages::GetBooks{});
  EXPECT_EQ(books.entries, 4U);
  EXPECT_EQ(books.state_hash.size(), 64U);
  ASSERT_EQ(books.holdings.size(), 1U);
  EXPECT_EQ(books.holdings[0].quantity, 6.0);
  EXPECT_EQ(books.holdings[0].lots.at(0).opened_by, "fill/f1");
  ASSERT_EQ(books.moves.size(), 4U);
  EXPECT_EQ(books.moves[0].what, "sell 4 S1 for 280.00 EUR on 2026-02-01");
  EXPECT_EQ(books.moves[0].why, "order f2");
  EXPECT_EQ(books.moves[3].why, "import of cash.csv");
}

TEST_F(BooksReportTest, TellsTheBooksOfAnEarlierDay) {
  const auto then = ask<messages::BooksReport>(messages::GetBooks{day(2026, 1, 31), 20});
  EXPECT_EQ(then.entries, 3U);
  EXPECT_EQ(then.holdings.at(0).quantity, 10.0);
  const auto now = ask<messages::BooksReport>(messages::GetBooks{day(2026, 2, 1), 1});
  EXPECT_EQ(now.entries, 4U);
  EXPECT_EQ(now.moves.size(), 1U);
  EXPECT_NE(now.state_hash, then.state_hash);
  EXPECT_EQ(ask<messages::BooksReport>(messages::GetBooks{}).state_hash, now.state_hash);
}

TEST_F(BooksReportTest, TellsAYear) {
  const auto year = ask<messages::YearReport>(messages::GetYear{2026});
  ASSERT_EQ(year.realised.size(), 1U);
  EXPECT_EQ(year.realised[0].base_proceeds, planner::Money::from_units(280));
  EXPECT_EQ(year.realised[0].base_cost, planner::Money::from_units(240));
  EXPECT_EQ(year.income.size(), 2U) << "two fees";
}

TEST_F(BooksReportTest, RefusesWhatItCannotTell) {
  EXPECT_EQ(outlet_.refusals.size(), 0U);
  for (const auto& command : {tell(messages::GetYear{26}), tell(messages::GetYear{10'000}),
                              tell(messages::GetBooks{std::nullopt, told_moves_max + 1})}) {
    EXPECT_EQ(outlet_.refusals.at(command.header.id).size(), 1U);
  }
}

}  // namespace
}  // namespace ballast::actors
