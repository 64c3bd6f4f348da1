#include "planner/trading/reconciliation.hpp"

#include <gtest/gtest.h>

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;

Holdings three_positions() {
  Holdings out;
  out.shares = {
      {"AAA", Quantity::whole(10)}, {"BBB", Quantity::whole(5)}, {"CCC", Quantity::of(1)}};
  out.cash = {{"USD", Money::from_micros(100'000'000)}};
  return out;
}

TEST(Reconciliation, EqualSidesDifferInNothing) {
  EXPECT_TRUE(differences(three_positions(), three_positions()).empty());
  EXPECT_TRUE(differences({}, {}).empty());
}

TEST(Reconciliation, EveryDifferenceIsNamedAndExplained) {
  Holdings broker = three_positions();
  broker.shares["AAA"] = Quantity::whole(20);
  broker.shares.erase("BBB");
  broker.shares["DDD"] = Quantity::whole(1);
  broker.cash["USD"] = Money::from_micros(90'000'000);
  const auto found = differences(three_positions(), broker);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].kind, DifferenceKind::shares_differ);
  EXPECT_EQ(found[0].explanation, "as after a split of 2 for 1: book the split");
  EXPECT_EQ(found[1].kind, DifferenceKind::only_in_books);
  EXPECT_EQ(found[2].kind, DifferenceKind::only_at_broker);
  EXPECT_EQ(found[2].subject, "DDD");
  EXPECT_EQ(found[3].kind, DifferenceKind::cash_differs);
  EXPECT_FALSE(may_trade(found, "AAA"));
  EXPECT_FALSE(may_trade(found, "BBB"));
  EXPECT_FALSE(may_trade(found, "DDD"));
  EXPECT_TRUE(may_trade(found, "CCC"));
  EXPECT_TRUE(may_trade(found, "USD"));
}

TEST(Reconciliation, CashMayDifferByACent) {
  Holdings broker = three_positions();
  broker.cash["USD"] = Money::from_micros(100'010'000);
  EXPECT_TRUE(differences(three_positions(), broker).empty());
  broker.cash["USD"] = Money::from_micros(99'989'999);
  EXPECT_EQ(differences(three_positions(), broker).size(), 1U);
}

TEST(Reconciliation, CashThatTheBrokerDoesNotKeepIsNotCompared) {
  Holdings books = three_positions();
  books.cash["EUR"] = Money::from_micros(5'000'000);
  EXPECT_TRUE(differences(books, three_positions()).empty());
}

TEST(SyncGuardTest, HalfOfThePositionsGoneIsBelievedTheSecondTime) {
  SyncGuard guard;
  Holdings broker = three_positions();
  broker.shares.erase("AAA");
  EXPECT_TRUE(guard.believes(three_positions(), broker, 0));
  broker.shares.erase("BBB");
  EXPECT_FALSE(guard.believes(three_positions(), broker, 1'000));
  EXPECT_FALSE(guard.believes(three_positions(), broker, 60'999));
  EXPECT_TRUE(guard.believes(three_positions(), broker, 61'000));
}

TEST(SyncGuardTest, AnotherAnswerBeginsAnew) {
  SyncGuard guard;
  Holdings broker = three_positions();
  broker.shares.clear();
  EXPECT_FALSE(guard.believes(three_positions(), broker, 0));
  broker.shares["AAA"] = Quantity::whole(1);
  EXPECT_FALSE(guard.believes(three_positions(), broker, 70'000));
  EXPECT_TRUE(guard.believes(three_positions(), three_positions(), 80'000));
  EXPECT_FALSE(guard.believes(three_positions(), broker, 140'000));
  EXPECT_TRUE(guard.believes({}, broker, 150'000));
}

}  // namespace
}  // namespace ballast::planner::trading
