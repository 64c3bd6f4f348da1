// The ledger in its file: what an older file held becomes entries, entries stay as they are, and
// what follows from them is the same after every opening.
#include <map>

#include <gtest/gtest.h>

#include "actors/portfolio/portfolio_store.hpp"
#include "actors/portfolio/schema.hpp"
#include "planner/ledger/plain_books.hpp"
#include "tests/unit/actors/portfolio/portfolio_rows.hpp"
#include "tests/unit/actors/temporary_directory.hpp"

namespace ballast::actors {
namespace {

namespace ledger = planner::ledger;
using planner::Result;
using planner::Side;

class KeptLedgerTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "portfolio.db"; }

  /// A store as it was before there was a ledger.
  void write_first_version(const std::string& rows) const {
    auto store = broker::Store::open({file(), {portfolio_migrations().front()}, false}).value();
    ASSERT_TRUE(store.write([&]() -> Result<void> {
      store.database().exec(rows);
      return {};
    }));
  }

  [[nodiscard]] PortfolioStore opened() const {
    auto store = PortfolioStore::open(file());
    EXPECT_TRUE(store) << planner::describe(store.error());
    return std::move(*store);
  }

  template <class Effect>
  static auto write(PortfolioStore& store, Effect effect) {
    decltype(effect()) out = tl::unexpected(planner::Failure{});
    (void)store.transactions().write([&]() -> Result<void> {
      out = effect();
      if (!out) return tl::unexpected(out.error());
      return {};
    });
    return out;
  }

  static auto apply(PortfolioStore& store, const messages::ApplyFill& fill) {
    return write(store, [&] { return store.apply(fill); });
  }

  static std::string books_of(PortfolioStore& store) {
    return ledger::text_of(store.ledger().value()->books());
  }

  TemporaryDirectory directory_;
};

constexpr const char* old_rows = R"(
INSERT INTO position VALUES (1, 'AAA.DE', 10.0, 37.12, 20090), (2, 'BBB.L', 100.25, 2.513, NULL),
  (3, 'CCC', 5.0, 0.0, NULL);
INSERT INTO cash VALUES ('EUR', 1000250000), ('USD', -5000000), ('CHF', 0);
INSERT INTO fill VALUES ('f0', 'o0', 2, 'BBB.L', 'buy', 1.0, 2.5, 'GBP', 0.8, 1.0, 'EUR', 20400);
INSERT INTO newest_day VALUES (20400);
UPDATE version SET value = 7;
)";

TEST_F(KeptLedgerTest, WhatAnOlderFileHeldIsOpened) {
  write_first_version(old_rows);
  PortfolioStore store = opened();
  const auto books = store.snapshot().value();
  EXPECT_EQ(books.version, 7U);
  EXPECT_EQ(books.as_of, planner::Date{std::chrono::days{20400}});
  ASSERT_EQ(books.positions.size(), 3U);
  const planner::Date bought{std::chrono::days{20090}};
  EXPECT_EQ(books.positions[0], (planner::Position{{1}, 10.0, 37.12, bought}));
  EXPECT_EQ(books.positions[1], (planner::Position{{2}, 100.25, 2.513, std::nullopt}));
  EXPECT_EQ(books.positions[2], (planner::Position{{3}, 5.0, 0.0, std::nullopt}));
  const std::vector<planner::CashBalance> cash = {{"EUR", 1000.25}, {"USD", -5.0}};
  EXPECT_EQ(books.cash, cash);
  EXPECT_TRUE(apply(store, fill_of("f0", 2, Side::buy, 1, 2.5, "GBP", 0.8, 1)).value().repeated);
  const auto& holdings = store.ledger().value()->books().account("main").holdings;
  EXPECT_EQ(holdings.at({2}).currency(), "GBP") << "as its newest fill says";
  EXPECT_EQ(holdings.at({1}).currency(), ledger::no_currency);
}

TEST_F(KeptLedgerTest, TheFirstFillNamesTheCurrencyOfWhatAnOlderFileHeld) {
  write_first_version(old_rows);
  PortfolioStore store = opened();
  ASSERT_TRUE(apply(store, fill_of("f1", 1, Side::sell, 4, 40, "EUR", 1, 2)));
  const auto& main = store.ledger().value()->books().account("main");
  EXPECT_EQ(main.holdings.at({1}).currency(), "EUR");
  EXPECT_EQ(main.balance(ledger::BookAccount::gains, "EUR"), planner::Money::from_units(-11.52));
  const auto position = store.snapshot().value().positions.at(0);
  EXPECT_EQ(position.quantity, 6.0);
  EXPECT_EQ(position.average_price, 37.12);
  EXPECT_EQ(position.first_bought, planner::Date{std::chrono::days{20090}});
}

