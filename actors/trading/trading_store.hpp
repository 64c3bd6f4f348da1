// Trading's own file: every order, written down before anything is done about it, and all that
// became of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/trading/broker_cash.hpp"
#include "actors/trading/order_rows.hpp"
#include "broker/store.hpp"
#include "messages/emergency.hpp"
#include "planner/trading/breakers.hpp"
#include "planner/trading/facts.hpp"
#include "planner/trading/guard.hpp"
#include "planner/trading/loop.hpp"
#include "planner/trading/order_queue.hpp"

namespace ballast::actors {

/// The state of trading as it is kept.
struct KeptState {
  planner::trading::TradingState state = planner::trading::TradingState::active;
  std::string reason;
  std::int64_t since_ms = 0;  // 0: from the beginning
  std::string tripped;        // a breaker that is not reset; empty: none

  bool operator==(const KeptState&) const = default;
};

struct KeptAutomatic {
  bool on = false;
  std::int64_t since_ms = 0;  // 0: from the beginning

  bool operator==(const KeptAutomatic&) const = default;
};

/// A step of a plan that waits for its time.
struct WaitingStep {
  planner::trading::QueuedStep timing;
  std::string plan_id;
  std::uint32_t step = 0;
  std::string text;  // what is in its way

  bool operator==(const WaitingStep&) const = default;
};

class TradingStore {
 public:
  /// Opens trading.db at `file`; see broker::Store::open for the failures.
  [[nodiscard]] static planner::Result<TradingStore> open(const std::filesystem::path& file,
                                                          bool read_only = false);

  /// Writes orders down, all or none, journalled or blocked, with the plan that they are of. A
  /// second journalled order for one step of one plan is refused as a conflict. Where the plan is
  /// to be queued, the steps that are blocked wait from now on.
  [[nodiscard]] planner::Result<void> journal(const std::vector<JournalledOrder>& orders,
                                              const messages::ExecutePlan& plan = {});
  /// What was asked for last of a plan; empty: nothing, or too long ago.
  [[nodiscard]] planner::Result<std::optional<messages::ExecutePlan>> asked_plan(
      const std::string& plan_id);

  /// Steps that wait for their time, in the order of queueing.
  [[nodiscard]] planner::Result<std::vector<WaitingStep>> queue();
  /// The checks were asked of one again, in vain.
  [[nodiscard]] planner::Result<void> note_queued(const planner::trading::QueuedStep& step,
                                                  std::string_view text);
  /// One waits no more.
  [[nodiscard]] planner::Result<void> end_queued(std::int64_t number, std::string_view came_of_it);
  /// How often the broker did not take a step.
  [[nodiscard]] planner::Result<std::int64_t> refusals(std::string_view plan_id,
                                                       std::uint32_t step);

  /// Whether trading goes by itself, from now on, over restarts.
  [[nodiscard]] planner::Result<void> keep_automatic(bool on, std::int64_t at_ms);
  [[nodiscard]] planner::Result<KeptAutomatic> automatic();
  /// Writes a run of the loop as it is now, a new one or one that is known.
  [[nodiscard]] planner::Result<void> keep_run(const planner::trading::LoopRun& run);
  /// The newest first.
  [[nodiscard]] planner::Result<std::vector<planner::trading::LoopRun>> runs(std::size_t limit);

  /// Moves an order on and returns it as it is then; news that is told twice changes nothing.
  /// `text` says who said so. Failure: conflict where the order's life forbids it.
  [[nodiscard]] planner::Result<JournalledOrder> move(std::string_view order_id,
                                                      planner::trading::Cause cause,
                                                      std::int64_t at_ms, std::string_view text);

  /// Keeps the broker's id of an order, by which its fills may be told. Those that were told before
  /// and kept apart become its own.
  [[nodiscard]] planner::Result<void> name_at_broker(std::string_view order_id,
                                                     std::string_view broker_order_id,
                                                     std::int64_t at_ms);

  /// Takes fills as the broker tells them, with the cursor after the last; all or none. Those that
  /// are known change nothing. One that is of no order of ours, or that its order cannot have, is
  /// kept apart. Returns the ids of the orders that moved.
  [[nodiscard]] planner::Result<std::vector<std::string>> take_fills(std::string_view broker,
                                                                     const BrokerFills& told,
                                                                     std::int64_t at_ms);
  [[nodiscard]] planner::Result<std::string> fill_cursor(std::string_view broker);

  /// Takes rows of cash as the broker tells them, with the cursor after the last; all or none.
  /// Those that are known change nothing.
  [[nodiscard]] planner::Result<void> take_cash(std::string_view broker,
                                                const BrokerCashRows& told);
  [[nodiscard]] planner::Result<std::string> cash_cursor(std::string_view broker);
  /// What the portfolio has not got of them, in the order in which it was told.
  [[nodiscard]] planner::Result<std::vector<CashToBook>> cash_to_book(std::string_view broker);
  /// The portfolio has it, or else a person has to book it.
  [[nodiscard]] planner::Result<void> settle_cash(std::string_view broker,
                                                  const std::string& row_id, bool booked);
  /// The broker's words for what a person has to book, of rows from `since` on.
  [[nodiscard]] planner::Result<std::vector<std::string>> cash_left(std::string_view broker,
                                                                    planner::Date since);

