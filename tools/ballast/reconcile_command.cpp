// ballast reconcile: compares the books with the broker and tells where they differ, and why.

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/reconciling.hpp"
#include "planner/model/date.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

std::string words_of(planner::trading::DifferenceKind kind) {
  using planner::trading::DifferenceKind;
  switch (kind) {
    case DifferenceKind::shares_differ:
      return "shares differ";
    case DifferenceKind::only_at_broker:
      return "only at the broker";
    case DifferenceKind::only_in_books:
      return "only in the books";
    case DifferenceKind::cash_differs:
      return "cash differs";
    case DifferenceKind::other_order:
      return "order by another hand";
  }
  return "";
}

std::string booked_text(const messages::ReconcileReport& report) {
  std::string text;
  if (report.booked > 0) {
    text += fmt::format("{} fill{} of orders by another hand booked now.\n", report.booked,
                        report.booked == 1 ? "" : "s");
  }
  if (report.cash_booked > 0) {
    text += fmt::format("{} movement{} of cash booked now: see `ballast portfolio`.\n",
                        report.cash_booked, report.cash_booked == 1 ? "" : "s");
  }
  for (const std::string& left : report.cash_left) {
    text += fmt::format("The broker tells {}: book it with `ballast import ledger`.\n", left);
  }
  for (const messages::UnansweredShares& one : report.unanswered) {
    text += fmt::format(
        "The broker tells {} on {}{}. Book what it is with `ballast import ledger`, then:\n"
        "  ballast reconcile --answered {}\n",
        one.text, planner::format_date(one.day),
        one.symbol.empty() ? "" : fmt::format(": {} is not traded", one.symbol), one.id);
  }
  return text;
}

std::string comparison_text(const messages::ReconcileReport& report, const Style& look) {
  std::string text = fmt::format("Broker {}{}.\n", report.broker,
                                 report.live ? look.bad(", with real money") : "");
  if (!report.compared) {
    text += look.bad("Not compared") + ": " + report.text + ".\nNothing is traded until it is.\n";
  } else if (!report.text.empty()) {
    text += "Note: " + report.text + ".\n";
  }
  text += booked_text(report);
  if (report.differences.empty()) {
    return text + (report.compared ? look.good("Books and broker agree.") + "\n" : "");
  }
  Table table(
      {{"what"}, {"of"}, {"books", Align::right}, {"broker", Align::right}, {"explanation"}});
  for (const messages::DifferenceLine& line : report.differences) {
    table.add({words_of(line.kind), line.subject, line.ours, line.theirs, line.explanation});
  }
  return text + "\n" + table.text(0, look.columns) + "\nShares that differ are not traded.\n";
}

}  // namespace

ExitCode run_reconcile(const std::vector<std::string>& words) {
  namespace options = boost::program_options;
  Arguments::Description own("Reconcile");
  own.add_options()("answered", options::value<std::vector<std::string>>(),
                    "what the broker told under this id is in the books now (may be repeated)");
  const auto arguments = Arguments::read(words, "reconcile [--answered ID]...", own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  SessionOptions how;
  how.common = arguments.common();
  how.otherwise = Otherwise::own;
  how.evaluators = 1;
  auto session = Session::open(std::move(how));
  if (!session) return give_up(session.error());
  const auto report = (*session)->ask<messages::ReconcileReport>(
      "trading", messages::Reconcile{arguments.list("answered")}, "reconcile");
  if (!report) return give_up(report.error());
  if (arguments.common().json) {
    print(messages::to_json(*report).dump(json_indent) + "\n");
  } else {
    print(comparison_text(*report, stdout_style(broker::process_environment())));
  }
  if (!report->compared) return ExitCode::refused;
  const bool settled = report->differences.empty() && report->unanswered.empty();
  return settled ? ExitCode::done : ExitCode::degraded;
}

}  // namespace ballast::tools