TEST_F(KeptLedgerTest, ANewerFileIsRefused) {
  { const PortfolioStore store = opened(); }
  auto migrations = portfolio_migrations();
  migrations.emplace_back("CREATE TABLE later (value INTEGER) STRICT;");
  ASSERT_TRUE(broker::Store::open({file(), migrations, false}));
  const auto refused = PortfolioStore::open(file());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, planner::FailureKind::conflict);
}

TEST_F(KeptLedgerTest, EntriesAreNeitherChangedNorRemoved) {
  PortfolioStore store = opened();
  ASSERT_TRUE(apply(store, fill_of("f1", 1, Side::buy, 4, 40, "EUR", 1, 2)));
  for (const char* change :
       {"UPDATE ledger_entry SET amount_micros = 1", "DELETE FROM ledger_entry",
        "INSERT INTO ledger_entry (id, account, kind, day, reported) "
        "VALUES ('fill/f1', 'main', 'deposit', 1, 0)"}) {
    const auto done = store.transactions().write([&]() -> Result<void> {
      store.transactions().database().exec(change);
      return {};
    });
    EXPECT_FALSE(done) << change;
  }
}

TEST_F(KeptLedgerTest, TheBooksAreTheSameAfterEveryOpening) {
  std::string before;
  {
    PortfolioStore store = opened();
    ASSERT_TRUE(write(
        store, [&] { return store.import(two_positions(), known_securities(), day(2026, 1, 4)); }));
    ASSERT_TRUE(write(store, [&] { return store.import(two_balances(), day(2026, 1, 4)); }));
    const std::map<int, std::pair<const char*, double>> market = {
        {1, {"EUR", 1.0}}, {2, {"GBP", 0.8}}, {3, {"USD", 1.17}}};
    for (int number = 0; number < 40; ++number) {
      const auto& [currency, rate] = market.at(1 + number % 3);
      const Side side = number % 4 == 3 ? Side::sell : Side::buy;
      const double quantity = side == Side::buy ? 1.7 : 0.9;
      ASSERT_TRUE(apply(store, fill_of("f" + std::to_string(number), 1 + number % 3, side, quantity,
                                       3.33 + number, currency, rate, 0.1)));
    }
    before = books_of(store);
  }
  PortfolioStore store = opened();
  EXPECT_EQ(books_of(store), before);
  const auto& kept = *store.ledger().value();
  EXPECT_EQ(ledger::plain(kept.books().account("main")),
            ledger::derive_plainly(kept.entries(), "main"));
}

TEST_F(KeptLedgerTest, AFillIsATradeAndWhatItsCurrencyLacked) {
  PortfolioStore store = opened();
  ASSERT_TRUE(apply(store, fill_of("f1", 3, Side::buy, 10, 30, "USD", 1.25, 4)));
  const auto& entries = store.ledger().value()->entries();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].kind, ledger::EntryKind::exchange);
  EXPECT_EQ(entries[0].amount, (ledger::Amount{"EUR", planner::Money::from_units(244)}));
  EXPECT_EQ(entries[0].received, (ledger::Amount{"USD", planner::Money::from_units(305)}));
  EXPECT_EQ(entries[0].rate.per_base.units(), 1.25);
  EXPECT_EQ(entries[1].id, "fill/f1");
  EXPECT_EQ(entries[1].fee, planner::Money::from_units(5));
}

TEST_F(KeptLedgerTest, WhatIsUndoneLeavesNothingInMemory) {
  PortfolioStore store = opened();
  ASSERT_TRUE(apply(store, fill_of("f1", 1, Side::buy, 4, 40, "EUR", 1, 2)));
  const std::string before = books_of(store);
  const auto undone = store.transactions().write([&]() -> Result<void> {
    EXPECT_TRUE(store.apply(fill_of("f2", 1, Side::buy, 4, 40, "EUR", 1, 2)));
    return tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "undone", "", ""});
  });
  EXPECT_FALSE(undone);
  EXPECT_EQ(books_of(store), before);
  auto dry = two_balances();
  dry.dry_run = true;
  ASSERT_TRUE(write(store, [&] { return store.import(dry, day(2026, 1, 4)); }));
  EXPECT_EQ(books_of(store), before);
  EXPECT_FALSE(apply(store, fill_of("f2", 1, Side::buy, 1, 40, "EUR", 1, 2)).value().repeated);
}

TEST_F(KeptLedgerTest, ALastBillionthThatTravelledAsABinaryNumberIsSold) {
  PortfolioStore store = opened();
  ASSERT_TRUE(apply(store, fill_of("f1", 1, Side::buy, 0.3, 40, "EUR", 1, 0)));
  ASSERT_TRUE(apply(store, fill_of("f2", 1, Side::sell, 0.3000000009, 40, "EUR", 1, 0)));
  EXPECT_TRUE(store.snapshot().value().positions.empty());
}

}  // namespace
}  // namespace ballast::actors
