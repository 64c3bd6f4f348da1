// A year of days in seconds: deposits, dividends, a split, holidays, halts, outages and restarts,
// while trading goes by itself. Every day the books are held to an account of their own.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "messages/codec.hpp"
#include "messages/entries.hpp"
#include "messages/trading_state.hpp"
#include "tests/money/year_account.hpp"
#include "tests/money/year_faults.hpp"
#include "tests/money/year_town.hpp"

namespace ballast::money {

using planner::Money;
using planner::ledger::EntryKind;
using planner::ledger::Quantity;

inline constexpr std::int64_t hour_ms = 3'600'000;
inline constexpr std::int64_t day_ms = 24 * hour_ms;
inline constexpr int idle_days_most = 2;

class Year {
 public:
  Year(std::uint64_t seed, const std::filesystem::path& folder, std::int64_t keep_days = 3653)
      : town_(seed, folder, keep_days) {}

  /// From the first day on.
  void plant(const PlantedFault& fault) {
    if (fault.plant) fault.plant(town_);
    told_ = fault.told;
  }

  /// Lives so many days, or until the books are found to be wrong.
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
      if (!differences_.empty()) return;
      // What a person queued goes first.
      quiet_ = quiet_ && town_.journal().queue()->empty();
      undisturbed_ += quiet_ ? 1 : 0;
      // What is lost is asked for again half a day later, and may be lost again.
      idle_days_ = runs() != before || !quiet_ ? 0 : idle_days_ + 1;
      if (idle_days_ > idle_days_most) idle_ += " " + planner::format_date(town_.today());
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
  /// Of the first day on which the books were wrong.
  [[nodiscard]] const std::string& differences() const { return differences_; }
  [[nodiscard]] Town& town() { return town_; }

 private:
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
    if (kind == EntryKind::deposit) account_.deposit("EUR", amount);
    if (kind == EntryKind::dividend) account_.dividend("EUR", amount);
    tell(entry(kind, symbol, amount));
  }

  void split() {
    const std::string symbol = town_.market()[2].security.symbol;
    town_.split(2);
    if (account_.shares()[symbol] == Quantity{}) return;
    account_.split(symbol, 2);
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
                             security.currency, Money{}, Money::from_units(2.0)});
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
        for (const auto& [symbol, shares] : account_.shares()) {
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
    if (!weekend) town_.at(midnight + 23 * hour_ms, [this] { town_.move_rates(); });
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
    const auto told = town_.fills_after(cursor_);
    for (const auto& fill : told.fills) {
      account_.fill(fill, fill.currency == "EUR" ? planner::ledger::Rate::whole(1)
                                                 : town_.rate_at(fill.executed_ms));
    }
    cursor_ = told.cursor;
  }

  /// The books against the account, where nothing is on its way to them.
  void compare() {
    take_fills();
    const auto open = town_.journal().open_orders();
    if (!open->empty() || untold_ > 0) return;
    auto ledger = town_.ledger();
    ASSERT_TRUE(ledger);
    if (told_) told_(*ledger);
    for (const std::string& one : account_.differences(*ledger)) {
      differences_ += fmt::format("{}: {}\n", planner::format_date(town_.today()), one);
    }
    ++compared_;
  }

  Town town_;
  YearAccount account_;
  std::string cursor_;
  std::function<void(messages::BooksReport&)> told_;
  std::string differences_;
  int facts_ = 0;
  int untold_ = 0;  // entries that the portfolio has not yet
  std::int64_t halted_until_ = 0;
  bool quiet_ = true;  // nothing disturbs the day
  int idle_days_ = 0;  // in a row, without a reason
  int undisturbed_ = 0;
  std::string idle_;  // days without a run and without a reason
  int compared_ = 0;
};

}  // namespace ballast::money
