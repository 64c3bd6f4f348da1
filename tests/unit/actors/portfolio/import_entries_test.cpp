#include <algorithm>

#include <gtest/gtest.h>

#include "actors/portfolio/portfolio.hpp"
#include "broker/manual_clock.hpp"
#include "messages/ledger.hpp"
#include "messages/market.hpp"
#include "tests/unit/actors/portfolio/portfolio_rows.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

using messages::EntryRow;
using planner::Money;
using planner::ledger::EntryKind;

EntryRow money_row(const std::string& id, EntryKind kind, std::int64_t units,
                   const std::string& currency) {
  EntryRow out;
  out.line = 2;
  out.id = id;
  out.kind = kind;
  out.day = day(2026, 1, 5);
  out.amount = Money::from_micros(units * Money::micros_per_unit);
  out.currency = currency;
  return out;
}

EntryRow trade_row(const std::string& id, EntryKind kind, const std::string& symbol,
                   std::int64_t shares, std::int64_t price) {
  EntryRow out = money_row(id, kind, 0, "");
  out.amount.reset();
  out.symbol = symbol;
  out.quantity = planner::ledger::Quantity::whole(shares).count();
  out.price = planner::ledger::Price::whole(price).count();
  return out;
}

class ImportEntriesTest : public testing::Test {
 protected:
  ImportEntriesTest() {
    const std::chrono::nanoseconds today = day(2026, 2, 1).time_since_epoch();
    clock_.set_wall(today.count());
    outlet_.responder = [](const RecordingOutlet::Request& request) -> RecordingOutlet::Answer {
      EXPECT_EQ(request.route, "universe");
      if (request.payload.type == messages::ResolveSymbols::type) {
        return messages::pack(messages::SymbolsResolved{known_securities(), {}});
      }
      const planner::Date asked = day(2026, 1, 5);
      return messages::pack(messages::RatesTold{"EUR",
                                                {{"EUR", 1.0, asked, asked, "base currency"},
                                                 {"GBP", 0.8, asked, day(2026, 1, 2), "ecb"}}});
    };
  }

  messages::Envelope send(std::vector<EntryRow> rows, bool dry_run = false) {
    auto command = command_of(messages::ImportEntries{"ledger.csv", dry_run, std::move(rows)},
                              std::to_string(++commands_));
    portfolio_.receive(command, outlet_);
    return command;
  }
  messages::ImportReport book(std::vector<EntryRow> rows, bool dry_run = false) {
    return outlet_.reply_to<messages::ImportReport>(send(std::move(rows), dry_run));
  }
  std::string refusal(std::vector<EntryRow> rows) {
    const auto command = send(std::move(rows));
    return planner::describe(outlet_.refusals.at(command.header.id).front());
  }
  messages::BooksReport books() {
    const auto command = command_of(messages::GetBooks{}, std::to_string(++commands_));
    portfolio_.receive(command, outlet_);
    return outlet_.reply_to<messages::BooksReport>(command);
  }

  int commands_ = 0;
  TemporaryDirectory directory_;
  broker::ManualClock clock_;
  Portfolio portfolio_{PortfolioStore::open(directory_.path() / "portfolio.db").value(), clock_};
  RecordingOutlet outlet_;
};

TEST_F(ImportEntriesTest, AreBookedOnceAndInOrder) {
  const std::vector<EntryRow> rows = {money_row("d", EntryKind::deposit, 1000, "EUR"),
                                      trade_row("b", EntryKind::buy, "AAA.DE", 10, 50),
                                      trade_row("s", EntryKind::sell, "AAA.DE", 4, 60)};
  EXPECT_EQ(book(rows).added, 3U);
  const auto first = books();
  EXPECT_EQ(first.holdings.at(0).quantity, 6.0);
  EXPECT_EQ(first.moves.at(0).id, "file/s");
  const auto again = book(rows);
  EXPECT_EQ(again.unchanged, 3U);
  EXPECT_EQ(books().state_hash, first.state_hash);
  EXPECT_EQ(outlet_.events.size(), 1U);
}