  /// What moved shares there and neither the books have nor a person answered, oldest first.
  [[nodiscard]] planner::Result<std::vector<BrokerCashRow>> unanswered_shares(
      std::string_view broker);
  /// A person says that these are in the books; all or none. Failure: missing for one that is none.
  [[nodiscard]] planner::Result<void> answer_shares(std::string_view broker,
                                                    const std::vector<std::string>& row_ids,
                                                    std::int64_t at_ms);

  /// The portfolio has this fill.
  [[nodiscard]] planner::Result<void> fill_booked(std::string_view fill_id);

  /// Fills that are of no order of ours and that the portfolio has not.
  [[nodiscard]] planner::Result<std::vector<BrokerFill>> external_fills();
  [[nodiscard]] planner::Result<void> external_fill_booked(const std::string& fill_id);

  /// Notes what stands in the way of an order, replacing the verdict of the same name.
  [[nodiscard]] planner::Result<JournalledOrder> note_check(std::string_view order_id,
                                                            const messages::OrderCheck& check);

  [[nodiscard]] planner::Result<JournalledOrder> order(std::string_view order_id);
  /// Returns the order of an id, or the only one whose id ends so. Failure: missing, conflict.
  [[nodiscard]] planner::Result<JournalledOrder> order_named(const std::string& name);
  /// Orders that are open or have fills to be booked, in the order in which they were placed.
  [[nodiscard]] planner::Result<std::vector<JournalledOrder>> open_orders();
  /// Orders that one command asked for, in the order in which they were placed.
  [[nodiscard]] planner::Result<std::vector<JournalledOrder>> orders_of_command(
      std::string_view command_id);
  /// The newest first; of one plan unless `plan_id` is empty.
  [[nodiscard]] planner::Result<std::vector<messages::OrderReport>> orders(std::string_view plan_id,
                                                                           std::uint32_t limit);
  [[nodiscard]] planner::Result<std::vector<KeptTransition>> transitions(std::string_view order_id);
  /// Fills of an order that the portfolio has not, or all.
  [[nodiscard]] planner::Result<std::vector<messages::ApplyFill>> fills(std::string_view order_id,
                                                                        bool only_unbooked);
  /// Steps of a plan that have an order which is open or was filled, also in part.
  [[nodiscard]] planner::Result<std::vector<std::uint32_t>> executed_steps(
      std::string_view plan_id);
  /// How many orders were ever written down for a step.
  [[nodiscard]] planner::Result<std::uint32_t> attempts(std::string_view plan_id,
                                                        std::uint32_t step);
  [[nodiscard]] planner::Result<messages::TradeHistoryReport> history();
  /// Drops up to `most` orders that were over before an instant; returns how many. Their names
  /// stay, and of each security the last order that was filled on each side.
  [[nodiscard]] planner::Result<std::size_t> drop_before(std::int64_t before_ms, std::size_t most);
  /// From now on, over restarts. Active resets what tripped.
  [[nodiscard]] planner::Result<void> keep_state(planner::trading::TradingState state,
                                                 std::string_view reason, std::int64_t at_ms);
  [[nodiscard]] planner::Result<KeptState> state();
  /// A breaker tripped; while one is not reset, another is not kept.
  [[nodiscard]] planner::Result<void> keep_tripped(std::string_view text, std::int64_t at_ms);
  [[nodiscard]] planner::Result<void> keep_high_water(const planner::trading::HighWater& memory);
  [[nodiscard]] planner::Result<planner::trading::HighWater> high_water();
  /// Cash that is below zero, or low; empty: there is none.
  [[nodiscard]] planner::Result<std::optional<messages::CashEmergency>> emergency();
  /// The one that stands is now so; else it begins.
  [[nodiscard]] planner::Result<void> keep_emergency(const messages::CashEmergency& emergency);
  [[nodiscard]] planner::Result<void> end_emergency(std::int64_t at_ms);
  /// Orders that were sent since an instant, as the guard sees them.
  [[nodiscard]] planner::Result<std::vector<planner::trading::OutgoingOrder>> outgoing_since(
      std::int64_t since_ms);
  /// Books and broker were compared, and agree.
  [[nodiscard]] planner::Result<void> note_compared(std::int64_t at_ms);
  /// When they were last; empty: never.
  [[nodiscard]] planner::Result<std::optional<std::int64_t>> compared_ms();
  /// Orders that were sent since an instant, oldest first.
  [[nodiscard]] planner::Result<std::vector<planner::trading::PastTrade>> sent_since(
      std::int64_t since_ms);

 private:
  explicit TradingStore(broker::Store store) : store_(std::move(store)) {}

  planner::Result<std::optional<std::string>> take_fill(const BrokerFill& fill, std::int64_t at_ms);

  broker::Store store_;
};

}  // namespace ballast::actors
