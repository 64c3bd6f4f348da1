// The whole life of one order, from the step that asked for it to its fills.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/trading.hpp"

namespace ballast::messages {

template <>
struct NamesOf<planner::trading::Cause> {
  static constexpr auto names = planner::trading::cause_names;
};

/// CLI -> trading: out of the queue, or not to be filled any further. Answered with OrderStory.
struct CancelOrder {
  static constexpr std::string_view type = "CancelOrder";
  std::string order_id;  // or the end of it, where no other order has the same

  bool operator==(const CancelOrder&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order_id", self.order_id);
  }
};

/// CLI -> trading. Answered with OrderStory.
struct GetOrderStory {
  static constexpr std::string_view type = "GetOrderStory";
  std::string order_id;  // or the end of it, where no other order has the same

  bool operator==(const GetOrderStory&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order_id", self.order_id);
  }
};

struct TransitionLine {
  std::int64_t at_ms = 0;  // since 1970; 0: before transitions were kept
  OrderState from = OrderState::proposed;
  planner::trading::Cause cause = planner::trading::Cause::checks_passed;
  OrderState to = OrderState::proposed;
  double filled = 0.0;  // shares, by this one
  std::string text;     // who or what said so

  bool operator==(const TransitionLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("at_ms", self.at_ms);
    visit("from", self.from);
    visit("cause", self.cause);
    visit("to", self.to);
    visit("filled", self.filled, may_be_absent);
    visit("text", self.text, may_be_absent);
  }
};

struct FillLine {
  std::string fill_id;
  double quantity = 0.0;
  double price = 0.0;  // per share, in `currency`
  std::string currency;
  double fee = 0.0;  // base currency
  planner::Date day{};
  bool booked = false;    // the portfolio has it
  std::string priced_at;  // on paper: "ask", "bid" or "last price"; empty: a broker's own price

  bool operator==(const FillLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("fill_id", self.fill_id);
    visit("quantity", self.quantity);
    visit("price", self.price);
    visit("currency", self.currency);
    visit("fee", self.fee);
    visit("day", self.day);
    visit("booked", self.booked);
    visit("priced_at", self.priced_at, may_be_absent);
  }
};

struct OrderStory {
  static constexpr std::string_view type = "OrderStory";
  OrderReport order;
  std::string broker_order_id;  // empty: not told
  std::vector<TransitionLine> life;
  std::vector<FillLine> fills;

  bool operator==(const OrderStory&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("order", self.order);
    visit("broker_order_id", self.broker_order_id, may_be_absent);
    visit("life", self.life);
    visit("fills", self.fills);
  }
};

}  // namespace ballast::messages