TEST_F(ImportEntriesTest, PricesInPenceAreWorthPoundsAtTheRateOfTheDay) {
  book({trade_row("b", EntryKind::buy, "BBB.L", 100, 250)});
  const auto holding = books().holdings.at(0);
  EXPECT_EQ(holding.currency, "GBP");
  EXPECT_EQ(holding.cost, Money::from_units(250));
  EXPECT_EQ(holding.lots.at(0).base_cost, Money::from_units(312.5));
}

TEST_F(ImportEntriesTest, WithoutARateTheValueInTheBaseCurrencyIsSaidToBeUnknown) {
  const auto report = book({money_row("d", EntryKind::deposit, 5, "USD")});
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_NE(report.warnings[0].find("no rate"), std::string::npos);
  auto told = money_row("e", EntryKind::deposit, 5, "USD");
  told.rate = planner::ledger::Rate::nearest(1.1)->count();
  EXPECT_TRUE(book({told}).warnings.empty());
}

TEST_F(ImportEntriesTest, WhatWasBookedIsNeverChangedButReversed) {
  book({money_row("d", EntryKind::deposit, 1000, "EUR")});
  EXPECT_EQ(refusal({money_row("d", EntryKind::deposit, 1001, "EUR")}),
            "ledger.csv:2: d was booked before, and otherwise: deposit 1000.00 EUR on 2026-01-05 "
            "(allowed: a reversal of it, and the right entry under another id)");
  EntryRow reversal = money_row("r", EntryKind::reversal, 0, "");
  reversal.amount.reset();
  reversal.reverses = "d";
  EXPECT_EQ(book({reversal}).added, 1U);
  EXPECT_EQ(book({reversal}).unchanged, 1U);
  EXPECT_TRUE(books().balances.empty());
}

TEST_F(ImportEntriesTest, AreAllBookedOrNone) {
  const auto before = books().state_hash;
  auto late = money_row("late", EntryKind::deposit, 5, "EUR");
  late.day = day(2026, 2, 2);
  const std::vector<EntryRow> wrong = {
      late,
      trade_row("a", EntryKind::sell, "AAA.DE", 1, 1),
      trade_row("b", EntryKind::buy, "ZZZ", 1, 1),
      trade_row("c", EntryKind::buy, "", 1, 1),
      money_row("d", EntryKind::deposit, 5, ""),
      money_row("e", EntryKind::deposit, -5, "EUR"),
      money_row("f", EntryKind::exchange, 5, "EUR"),
      trade_row("g", EntryKind::split, "AAA.DE", 0, 0),
      trade_row("h", EntryKind::buy, "AAA.DE", 9'000'000'000, 9'000'000'000)};
  for (const EntryRow& row : wrong) {
    EXPECT_TRUE(refusal({money_row("good", EntryKind::deposit, 5, "EUR"), row})
                    .starts_with("ledger.csv:2: "))
        << row.id;
  }
  book({money_row("good", EntryKind::deposit, 5, "EUR")}, true);
  EXPECT_EQ(books().state_hash, before);
  EXPECT_TRUE(outlet_.events.empty());
}

TEST_F(ImportEntriesTest, AnExchangeIntoTheBaseCurrencyTellsItsOwnRate) {
  book({money_row("d", EntryKind::deposit, 110, "USD")});
  auto exchange = money_row("x", EntryKind::exchange, 110, "USD");
  exchange.received_currency = "EUR";
  exchange.received = Money::from_units(100);
  EXPECT_TRUE(book({exchange}).warnings.empty());
  const auto balances = books().balances;
  EXPECT_TRUE(std::any_of(balances.begin(), balances.end(), [](const auto& line) {
    return line.currency == "EUR" && line.amount == Money::from_units(100);
  }));
}

}  // namespace
}  // namespace ballast::actors
