// ballast orders: every order, and the life of one, from the step that asked for it to its fills.

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/order_story.hpp"
#include "messages/trading.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/emergency_text.hpp"
#include "tools/ballast/local_time.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/show_report.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using messages::OrderReport;
using messages::OrderStory;

constexpr std::uint32_t newest_orders = 20;
constexpr std::uint32_t all_orders = 10'000;

/// "3ca359e6/1/1": the plan's short id, the step, the attempt.
std::string short_order_id(const OrderReport& order) {
  const auto rest = order.order_id.substr(std::min(order.plan_id.size(), order.order_id.size()));
  return short_id(order.plan_id) + rest;
}

std::string side_text(const OrderReport& order) {
  return order.side == planner::Side::buy ? "BUY" : "SELL";
}

std::string filled_text(const OrderReport& order) {
  return shares(order.filled) + " of " + shares(order.quantity);
}

/// What stands in the way, where something does.
std::string trouble_of(const OrderReport& order) {
  for (const messages::OrderCheck& check : order.checks) {
    if (!check.passed) return check.text.empty() ? check.name : check.text;
  }
  return "";
}

/// "from 2026-11-23 09:00"; "not known" where a person or the market must act first.
std::string may_go_text(const messages::QueuedLine& line) {
  return line.may_go_ms ? "from " + local_minute(*line.may_go_ms) : "not known";
}

void print_queue(const std::vector<messages::QueuedLine>& queue, const Style& style) {
  if (queue.empty()) return;
  Table table({{"waits since"},
               {"plan"},
               {"step", Align::right},
               {"side"},
               {"quantity", Align::right},
               {"security"},
               {"may go"},
               {"in the way"}});
  for (const messages::QueuedLine& line : queue) {
    table.add({local_minute(line.queued_ms), short_id(line.plan_id), std::to_string(line.step),
               line.side == planner::Side::buy ? "BUY" : "SELL", shares(line.quantity), line.symbol,
               may_go_text(line), line.text});
  }
  print("In the queue:\n" + table.text(2, style.columns) + "\n");
}

void print_list(const messages::OrderList& list, const Style& style) {
  if (list.emergency) print(emergency_text(*list.emergency) + "\n");
  print_queue(list.queue, style);
  if (list.orders.empty()) {
    print("No order.\n");
    return;
  }
  Table table({{"order"},
               {"when"},
               {"state"},
               {"side"},
               {"filled", Align::right},
               {"security"},
               {"price", Align::right},
               {"value", Align::right},
               {"fee", Align::right},
               {"in the way"}});
  for (const OrderReport& order : list.orders) {
    table.add({short_order_id(order), local_minute(order.updated_ms),
               std::string(planner::trading::name_of(order.state)), side_text(order),
               filled_text(order), order.symbol, price(order.price) + " " + order.currency,
               grouped(order.value), grouped(order.fee), trouble_of(order)});
  }
  print(table.text(0, style.columns));
}

void print_story(const OrderStory& story, const Style& style) {
  const OrderReport& order = story.order;
  print(fmt::format("{}: {} {} {}, {}\n", short_order_id(order), side_text(order),
                    shares(order.quantity), order.symbol, planner::trading::name_of(order.state)));
  print(fmt::format("asked for by step {} of plan {}\n", order.step, short_id(order.plan_id)));
  if (order.emergency) print("placed by trading itself: cash was below zero\n");
  if (!story.broker_order_id.empty()) {
    print(fmt::format("the broker calls it {}\n", story.broker_order_id));
  }
  Table life({{"when"}, {"from"}, {"cause"}, {"to"}, {"filled", Align::right}, {"who said so"}});
  for (const messages::TransitionLine& line : story.life) {
    life.add({line.at_ms == 0 ? "before" : local_second(line.at_ms),
              std::string(planner::trading::name_of(line.from)),
              std::string(planner::trading::name_of(line.cause)),
              std::string(planner::trading::name_of(line.to)),
              line.filled > 0.0 ? shares(line.filled) : "", line.text});
  }
  print("\n" + life.text(2, style.columns));
  if (story.fills.empty()) return;
  Table fills({{"fill"},
               {"day"},
               {"quantity", Align::right},
               {"price", Align::right},
               {"of"},
               {"fee", Align::right},
               {"in the books"}});
  for (const messages::FillLine& line : story.fills) {
    fills.add({line.fill_id, planner::format_date(line.day), shares(line.quantity),
               price(line.price) + " " + line.currency, line.priced_at,
               fmt::format("{:.2f}", line.fee), line.booked ? "yes" : style.bad("not yet")});
  }
  print("\n" + fills.text(2, style.columns));
}

template <class Body>
ExitCode show(const planner::Result<Body>& told, const Arguments& arguments,
              void (*print_text)(const Body&, const Style&)) {
  if (!told) return give_up(told.error());
  if (arguments.common().json) {
    print(messages::to_json(*told).dump(json_indent) + "\n");
  } else {
    print_text(*told, stdout_style(broker::process_environment()));
  }
  return ExitCode::done;
}

}  // namespace

ExitCode run_orders(const std::vector<std::string>& words) {
  Arguments::Description own("Orders");
  own.add_options()("order", options::value<std::string>(), "an order: its whole life")(
      "cancel", "take this order out of the queue, or have the broker cancel it")(
      "open", "those that may still be filled or are not in the books")("all",
                                                                        "not the newest 20 only");
  const auto arguments =
      Arguments::read(words, "orders [--open|--all] [ORDER [--cancel]]", own, "order");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  if (arguments.has("open") && arguments.has("all")) {
    say("ballast: `orders` takes --open or --all");
    return ExitCode::usage;
  }
  if (arguments.has("cancel") && !arguments.has("order")) {
    say("ballast: `orders --cancel` takes an order");
    return ExitCode::usage;
  }
  SessionOptions session_options = for_reading(arguments.common());
  if (arguments.has("cancel")) session_options.otherwise = Otherwise::own;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  if (const auto order = arguments.get<std::string>("order")) {
    const auto told =
        arguments.has("cancel")
            ? (*session)->ask<OrderStory>("trading", messages::CancelOrder{*order}, *order)
            : (*session)->ask<OrderStory>("trading", messages::GetOrderStory{*order}, *order);
    return show<OrderStory>(told, arguments, print_story);
  }
  const std::uint32_t limit = arguments.has("all") ? all_orders : newest_orders;
  const messages::GetOrders wish{"", limit, arguments.has("open")};
  return show<messages::OrderList>((*session)->ask<messages::OrderList>("trading", wish, ""),
                                   arguments, print_list);
}

}  // namespace ballast::tools
