#include "broker/work_plane/lease_ledger.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace ballast::broker {
namespace {

struct LeaseLedgerTest : ::testing::Test {
  LeaseLedger ledger{LeaseRules{3, 2, 4}};
  std::vector<std::string> merged;
  WorkRules rules;
  WorkerIdentity one{"one", "board-1", 1, 1, "digest"};
  WorkerIdentity two{"two", "board-2", 7, 1, "digest"};

  LeaseLedgerTest() {
    rules.merge = [this](std::string_view result) -> Result<void> {
      if (result == "rubbish") return tl::unexpected(Failure{});
      if (result == "throws") throw std::runtime_error("cannot be read");
      merged.emplace_back(result);
      return {};
    };
  }

  std::uint64_t leased(const WorkerIdentity& worker, WorkerId id) {
    const std::uint64_t batch = ledger.issue("work", 10);
    ledger.lease(batch, id, worker, {});
    return batch;
  }

  Verdict answer(std::uint64_t batch, std::uint32_t attempt, const WorkerIdentity& worker,
                 std::string_view result = "sum") {
    return ledger.answer({batch, attempt, worker.instance, worker.incarnation, 5, result}, rules);
  }

  std::optional<std::uint64_t> head() {
    return ledger.first_waiting([](const auto&) { return true; });
  }
};

TEST_F(LeaseLedgerTest, AnAnswerIsAppliedOnceAndCounted) {
  const auto batch = leased(one, 1);
  EXPECT_EQ(answer(batch, 1, one), Verdict::applied);
  EXPECT_EQ(answer(batch, 1, one), Verdict::foreign_lease);
  EXPECT_EQ(merged.size(), 1U);
  EXPECT_TRUE(ledger.settled());
  EXPECT_TRUE(ledger.ledger().balances());
  EXPECT_EQ(ledger.ledger().by_worker.at("one").units, 10U);
  EXPECT_EQ(ledger.ledger().by_board.at("board-1").busy_ns, 5U);
  EXPECT_EQ(ledger.ledger().refused, 1U);
}

TEST_F(LeaseLedgerTest, WhatWasMergedIsToldOnceWithItsBatch) {
  std::vector<std::string> told;
  rules.merged = [&told](std::string_view work, std::string_view result) {
    told.push_back(std::string(work) + " " + std::string(result));
  };
  const auto batch = leased(one, 1);
  ledger.lease(batch, 2, two, {});
  EXPECT_EQ(answer(batch, 1, one, "rubbish"), Verdict::unreadable);
  EXPECT_EQ(answer(batch, 2, two), Verdict::applied);
  EXPECT_EQ(answer(batch, 1, one), Verdict::duplicate);
  EXPECT_EQ(told, std::vector<std::string>{"work sum"});
}

TEST_F(LeaseLedgerTest, AnExpiredBatchWaitsAtTheHead) {
  const auto first = leased(one, 1);
  const auto second = ledger.issue("later", 1);
  ledger.expire(first, 1, Blame::no, "gone");
  EXPECT_EQ(head(), first);
  EXPECT_EQ(ledger.waiting_count(), 2U);
  EXPECT_EQ(ledger.waiting_units(), 11U);
  EXPECT_EQ(ledger.ledger().requeued, 1U);
  EXPECT_LT(first, second);
}

TEST_F(LeaseLedgerTest, ALateAnswerStillCountsAndEndsTheWait) {
  const auto batch = leased(one, 1);
  ledger.expire(batch, 1, Blame::yes, "late");
  EXPECT_EQ(answer(batch, 1, one), Verdict::applied);
  EXPECT_FALSE(head());
  EXPECT_TRUE(ledger.ledger().balances());
  EXPECT_EQ(ledger.ledger().total.expired, 0U);
}

TEST_F(LeaseLedgerTest, TheSecondAnswerIsADuplicate) {
  const auto batch = leased(one, 1);
  ledger.lease(batch, 2, two, {});
  EXPECT_EQ(answer(batch, 2, two), Verdict::applied);
  EXPECT_EQ(answer(batch, 1, one), Verdict::duplicate);
  EXPECT_EQ(merged.size(), 1U);
  EXPECT_TRUE(ledger.ledger().balances());
  EXPECT_EQ(ledger.ledger().copied, 1U);
  EXPECT_EQ(ledger.ledger().total.duplicates, 1U);
}

TEST_F(LeaseLedgerTest, AnswersThatDifferNameBothBoards) {
  const auto batch = leased(one, 1);
  ledger.lease(batch, 2, two, {});
  answer(batch, 1, one, "sum");
  EXPECT_EQ(answer(batch, 2, two, "other"), Verdict::disagreement);
  ASSERT_EQ(ledger.disagreements().size(), 1U);
  EXPECT_EQ(ledger.disagreements()[0], (Disagreement{batch, "one", "two", "board-1", "board-2"}));
  EXPECT_EQ(ledger.ledger().disagreements, 1U);
  EXPECT_TRUE(ledger.ledger().balances());
}

TEST_F(LeaseLedgerTest, TheRunSaysWhichAnswersAreTheSame) {
  rules.same = [](std::string_view, std::string_view) { return true; };
  const auto batch = leased(one, 1);
  ledger.lease(batch, 2, two, {});
  answer(batch, 1, one, "sum");
  EXPECT_EQ(answer(batch, 2, two, "other"), Verdict::duplicate);
}

TEST_F(LeaseLedgerTest, AnswersOfStrangersAreRefused) {
  const auto batch = leased(one, 1);
  WorkerIdentity restarted = one;
  restarted.incarnation = 2;
  EXPECT_EQ(answer(batch, 1, two), Verdict::foreign_worker);
  EXPECT_EQ(answer(batch, 1, restarted), Verdict::foreign_worker);
  EXPECT_EQ(answer(batch, 2, one), Verdict::foreign_lease);
  EXPECT_EQ(answer(batch, 0, one), Verdict::foreign_lease);
  EXPECT_EQ(answer(batch + 1, 1, one), Verdict::foreign_lease);
  EXPECT_TRUE(merged.empty());
}

TEST_F(LeaseLedgerTest, AnAnswerThatCannotBeMergedIsAFailedTry) {
  const auto batch = leased(one, 1);
  EXPECT_EQ(answer(batch, 1, one, "rubbish"), Verdict::unreadable);
  EXPECT_EQ(head(), batch);
  ledger.lease(batch, 1, one, {});
  EXPECT_EQ(answer(batch, 2, one, "throws"), Verdict::unreadable);
  EXPECT_EQ(ledger.blames(batch), 2U);
}

TEST_F(LeaseLedgerTest, ABatchIsSetAsideAfterThreeBlamesWithItsPayload) {
  const auto batch = leased(one, 1);
  ledger.expire(batch, 1, Blame::yes, "died");
  ledger.expire(batch, ledger.lease(batch, 2, two, {}), Blame::yes, "died");
  EXPECT_TRUE(ledger.set_aside().empty());
  ledger.expire(batch, ledger.lease(batch, 1, one, {}), Blame::yes, "died of it");
  ASSERT_EQ(ledger.set_aside().size(), 1U);
  EXPECT_EQ(ledger.set_aside()[0], (SetAsideBatch{batch, 10, "work", "died of it"}));
  EXPECT_TRUE(ledger.settled());
  EXPECT_TRUE(ledger.ledger().balances());
}

TEST_F(LeaseLedgerTest, ABlamelessEndSetsNothingAside) {
  const auto batch = leased(one, 1);
  ledger.expire(batch, 1, Blame::no, "");
  for (int times = 0; times < 10; ++times) {
    ledger.expire(batch, ledger.lease(batch, 1, one, {}), Blame::no, "goodbye");
  }
  EXPECT_EQ(head(), batch);
}

TEST_F(LeaseLedgerTest, ABatchThatIsNeverAnsweredEndsAllTheSame) {
  const auto batch = leased(one, 1);
  ledger.expire(batch, 1, Blame::no, "");
  int leases = 1;
  for (; head() && leases < 1000; ++leases) {
    ledger.expire(batch, ledger.lease(batch, 1, one, {}), Blame::no, "context missing");
  }
  EXPECT_LT(leases, 50);
  EXPECT_EQ(ledger.ledger().set_aside, 1U);
}

TEST_F(LeaseLedgerTest, ASetAsideBatchMayStillBeAnswered) {
  const auto batch = leased(one, 1);
  ledger.expire(batch, 1, Blame::yes, "late");
  ledger.expire(batch, ledger.lease(batch, 2, two, {}), Blame::yes, "late");
  ledger.expire(batch, ledger.lease(batch, 2, two, {}), Blame::yes, "late");
  EXPECT_EQ(answer(batch, 2, two), Verdict::applied);
  EXPECT_TRUE(ledger.set_aside().empty());
  EXPECT_TRUE(ledger.ledger().balances());
}

TEST_F(LeaseLedgerTest, AnExpiredCopyChangesNothingWhileAnotherIsOpen) {
  const auto batch = leased(one, 1);
  ledger.lease(batch, 2, two, {});
  ledger.expire(batch, 1, Blame::no, "gone");
  EXPECT_FALSE(head());
  EXPECT_EQ(answer(batch, 2, two), Verdict::applied);
}

TEST_F(LeaseLedgerTest, CopiesGoToOthersAndAtMostTwoAreOpen) {
  const auto batch = leased(one, 1);
  EXPECT_FALSE(ledger.oldest_to_copy(1, {}));
  EXPECT_EQ(ledger.oldest_to_copy(2, {}), batch);
  ledger.lease(batch, 2, two, {});
  EXPECT_FALSE(ledger.oldest_to_copy(3, {}));
}

TEST_F(LeaseLedgerTest, TheOldestBatchIsCopiedFirst) {
  const auto first = leased(one, 1);
  leased(one, 1);
  EXPECT_EQ(ledger.oldest_to_copy(2, {}), first);
}

TEST_F(LeaseLedgerTest, ABatchThatWasLeasedLaterThanAskedIsNotCopied) {
  const auto first = leased(one, 1);
  ledger.expire(first, 1, Blame::no, "gone");
  ledger.lease(first, 1, one, Monotonic{20});
  const auto second = ledger.issue("work", 7);
  ledger.lease(second, 1, one, Monotonic{10});
  EXPECT_FALSE(ledger.oldest_to_copy(2, Monotonic{9}));
  EXPECT_EQ(ledger.oldest_to_copy(2, Monotonic{10}), second);
  EXPECT_EQ(ledger.oldest_to_copy(2, Monotonic{20}), first);
}

TEST_F(LeaseLedgerTest, KeepsOnlyAFewAnswersToCompare) {
  for (int batches = 0; batches < 20; ++batches) {
    const auto batch = leased(one, 1);
    ledger.expire(batch, 1, Blame::no, "gone");
    ledger.lease(batch, 2, two, {});
    EXPECT_EQ(answer(batch, 2, two), Verdict::applied);
  }
  EXPECT_EQ(answer(1, 1, one), Verdict::foreign_lease);
  EXPECT_EQ(answer(20, 1, one), Verdict::duplicate);
  EXPECT_TRUE(ledger.ledger().balances());
}

TEST_F(LeaseLedgerTest, ClosingAbandonsWhatIsOpenAndBalances) {
  leased(one, 1);
  ledger.issue("waits", 1);
  answer(leased(two, 2), 1, two);
  ledger.close();
  EXPECT_EQ(ledger.ledger().abandoned, 2U);
  EXPECT_EQ(ledger.ledger().total.expired, 1U);
  EXPECT_TRUE(ledger.ledger().balances());
}

TEST(Ledger, DoesNotBalanceWhenABatchIsLost) {
  Ledger ledger;
  ledger.issued = 2;
  ledger.total.leased = ledger.total.applied = 1;
  ledger.by_worker["one"] = ledger.by_board["board-1"] = ledger.total;
  EXPECT_FALSE(ledger.balances());
  ledger.issued = 1;
  EXPECT_TRUE(ledger.balances());
}

TEST(Ledger, DoesNotBalanceWhenThePartsAreNotTheWhole) {
  Ledger ledger;
  ledger.issued = 2;
  ledger.total.leased = ledger.total.applied = 2;
  ledger.by_board["board-1"] = ledger.by_worker["one"] = ledger.total;
  EXPECT_TRUE(ledger.balances());
  --ledger.by_worker["one"].applied;
  --ledger.by_worker["one"].leased;
  EXPECT_FALSE(ledger.balances());
}

}  // namespace
}  // namespace ballast::broker
