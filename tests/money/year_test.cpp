// A year of days in seconds: deposits, dividends, a split, holidays, halts, outages and restarts,
// while trading goes by itself. The books agree with an account of their own every day, one order
// is open at a time, and none is sent twice.
#include <cstdlib>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/entries.hpp"
#include "messages/trading_state.hpp"
#include "tests/money/memory_folder.hpp"
#include "tests/money/year_town.hpp"

namespace ballast::money {
namespace {

using planner::Money;
using planner::ledger::EntryKind;
using planner::ledger::Quantity;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

std::uint64_t number_of(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class Year {
 public:
  Year(std::uint64_t seed, const std::filesystem::path& folder) : town_(seed, folder) {}

  void live(int days) {
    book(EntryKind::deposit, "", Money::from_units(20'000));
    tell_trading(messages::pack(messages::SetAuto{true}));
    const std::int64_t begin = town_.now_ms();
    for (int day = 0; day < days; ++day) {
      const std::int64_t midnight = begin + day * day_ms;
      plan_day(midnight);
      const std::size_t before = runs();
      town_.live_until(midnight + day_ms - 100);
      compare();
      // What a person queued goes first.
      quiet_ = quiet_ && town_.journal().queue()->empty();
      undisturbed_ += quiet_ ? 1 : 0;
      // One that is lost is asked for again the day after.
      const bool planned = runs() != before || !quiet_;
      if (!planned && !planned_) idle_ += " " + planner::format_date(town_.today());
      planned_ = planned;
    }
  }

  void expect_sound() {
    for (const std::string& wrong : town_.outgoing().wrong) ADD_FAILURE() << wrong;
    const auto orders = town_.journal().orders("", 10'000);
    ASSERT_TRUE(orders);
    std::map<std::pair<std::string, std::uint32_t>, int> filled;
    for (const auto& order : *orders) {
      if (order.filled > 0.0) ++filled[{order.plan_id, order.step}];
    }
    int by_hand = 0;
    std::set<std::string> plans;
    for (const auto& [step, times] : filled) {
      EXPECT_EQ(times, 1) << "step " << step.second << " of plan " << step.first;
      const bool hand = step.first.starts_with("hand");
      by_hand += hand ? 1 : 0;
      EXPECT_TRUE(hand || plans.insert(step.first).second) << "two orders of plan " << step.first;
    }
    expect_runs();
    EXPECT_EQ(idle_, "") << "days on which nothing was planned, of " << undisturbed_;
    fmt::print(
        "{} orders, {} of them queued by hand, {} runs, {} days compared, {} restarts, {} "
        "steps\n",
        filled.size(), by_hand, runs(), compared_, town_.restarts(), town_.steps());
    EXPECT_GT(by_hand, 3);
    EXPECT_GT(filled.size(), 60U);
  }

  [[nodiscard]] int compared() const { return compared_; }

 private:
  struct Tally {
    Money cash;
    std::map<std::string, Quantity> shares;
    std::string cursor;
  };

  messages::Payload entry(EntryKind kind, const std::string& symbol, Money amount) {
    messages::EntryRow row;
    row.line = 1;
    row.id = fmt::format("fact-{}", ++facts_);
    row.kind = kind;
    row.day = town_.today();
    row.symbol = symbol;
    row.currency = "EUR";
    row.amount = amount;
    return messages::pack(messages::ImportEntries{"year", false, {row}});
  }

  /// Tells the portfolio until it has heard.
  void tell(const messages::Payload& what) {
    town_.ask("portfolio", what, [this, what](const Result<Envelope>& reply) {
      if (!reply) town_.at(town_.now_ms() + hour_ms, [this, what] { tell(what); });
      if (reply) --untold_;
    });
  }

  void book(EntryKind kind, const std::string& symbol, Money amount) {
    ++untold_;
    tally_.cash += amount;
    tell(entry(kind, symbol, amount));
  }

  void split() {
    const std::string symbol = town_.market()[2].security.symbol;
    town_.split(2);
    Quantity& held = tally_.shares[symbol];
    if (held == Quantity{}) return;
    held = held + held;
    ++untold_;
    messages::EntryRow row;
    row.line = 1;
    row.id = "split";
    row.kind = EntryKind::split;
    row.day = town_.today();
    row.symbol = symbol;
    row.split_become = 2;
    row.split_held = 1;
    tell(messages::pack(messages::ImportEntries{"year", false, {row}}));
  }

  void tell_trading(const messages::Payload& what) {
    town_.ask("trading", what, [this, what](const Result<Envelope>& reply) {
      if (reply) return;
      town_.at(town_.now_ms() + 60'000, [this, what] { tell_trading(what); });
    });
  }

  void set_state(planner::trading::TradingState state) {
    tell_trading(messages::pack(messages::SetTradingState{state, "the person"}));
  }

  void queue_by_hand(std::int64_t number) {
    messages::ExecutePlan plan;
    plan.plan_id = fmt::format("hand-{}", number);
    plan.all = true;
    plan.queue = true;
    for (std::uint32_t step = 1; step <= 2; ++step) {
      const auto& security = town_.market()[town_.below(4)].security;
      plan.orders.push_back({step, planner::Side::buy, security.symbol, 1.0, security.quote->price,
                             "EUR", Money{}, Money::from_units(2.0)});
    }
    town_.ask("trading", messages::pack(plan));
  }

  void plan_day(std::int64_t midnight) {
    using planner::trading::TradingState;
    const std::chrono::year_month_day date(town_.today() + std::chrono::days(1));
    const auto weekday = std::chrono::weekday(town_.today() + std::chrono::days(1));
    const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    const auto of_month = static_cast<unsigned>(date.day());
    const auto month = static_cast<unsigned>(date.month());
    quiet_ = true;
    if (of_month == 3) {
      town_.at(midnight + 6 * hour_ms, [this] {
        book(EntryKind::deposit, "", Money::from_units(1'500));
        for (const auto& [symbol, shares] : tally_.shares) {
          if (shares > Quantity{}) book(EntryKind::dividend, symbol, Money::from_units(3.75));
        }
      });
    }
    if (month == 6 && of_month == 13) town_.at(midnight + 10 * hour_ms, [this] { split(); });
    if (weekday == std::chrono::Saturday && of_month < 8) {
      town_.at(midnight + 11 * hour_ms, [this, midnight] { queue_by_hand(midnight / day_ms); });
      quiet_ = false;
    }
    if (!weekend) town_.at(midnight + 21 * hour_ms, [this] { town_.move_prices(); });
    if (halted_until_ == 0 && town_.below(40) == 0) {
      halted_until_ = midnight + 2 * day_ms;
      town_.at(midnight + 9 * hour_ms, [this] { set_state(TradingState::halt); });
    }
    town_.at(midnight + 12 * hour_ms, [this] { go_on(); });
    quiet_ = quiet_ && halted_until_ == 0;
    if (town_.below(15) == 0) break_something(midnight);
  }

  /// The person looks at noon, and resets what tripped.
  void go_on() {
    const auto state = town_.journal().state();
    const bool halted = halted_until_ != 0;
    if (halted && town_.now_ms() < halted_until_) return;
    if (halted || !state->tripped.empty()) {
      set_state(planner::trading::TradingState::active);
      quiet_ = false;
    }
    halted_until_ = 0;
  }

  void break_something(std::int64_t midnight) {
    static constexpr const char* roles[] = {"portfolio", "universe", "coordinator"};
    const std::string role = roles[town_.below(3)];
    const auto from = midnight + static_cast<std::int64_t>(town_.below(14)) * hour_ms;
    const auto hours = static_cast<std::int64_t>(town_.below(9)) + 1;
    town_.at(from, [this, role] { town_.set_down(role, true); });
    town_.at(from + hours * hour_ms, [this, role] { town_.set_down(role, false); });
    quiet_ = false;
  }

  [[nodiscard]] std::size_t runs() {
    const auto newest = town_.journal().runs(1);
    return newest->empty() ? 0 : static_cast<std::size_t>(newest->front().number);
  }

  void expect_runs() {
    const auto all = town_.journal().runs(10'000);
    ASSERT_TRUE(all);
    std::int64_t number = static_cast<std::int64_t>(all->size());
    std::set<std::string> orders;
    for (const auto& run : *all) {
      EXPECT_EQ(run.number, number--) << "each run is there once";
      EXPECT_TRUE(run.order_id.empty() || orders.insert(run.order_id).second);
      EXPECT_TRUE(run.stage == planner::trading::RunStage::over ||
                  number + 1 == all->front().number);
    }
  }

  void take_fills() {
    const auto told = town_.fills_after(tally_.cursor);
    for (const auto& fill : told.fills) {
      const Money value = *planner::ledger::value_of(fill.quantity, fill.price);
      const bool buys = fill.side == planner::Side::buy;
      tally_.cash += buys ? -value : value;
      tally_.cash -= fill.fee.money;
      Quantity& held = tally_.shares[fill.symbol];
      held = buys ? held + fill.quantity : held - fill.quantity;
    }
    tally_.cursor = told.cursor;
  }

  /// The books against the tally, where nothing is on its way to them.
  void compare() {
    take_fills();
    const auto open = town_.journal().open_orders();
    if (!open->empty() || untold_ > 0) return;
    const auto ledger = town_.ledger();
    ASSERT_TRUE(ledger);
    Money cash;
    Money sum;
    for (const auto& line : ledger->balances) {
      sum += line.amount;
      if (line.book == planner::ledger::BookAccount::cash) cash += line.amount;
    }
    EXPECT_EQ(cash, tally_.cash) << planner::format_date(town_.today());
    EXPECT_EQ(sum, Money{}) << "two sides of the books, " << planner::format_date(town_.today());
    std::map<std::string, Quantity> held;
    for (const auto& line : ledger->holdings) held[line.symbol] = *Quantity::nearest(line.quantity);
    for (const auto& [symbol, shares] : tally_.shares) {
      EXPECT_EQ(held[symbol], shares) << symbol << " on " << planner::format_date(town_.today());
    }
    ++compared_;
  }

  Town town_;
  Tally tally_;
  int facts_ = 0;
  int untold_ = 0;  // entries that the portfolio has not yet
  std::int64_t halted_until_ = 0;
  bool quiet_ = true;    // nothing disturbs the day
  bool planned_ = true;  // the day before, or it could not be
  int undisturbed_ = 0;
  std::string idle_;  // days without a run and without a reason
  int compared_ = 0;
};

TEST(Year, TheBooksBalanceEachDayAndNoOrderIsDoubledOrMissed) {
  const std::uint64_t first = number_of("BALLAST_YEAR_SEED", 1);
  const std::uint64_t count = number_of("BALLAST_YEARS", 1);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    const MemoryFolder folder;
    Year year(seed, folder.path());
    year.live(365);
    year.expect_sound();
    EXPECT_GT(year.compared(), 300);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "BALLAST_YEAR_SEED=" << seed;
  }
}

}  // namespace
}  // namespace ballast::money
