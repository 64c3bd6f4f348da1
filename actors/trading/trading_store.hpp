// Trading's own file: every order, written down before anything is done about it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/store.hpp"
#include "messages/books.hpp"
#include "messages/trading.hpp"

namespace ballast::actors {

/// An order as it is journalled: what is told of it, and the fill that will carry it out.
struct JournalledOrder {
  messages::OrderReport report;
  messages::ApplyFill fill;  // its id is the order's: a repeat can be told from a second fill
  std::string command_id;    // of the ExecutePlan that asked for it
};

class TradingStore {
 public:
  /// Opens trading.db at `file`; see broker::Store::open for the failures.
  [[nodiscard]] static planner::Result<TradingStore> open(const std::filesystem::path& file,
                                                          bool read_only = false);

  /// Writes orders down, all or none. A second order that is placed or filled for one step of one
  /// plan is refused as a conflict.
  [[nodiscard]] planner::Result<void> journal(const std::vector<JournalledOrder>& orders);

  /// Moves an order on.
  [[nodiscard]] planner::Result<void> settle(std::string_view order_id, messages::OrderState state,
                                             std::int64_t updated_ms,
                                             const std::vector<messages::OrderCheck>& checks);

  /// Orders that are placed and not settled, in the order in which they were placed.
  [[nodiscard]] planner::Result<std::vector<JournalledOrder>> open_orders();
  /// Orders that one command asked for, in the order in which they were placed.
  [[nodiscard]] planner::Result<std::vector<JournalledOrder>> orders_of_command(
      std::string_view command_id);
  /// The newest first; of one plan unless `plan_id` is empty.
  [[nodiscard]] planner::Result<std::vector<messages::OrderReport>> orders(std::string_view plan_id,
                                                                           std::uint32_t limit);
  /// Steps of a plan that are placed or filled.
  [[nodiscard]] planner::Result<std::vector<std::uint32_t>> executed_steps(
      std::string_view plan_id);
  /// How many orders were ever written down for a step.
  [[nodiscard]] planner::Result<std::uint32_t> attempts(std::string_view plan_id,
                                                        std::uint32_t step);
  [[nodiscard]] planner::Result<messages::TradeHistoryReport> history();

 private:
  explicit TradingStore(broker::Store store) : store_(std::move(store)) {}

  planner::Result<std::vector<JournalledOrder>> select(std::string_view condition,
                                                       std::string_view value);

  broker::Store store_;
};

}  // namespace ballast::actors
