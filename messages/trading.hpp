// Commands of trading: executing the steps of a plan, orders, the history that cooldowns need.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/emergency.hpp"
#include "messages/field.hpp"
#include "messages/inputs_fields.hpp"
#include "planner/model/money.hpp"
#include "planner/trading/order_life.hpp"

namespace ballast::messages {

using planner::trading::OrderState;

template <>
struct NamesOf<OrderState> {
  static constexpr auto names = planner::trading::order_state_names;
};

/// One step of a plan as it is to be traded.
struct TradeOrder {
  std::uint32_t step = 0;  // of the plan, from 1
  planner::Side side = planner::Side::buy;
  std::string symbol;
  double quantity = 0.0;
  double price = 0.0;  // per share, in `currency`, as the plan assumed
  std::string currency;
  planner::Money value;              // base currency
  planner::Money fee;                // base currency
  std::optional<double> limit = {};  // a person's, in `currency`; empty: as the settings say

  bool operator==(const TradeOrder&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("step", self.step);
    visit("side", self.side);
    visit("symbol", self.symbol);
    visit("quantity", self.quantity);
    visit("price", self.price);
    visit("currency", self.currency);
    visit("value", self.value);
    visit("fee", self.fee);
    visit("limit", self.limit);
  }
};

/// CLI -> trading. Answered with ExecutionReport. A step of a plan is traded once, however often
/// it is asked for.
struct ExecutePlan {
  static constexpr std::string_view type = "ExecutePlan";
  std::string plan_id;
  std::string decision_hash;
  bool dry_run = false;
  bool all = false;                  // every step; else only `steps`
  bool queue = false;                // steps that may not go now wait until they may
  std::vector<std::uint32_t> steps;  // chosen, from 1
  std::vector<TradeOrder> orders;    // all steps of the plan, in order

  bool operator==(const ExecutePlan&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("decision_hash", self.decision_hash);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("all", self.all, may_be_absent);
    visit("queue", self.queue, may_be_absent);
    visit("steps", self.steps, may_be_absent);
    visit("orders", self.orders);
  }
};

/// One question asked before an order is placed.
struct OrderCheck {
  std::string name;  // "enough_cash"
  bool passed = false;
  std::string text;                     // one sentence
  std::optional<std::int64_t> from_ms;  // when it may pass, since 1970; empty: not known

  bool operator==(const OrderCheck&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("name", self.name);
    visit("passed", self.passed);
    visit("text", self.text, may_be_absent);
    visit("from_ms", self.from_ms);
  }
};

struct OrderReport {
  std::string order_id;
  std::string plan_id;
  std::uint32_t step = 0;
  std::string symbol;
  planner::Side side = planner::Side::buy;
  double quantity = 0.0;
  double filled = 0.0;  // shares, so far
  double price = 0.0;   // mean of the fills, else what was offered; in `currency`
  std::string currency;
  planner::Money value;  // base currency
  planner::Money fee;    // base currency; expected, until it was charged
  OrderState state = OrderState::checked;
  std::int64_t updated_ms = 0;            // wall clock of trading, since 1970
  std::optional<std::int64_t> may_go_ms;  // since 1970; empty: a person or the market must act
  bool queued = false;                    // it is tried again when it may go
  bool emergency = false;                 // placed by trading itself: cash was below zero
  std::optional<double> limit;            // no fill is worse; in `currency`; empty: market order
  std::optional<std::int64_t> until_ms;   // an order for the day: its end, since 1970
  /// When bid and ask were that were traded on, since 1970; empty: the last price was.
  std::optional<std::int64_t> quoted_ms;
  std::vector<OrderCheck> checks;

  bool operator==(const OrderReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order_id", self.order_id);
    visit("plan_id", self.plan_id, may_be_absent);
    visit("step", self.step);
    visit("symbol", self.symbol);
    visit("side", self.side);
    visit("quantity", self.quantity);
    visit("filled", self.filled, may_be_absent);
    visit("price", self.price);
    visit("currency", self.currency);
    visit("value", self.value);
    visit("fee", self.fee);
    visit("state", self.state);
    visit("updated_ms", self.updated_ms, may_be_absent);
    visit("may_go_ms", self.may_go_ms);
    visit("queued", self.queued, may_be_absent);
    visit("emergency", self.emergency, may_be_absent);
    visit("limit", self.limit);
    visit("until_ms", self.until_ms);
    visit("quoted_ms", self.quoted_ms);
    visit("checks", self.checks, may_be_absent);
  }
};

struct ExecutionReport {
  static constexpr std::string_view type = "ExecutionReport";
  std::string plan_id;
  bool dry_run = false;
  std::vector<OrderReport> orders;

  bool operator==(const ExecutionReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("orders", self.orders);
  }
};

/// CLI -> trading. Answered with OrderList.
struct GetOrders {
  static constexpr std::string_view type = "GetOrders";
  std::string plan_id;  // empty: of all plans
  std::uint32_t limit = 100;
  bool open = false;  // only those that may still be filled, or whose fills are not booked

  bool operator==(const GetOrders&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id, may_be_absent);
    visit("limit", self.limit, may_be_absent);
    visit("open", self.open, may_be_absent);
  }
};

/// A step of a plan that waits for its time.
struct QueuedLine {
  std::int64_t number = 0;  // in the order of queueing
  std::string plan_id;
  std::uint32_t step = 0;
  planner::Side side = planner::Side::buy;
  std::string symbol;
  double quantity = 0.0;
  std::int64_t queued_ms = 0;             // since 1970
  std::int64_t tried_ms = 0;              // when the checks were asked last
  std::optional<std::int64_t> may_go_ms;  // empty: the checks cannot say
  std::string text;                       // what is in its way

  bool operator==(const QueuedLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("number", self.number);
    visit("plan_id", self.plan_id);
    visit("step", self.step);
    visit("side", self.side);
    visit("symbol", self.symbol);
    visit("quantity", self.quantity);
    visit("queued_ms", self.queued_ms);
    visit("tried_ms", self.tried_ms);
    visit("may_go_ms", self.may_go_ms);
    visit("text", self.text, may_be_absent);
  }
};

struct OrderList {
  static constexpr std::string_view type = "OrderList";
  std::vector<OrderReport> orders;     // newest first
  std::vector<QueuedLine> queue = {};  // what waits for its time, of all plans
  std::optional<CashEmergency> emergency = {};

  bool operator==(const OrderList&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("orders", self.orders);
    visit("queue", self.queue, may_be_absent);
    visit("emergency", self.emergency);
  }
};

/// Coordinator -> trading. Answered with TradeHistoryReport.
struct GetTradeHistory {
  static constexpr std::string_view type = "GetTradeHistory";
  bool operator==(const GetTradeHistory&) const = default;
  template <class Self, class Visitor>
  static void fields(Self& /*self*/, Visitor&& /*visit*/) {}
};

struct TradeHistoryReport {
  static constexpr std::string_view type = "TradeHistoryReport";
  std::vector<planner::TradeHistory> history;  // ascending id
  std::vector<planner::PendingOrder> pending;  // placed and not filled

  bool operator==(const TradeHistoryReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("history", self.history);
    visit("pending", self.pending);
  }
};

/// Trading, topic order.filled.
struct OrderFilled {
  static constexpr std::string_view type = "OrderFilled";
  OrderReport order;

  bool operator==(const OrderFilled&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order", self.order);
  }
};

}  // namespace ballast::messages
