// Splits that the broker tells in two halves: what is booked of them, and what is left to a person.
#include "actors/trading/cash_booker.hpp"

#include <set>

#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/entries.hpp"
#include "messages/import_report.hpp"
#include "messages/ledger.hpp"
#include "tests/unit/actors/recording_outlet.hpp"
#include "tests/unit/actors/temporary_directory.hpp"
#include "tests/unit/actors/trading/scripted_broker.hpp"

namespace ballast::actors {
namespace {

using planner::ledger::EntryKind;
using planner::ledger::Quantity;

constexpr planner::Date split_day{std::chrono::days{20'000}};

class SplitsOfTheBroker : public testing::Test {
 protected:
  SplitsOfTheBroker() {
    outlet_.responder = [this](const auto& request) { return serve(request); };
  }

  /// A portfolio that books each id once.
  RecordingOutlet::Answer serve(const RecordingOutlet::Request& request) {
    if (request.payload.type == "GetBooks") {
      messages::BooksReport books;
      messages::HoldingLine line;
      line.account = "main";
      line.symbol = "AAPL";
      line.quantity = held_;
      books.holdings.push_back(line);
      return messages::pack(books);
    }
    const auto import = messages::decode<messages::ImportEntries>(request.payload.bytes).value();
    messages::ImportReport report;
    for (const messages::EntryRow& row : import.rows) {
      const bool known = booked_.contains(row.id);
      ++(known ? report.unchanged : report.added);
      if (known || import.dry_run) continue;
      booked_.insert(row.id);
      splits_.push_back({row.split_become, row.split_held});
      held_ = held_ * static_cast<double>(row.split_become) / static_cast<double>(row.split_held);
    }
    if (!crashes_) return messages::pack(report);
    return tl::unexpected(
        planner::Failure{planner::FailureKind::unavailable, "no answer", "portfolio", ""});
  }

  void tell(const std::string& id, std::int64_t shares, const std::string& symbol = "AAPL") {
    BrokerCashRow row;
    row.row_id = id;
    row.kind = EntryKind::split;
    row.amount.currency = "USD";
    row.symbol = symbol;
    row.day = split_day;
    row.family = "g SPLIT";
    row.text = "a split (SPLIT) of " + std::to_string(shares) + " " + symbol;
    row.moves_shares = true;
    row.shares = Quantity::whole(shares);
    rows_.push_back(row);
  }

  /// Takes what was told; returns how many entries were booked.
  std::uint32_t book(int days_later = 0) {
    broker_.cash.emplace_back(Done<BrokerCashRows>{{rows_, "c", false}});
    CashBooker booker(store_, broker_);
    std::optional<CashBooker::Outcome> outcome;
    booker.book(split_day + std::chrono::days{days_later}, outlet_,
                [&](const auto& told) { outcome = told; });
    EXPECT_TRUE(outcome && outcome->failure.empty());
    return outcome ? outcome->booked : 0;
  }
  std::size_t unanswered() { return store_.unanswered_shares("scripted").value().size(); }
  bool is_left() { return store_.cash_to_book("scripted").value().empty() && unanswered() > 0; }

  TemporaryDirectory directory_;
  TradingStore store_ = TradingStore::open(directory_.path() / "trading.db").value();
  ScriptedBroker broker_;
  RecordingOutlet outlet_;
  std::vector<BrokerCashRow> rows_;
  double held_ = 31.0;
  bool crashes_ = false;
  std::set<std::string> booked_;
  std::vector<planner::ledger::SplitRatio> splits_;
};

TEST_F(SplitsOfTheBroker, AreBookedOnceWhenBothHalvesAreTold) {
  tell("1", -31);
  EXPECT_EQ(book(), 0U);
  EXPECT_EQ(unanswered(), 1U);
  tell("2", 62);
  EXPECT_EQ(book(), 1U);
  EXPECT_EQ(book(), 0U);
  EXPECT_EQ(splits_, (std::vector<planner::ledger::SplitRatio>{{2, 1}}));
  EXPECT_EQ(unanswered(), 0U);
}

TEST_F(SplitsOfTheBroker, WhoseHalfStaysAwayAreForAPerson) {
  tell("1", -31);
  EXPECT_EQ(book(3), 0U);
  EXPECT_FALSE(is_left());
  EXPECT_EQ(book(4), 0U);
  EXPECT_TRUE(is_left());
  EXPECT_NE(outlet_.notes.back().sentence.find("its half is missing"), std::string::npos);
}

TEST_F(SplitsOfTheBroker, OfWhatTheBooksDoNotHoldAreForAPerson) {
  held_ = 30.0;
  tell("1", -31);
  tell("2", 62);
  EXPECT_EQ(book(), 0U);
  EXPECT_TRUE(is_left());
  EXPECT_TRUE(splits_.empty());
  EXPECT_NE(outlet_.notes.back().sentence.find("the books hold 30 shares"), std::string::npos)
      << outlet_.notes.back().sentence;
}

TEST_F(SplitsOfTheBroker, ThatAreNoneAreForAPerson) {
  tell("1", -31);
  tell("2", 62, "GOOG");
  EXPECT_EQ(book(), 0U);
  EXPECT_TRUE(is_left());
  EXPECT_EQ(unanswered(), 2U);
}

TEST_F(SplitsOfTheBroker, ThatWereBookedAsTheAnswerWasLostAreNotBookedAgain) {
  tell("1", -31);
  tell("2", 62);
  crashes_ = true;
  (void)book();
  crashes_ = false;
  EXPECT_EQ(held_, 62.0);
  EXPECT_FALSE(is_left());
  EXPECT_EQ(book(), 1U);
  EXPECT_EQ(held_, 62.0);
  EXPECT_EQ(unanswered(), 0U);
}

TEST_F(SplitsOfTheBroker, ThatAnotherBookedUnderAnotherIdAreForAPerson) {
  held_ = 62.0;
  tell("1", -31);
  tell("2", 62);
  EXPECT_EQ(book(), 0U);
  EXPECT_TRUE(is_left());
  EXPECT_TRUE(splits_.empty());
}

TEST_F(SplitsOfTheBroker, AreAskedAboutUntilAPersonAnswers) {
  tell("1", -31);
  (void)book(4);
  EXPECT_FALSE(store_.answer_shares("scripted", {"1", "none"}, 5));
  EXPECT_EQ(unanswered(), 1U) << "all or none";
  EXPECT_TRUE(store_.answer_shares("scripted", {"1"}, 5));
  EXPECT_EQ(unanswered(), 0U);
  EXPECT_TRUE(store_.answer_shares("scripted", {"1"}, 6)) << "a repeat changes nothing";
}

}  // namespace
}  // namespace ballast::actors
