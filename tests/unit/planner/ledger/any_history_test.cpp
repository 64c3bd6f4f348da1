// What holds for any history, made up from seeds that are printed.
#include <gtest/gtest.h>

#include "planner/ledger/ledger.hpp"
#include "planner/ledger/plain_books.hpp"
#include "tests/unit/planner/ledger/ledger_entries.hpp"
#include "tests/unit/planner/ledger/random_history.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::planner::ledger {
namespace {

constexpr int entries_each = 150;

/// Books what can be booked; `see` is told of each entry and its outcome.
template <class See>
Ledger book(std::uint64_t seed, See see) {
  test::RandomHistory history(seed);
  Ledger ledger;
  for (int count = 0; count < entries_each; ++count) {
    const Entry entry = history.next();
    see(entry, ledger, ledger.append(entry, std::nullopt));
  }
  return ledger;
}

Ledger book(std::uint64_t seed) {
  return book(seed, [](const auto&...) {});
}

class AnyHistory : public testing::Test {
 protected:
  template <class Case>
  void for_each_seed(std::uint64_t cases, Case check) {
    for (std::uint64_t seed = 1; seed <= random_cases(cases); ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      check(seed);
      if (HasFailure()) return;
    }
  }
};

/// Cash or shares below zero that no broker reported.
void expect_nothing_below_zero(const Ledger& ledger, const Entry& entry, const Ledger& before) {
  for (const auto& [name, state] : ledger.books().accounts()) {
    for (const auto& [security, holding] : state.holdings) {
      ASSERT_GT(holding.quantity(), Quantity{});
      ASSERT_GE(holding.cost(), Money{});
      for (const Lot& lot : holding.lots()) {
        ASSERT_GT(lot.quantity, Quantity{});
        ASSERT_GE(lot.cost, Money{});
      }
    }
    if (entry.reported) continue;
    for (const auto& [key, money] : state.balances) {
      if (key.first != BookAccount::cash || money >= Money{}) continue;
      ASSERT_GE(money, before.books().account(name).balance(BookAccount::cash, key.second));
    }
  }
}

TEST_F(AnyHistory, EveryEntryIsZeroInEachCurrency) {
  std::size_t booked_count = 0;
  std::size_t refused_count = 0;
  std::array<int, entry_kind_names.size()> kinds{};
  for_each_seed(60, [&](std::uint64_t seed) {
    (void)book(seed, [&](const Entry& entry, const Ledger&, const Result<Booked>& booked) {
      if (!booked) {
        ++refused_count;
        EXPECT_FALSE(booked.error().what.empty());
        EXPECT_FALSE(booked.error().allowed.empty());
        return;
      }
      ++booked_count;
      ++kinds.at(static_cast<std::size_t>(entry.kind));
      ASSERT_TRUE(balances(booked->postings)) << describe(entry);
    });
  });
  EXPECT_GT(booked_count, refused_count) << "the histories say too little";
  if (sanitized) return;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    EXPECT_GT(kinds.at(kind), 0) << "no " << entry_kind_names.at(kind) << " was booked";
  }
}

TEST_F(AnyHistory, TheAccountsAreZeroTogetherAndSecuritiesStandAtCost) {
  for_each_seed(60, [](std::uint64_t seed) {
    const Ledger ledger = book(seed);
    for (const auto& [name, state] : ledger.books().accounts()) {
      std::map<std::string, Money> sums;
      for (const auto& [key, money] : state.balances) sums[key.second] += money;
      for (const auto& [currency, sum] : sums) ASSERT_EQ(sum, Money{}) << name << currency;
      std::map<std::string, Money> costs;
      for (const auto& [security, holding] : state.holdings) {
        costs[holding.currency()] += holding.cost();
      }
      for (const auto& [currency, cost] : costs) {
        ASSERT_EQ(state.balance(BookAccount::securities, currency), cost);
      }
    }
  });
}

TEST_F(AnyHistory, BookedOneByOneOrReplayedItIsTheSame) {
  for_each_seed(60, [](std::uint64_t seed) {
    const Ledger ledger = book(seed);
    const auto replayed = replay(ledger.entries());
    ASSERT_TRUE(replayed) << describe(replayed.error());
    ASSERT_EQ(*replayed, ledger.books());
    ASSERT_EQ(text_of(*replayed), text_of(ledger.books()));
    const auto again = Ledger::of(ledger.entries());
    ASSERT_TRUE(again);
    ASSERT_EQ(again->books(), ledger.books());
  });
}

TEST_F(AnyHistory, ThePlainDerivationSaysTheSame) {
  for_each_seed(60, [](std::uint64_t seed) {
    const Ledger ledger = book(seed);
    for (const auto& [name, state] : ledger.books().accounts()) {
      ASSERT_EQ(plain(state), derive_plainly(ledger.entries(), name)) << name;
    }
  });
}

