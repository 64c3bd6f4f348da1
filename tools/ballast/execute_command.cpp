// ballast execute: trades steps of a plan and says what the checks made of each.

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "actors/trading/plan_orders.hpp"
#include "messages/json.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "messages/trading.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/local_time.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::uint64_t steps_max = 1000;

Result<messages::PlanReport> load_plan(Session& session, const std::string& name) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(name, ignored)) {
    return session.ask<messages::PlanReport>("coordinator", messages::GetPlan{name, false}, name);
  }
  return load_report(name);
}

std::string state_text(messages::OrderState state) {
  return std::string(
      messages::NamesOf<messages::OrderState>::names.at(static_cast<std::size_t>(state)));
}

/// What failed, one sentence each; every check with its verdict is in the JSON.
std::string checks_text(const messages::OrderReport& order) {
  std::vector<std::string> failed;
  for (const messages::OrderCheck& check : order.checks) {
    if (check.passed) continue;
    failed.push_back(check.text.empty() ? check.name + " failed" : check.text);
  }
  if (failed.empty()) return fmt::format("all {} passed", order.checks.size());
  if (order.state == messages::OrderState::blocked && order.may_go_ms) {
    failed.push_back("it may go from " + local_minute(*order.may_go_ms));
  }
  if (order.queued) failed.emplace_back("it waits in the queue");
  return fmt::format("{}", fmt::join(failed, "; "));
}

bool stopped(const messages::OrderReport& order) {
  return order.state == messages::OrderState::blocked ||
         order.state == messages::OrderState::rejected ||
         order.state == messages::OrderState::failed;
}

/// Every check of every order, with its verdict.
void print_verdicts(const messages::ExecutionReport& report, const Style& style) {
  for (const messages::OrderReport& order : report.orders) {
    print(fmt::format("\nstep {}, {} {} {}\n", order.step,
                      order.side == planner::Side::buy ? "BUY" : "SELL", shares(order.quantity),
                      order.symbol));
    Table table({{"check"}, {"verdict"}, {"why"}});
    for (const messages::OrderCheck& check : order.checks) {
      table.add({check.name, check.passed ? style.good("yes") : style.bad("no"), check.text});
    }
    print(table.text(2, style.columns));
  }
}

void print_report(const messages::ExecutionReport& report, const Style& style) {
  Table table({{"step", Align::right},
               {"state"},
               {"side"},
               {"quantity", Align::right},
               {"security"},
               {"price", Align::right},
               {"value", Align::right},
               {"fee", Align::right},
               {"checks"}});
  for (const messages::OrderReport& order : report.orders) {
    const std::string state = state_text(order.state);
    table.add({std::to_string(order.step), stopped(order) ? style.bad(state) : style.good(state),
               order.side == planner::Side::buy ? "BUY" : "SELL", shares(order.quantity),
               order.symbol, price(order.price) + " " + order.currency, grouped(order.value),
               grouped(order.fee), checks_text(order)});
  }
  print(table.text(0, style.columns));
  const auto waiting = std::count_if(report.orders.begin(), report.orders.end(),
                                     [](const auto& order) { return order.queued; });
  if (waiting > 0) {
    print(fmt::format("\n{} in the queue, tried while trading runs; see `ballast orders`.\n",
                      waiting == 1 ? "1 step waits" : fmt::format("{} steps wait", waiting)));
  }
  if (!report.dry_run) return;
  print_verdicts(report, style);
  print("\nA dry run: nothing was traded.\n");
}

ExitCode exit_code_of_orders(const messages::ExecutionReport& report) {
  for (const messages::OrderReport& order : report.orders) {
    if (stopped(order) && !order.queued) return ExitCode::refused;
  }
  return ExitCode::done;
}

ExitCode execute(const std::string& plan, std::optional<std::uint32_t> step,
                 const Arguments& arguments) {
  SessionOptions session_options;
  session_options.common = arguments.common();
  session_options.otherwise = Otherwise::own;
  session_options.evaluators = 1;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  const auto report = load_plan(**session, plan);
  if (!report) return give_up(report.error());
  auto wish = actors::orders_of_plan(*report);
  if (!wish) return give_up(wish.error());
  wish->dry_run = arguments.has("dry-run");
  wish->all = arguments.has("all");
  wish->queue = wish->all;
  if (step) wish->steps = {*step};
  if (const auto limit = arguments.price("limit")) {
    // A step that the plan has not is refused by trading, which says how many it has.
    for (messages::TradeOrder& order : wish->orders) {
      if (order.step == step) order.limit = *limit;
    }
  }
  const auto done = (*session)->ask<messages::ExecutionReport>("trading", *wish, report->plan_id);
  if (!done) return give_up(done.error());
  if (arguments.common().json) {
    print(messages::to_json(*done).dump(json_indent) + "\n");
  } else {
    print_report(*done, stdout_style(broker::process_environment()));
  }
  return exit_code_of_orders(*done);
}

}  // namespace

ExitCode run_execute(const std::vector<std::string>& words) {
  Arguments::Description own("Executing");
  own.add_options()("plan", options::value<std::string>(), "a plan's id, or a saved plan's file")(
      "step", options::value<std::string>(), "trade this step")(
      "all", "trade every step; those that may not go yet wait in the queue")(
      "limit", options::value<std::string>(),
      "with --step: no fill is worse than this price, in the security's currency")(
      "dry-run", "only show what the checks say");
  const auto arguments = Arguments::read(
      words, "execute PLAN-ID|FILE (--step N [--limit PRICE]|--all) [--dry-run]", own, "plan");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto plan = arguments.get<std::string>("plan");
  if (!plan || arguments.has("step") == arguments.has("all")) {
    say("ballast: `execute` takes a plan and either --step N or --all");
    return ExitCode::usage;
  }
  if (arguments.has("limit") && arguments.has("all")) {
    say("ballast: --limit is a price for one step, --step N");
    return ExitCode::usage;
  }
  std::optional<std::uint32_t> step;
  if (const auto number = arguments.whole_number("step", 1, steps_max)) {
    step = static_cast<std::uint32_t>(*number);
  }
  return execute(*plan, step, arguments);
}

}  // namespace ballast::tools
