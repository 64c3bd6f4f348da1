// ballast plans: earlier plans, one of them whole, what changed between two.

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/planning.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/local_time.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/show_report.hpp"
#include "tools/ballast/show_why.hpp"
#include "tools/ballast/wish.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/plan_difference.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Result;

constexpr std::uint64_t listed_by_default = 20;
constexpr std::uint64_t listed_max = 1000;

std::string state_text(messages::PlanState state) {
  return std::string(
      messages::NamesOf<messages::PlanState>::names.at(static_cast<std::size_t>(state)));
}

ExitCode list_plans(Session& session, const Arguments& arguments) {
  const auto list = session.ask<messages::PlanList>(
      "coordinator",
      messages::ListPlans{static_cast<std::uint32_t>(
          arguments.whole_number("limit", 1, listed_max).value_or(listed_by_default))});
  if (!list) return give_up(list.error());
  if (arguments.common().json) {
    print(messages::to_json(*list).dump(json_indent) + "\n");
    return ExitCode::done;
  }
  if (list->plans.empty()) {
    say("No plan has been made yet; `ballast plan` makes one.");
    return ExitCode::done;
  }
  Table table({{"plan"},
               {"made"},
               {"state"},
               {"steps", Align::right},
               {"before", Align::right},
               {"after", Align::right},
               {"what"}});
  for (const messages::PlanSummary& plan : list->plans) {
    table.add({short_id(plan.plan_id), local_minute(plan.created_ms), state_text(plan.state),
               std::to_string(plan.step_count), plan.score_before ? points(*plan.score_before) : "",
               plan.score_after ? points(*plan.score_after) : "", plan.headline});
  }
  print(table.text(0, stdout_style(broker::process_environment()).columns));
  return ExitCode::done;
}

Result<messages::PlanReport> fetch(Session& session, const std::string& id, bool with_inputs) {
  return session.ask<messages::PlanReport>("coordinator", messages::GetPlan{id, with_inputs}, id);
}

ExitCode show_plan(Session& session, const std::string& id, const Arguments& arguments) {
  const auto symbol = arguments.get<std::string>("why");
  const auto report = fetch(session, id, arguments.has("save") || symbol);
  if (!report) return give_up(report.error());
  if (symbol) return show_why(*report, upper_case(*symbol), arguments.common());
  show_report(*report, arguments.common());
  if (const auto path = arguments.get<std::string>("save")) {
    if (const auto saved = save_report(*report, *path); !saved) return give_up(saved.error());
  }
  if (!report->decision) say("This plan is " + state_text(report->state) + ".");
  return ExitCode::done;
}

Result<PlanRecord> fetch_record(Session& session, const std::string& id) {
  auto report = fetch(session, id, true);
  if (!report) return tl::unexpected(report.error());
  if (!report->request || !report->inputs || !report->decision) {
    return tl::unexpected(planner::Failure{planner::FailureKind::missing,
                                           "this plan has no decision to compare", id,
                                           "a plan that was completed"});
  }
  return PlanRecord{std::move(*report->request), std::move(*report->inputs),
                    std::move(*report->decision)};
}

void print_lines(const char* title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  print(fmt::format("{}\n", title));
  for (const std::string& line : lines) print("  " + line + "\n");
}

ExitCode show_difference(Session& session, const std::vector<std::string>& ids,
                         const Arguments& arguments) {
  const auto a = fetch_record(session, ids[0]);
  if (!a) return give_up(a.error());
  const auto b = fetch_record(session, ids[1]);
  if (!b) return give_up(b.error());
  const PlanDifference difference = compare_plans(*a, *b);
  if (arguments.common().json) {
    const nlohmann::ordered_json json = {{"decision", difference.decision},
                                         {"request", difference.request},
                                         {"inputs", difference.inputs}};
    print(json.dump(json_indent) + "\n");
    return ExitCode::done;
  }
  if (difference.empty()) print("The plans do not differ.\n");
  print_lines("What is different", difference.decision);
  print_lines("because it was asked for", difference.request);
  print_lines("because the books or the market changed", difference.inputs);
  return ExitCode::done;
}

}  // namespace

ExitCode run_plans(const std::vector<std::string>& words) {
  Arguments::Description own("Plans");
  own.add_options()("id", options::value<std::vector<std::string>>(),
                    "a plan's id, or its last four or more characters")(
      "diff", "what changed between two plans, and why")("limit", options::value<std::string>(),
                                                         "how many to list (20)")(
      "save", options::value<std::string>(), "write plan and inputs to this file")(
      "why", options::value<std::string>(), "of the plan ID: why this symbol is in it or not");
  const auto arguments = Arguments::read(words, "plans [ID] [--diff A B]", own, "id");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto ids = arguments.list("id");
  const bool wants_difference = arguments.has("diff");
  if (ids.size() > (wants_difference ? 2U : 1U) || (wants_difference && ids.size() != 2)) {
    say("ballast: `plans` takes one id, `plans --diff` takes two");
    return ExitCode::usage;
  }
  auto session = Session::open(for_reading(arguments.common()));
  if (!session) return give_up(session.error());
  if (wants_difference) return show_difference(**session, ids, arguments);
  if (!ids.empty()) return show_plan(**session, ids.front(), arguments);
  return list_plans(**session, arguments);
}

}  // namespace ballast::tools