TEST_F(AnyHistory, WhatIsRefusedChangesNothing) {
  for_each_seed(20, [](std::uint64_t seed) {
    test::RandomHistory history(seed);
    Ledger ledger;
    for (int count = 0; count < entries_each; ++count) {
      const Ledger before = ledger;
      const Entry entry = history.next();
      const auto booked = ledger.append(entry, std::nullopt);
      if (!booked) {
        ASSERT_EQ(ledger.books(), before.books()) << describe(entry);
        ASSERT_EQ(ledger.entries().size(), before.entries().size());
      } else if (entry.kind != EntryKind::reversal) {
        expect_nothing_below_zero(ledger, entry, before);
      }
    }
  });
}

TEST_F(AnyHistory, AReversalRestoresWhatWasBefore) {
  for_each_seed(20, [](std::uint64_t seed) {
    test::RandomHistory history(seed);
    Ledger ledger;
    for (int count = 0; count < entries_each; ++count) {
      const std::string before = text_of(ledger.books());
      const Entry entry = history.next();
      if (!ledger.append(entry, std::nullopt) || entry.kind == EntryKind::reversal) continue;
      if (count % 3 != 0) continue;
      ASSERT_TRUE(ledger.append(test::reversal_of(entry.id + "/undone", entry.id), std::nullopt));
      ASSERT_EQ(text_of(ledger.books()), before) << describe(entry);
    }
  });
}

TEST_F(AnyHistory, SalesBringAndCostInPartsWhatTheyDoAsAWhole) {
  for_each_seed(60, [](std::uint64_t seed) {
    (void)book(seed, [&](const Entry& entry, const Ledger&, const Result<Booked>& booked) {
      if (!booked || entry.kind != EntryKind::sell) return;
      Quantity quantity;
      Money proceeds;
      Money base;
      for (const RealisedLot& part : booked->realised) {
        quantity += part.quantity;
        proceeds += part.proceeds;
        base += part.base_proceeds.value_or(Money{});
      }
      ASSERT_EQ(quantity, entry.quantity);
      ASSERT_EQ(proceeds, entry.amount.money);
      if (entry.rate.per_base > Rate{}) {
        ASSERT_EQ(base, to_base(entry.amount.money, entry.rate.per_base));
      }
    });
  });
}

// The same purchases and one sale of all: whatever the method, all cost goes.
TEST_F(AnyHistory, EveryMethodConservesCostAndQuantity) {
  for_each_seed(100, [](std::uint64_t seed) {
    for (const LotMethod method :
         {LotMethod::average, LotMethod::fifo, LotMethod::lifo, LotMethod::highest_cost}) {
      std::mt19937_64 random(seed);
      Holding holding("S1", "EUR", test::first_day);
      Quantity quantity;
      Money cost;
      for (int lot = 0; lot < 12; ++lot) {
        Lot one;
        one.opened_by = std::to_string(lot);
        one.acquired = test::first_day + std::chrono::days{random() % 9};
        one.quantity = Quantity::of(1 + static_cast<std::int64_t>(random() % 5'000'000'000));
        one.cost = Money::from_micros(static_cast<std::int64_t>(random() % 900'000'000));
        one.price = *price_per_share(one.cost, one.quantity);
        quantity += one.quantity;
        cost += one.cost;
        holding.add(one, method);
      }
      while (holding.quantity() > Quantity{}) {
        const Quantity some =
            std::min(holding.quantity(),
                     Quantity::of(1 + static_cast<std::int64_t>(random() % 4'000'000'000)));
        const auto parts = holding.choose(some, method);
        for (const LotPart& part : parts) {
          quantity -= part.quantity;
          cost -= part.cost;
        }
        holding.take(parts);
        ASSERT_EQ(holding.quantity(), quantity);
        ASSERT_EQ(holding.cost(), cost);
      }
      ASSERT_EQ(cost, Money{}) << name_of(method);
      ASSERT_TRUE(holding.lots().empty());
    }
  });
}

TEST_F(AnyHistory, ASplitConservesCostAndItsReverseTheShares) {
  for_each_seed(60, [](std::uint64_t seed) {
    const Ledger ledger = book(seed);
    for (const auto& [security, holding] : ledger.books().account("main").holdings) {
      const SplitRatio ratio{static_cast<std::int64_t>(2 + seed % 5), 1};
      const auto after = holding.after_split(ratio);
      ASSERT_TRUE(after);
      ASSERT_EQ(after->cost(), holding.cost());
      ASSERT_EQ(after->quantity().count(), holding.quantity().count() * ratio.become);
      const auto back = after->after_split({ratio.held, ratio.become});
      ASSERT_TRUE(back);
      ASSERT_EQ(back->quantity(), holding.quantity());
      ASSERT_EQ(back->lots().size(), holding.lots().size());
    }
  });
}

}  // namespace
}  // namespace ballast::planner::ledger
