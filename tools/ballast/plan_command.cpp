// ballast plan, ballast plan verify, ballast evaluate: asking for a decision.

#include <algorithm>

#include <fmt/format.h>

#include "tools/ballast/commands.hpp"
#include "tools/ballast/planning_session.hpp"
#include "tools/ballast/saved_report.hpp"
#include "tools/ballast/setting_flags.hpp"
#include "tools/ballast/show_report.hpp"
#include "tools/ballast/show_why.hpp"
#include "tools/ballast/trace_file.hpp"
#include "tools/ballast/verify_plan.hpp"
#include "tools/ballast/wish.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;

void add_own_options(Arguments::Description& description) {
  add_wish_options(description);
  add_run_options(description);
  description.add_options()("save", options::value<std::string>(),
                            "also write plan and inputs to this file")(
      "trace", options::value<std::string>(),
      "also write what happened when to this file, for Perfetto or chrome://tracing");
}

ExitCode compute_and_show(messages::CreatePlan wish, const Arguments& arguments) {
  PlanningOptions planning = planning_options(arguments);
  planning.with_inputs = arguments.has("save") || arguments.has("why");
  const auto trace_path = arguments.get<std::string>("trace");
  planner::Result<void> traced;
  planning.on_trace = [&](const messages::PlanTrace& trace) {
    traced = save_trace(trace, *trace_path);
  };
  wish.trace = trace_path.has_value();
  const auto report = compute_plan(std::move(wish), planning);
  if (!report) return give_up(report.error());
  if (!traced) return give_up(traced.error());
  const std::string idle = report->request ? idle_flags(arguments, report->request->settings) : "";
  if (!idle.empty()) say("ballast: " + idle);
  const auto symbol = arguments.get<std::string>("why");
  const ExitCode shown =
      symbol ? show_why(*report, upper_case(*symbol), arguments.common()) : ExitCode::done;
  if (shown != ExitCode::done) return shown;
  if (!symbol) show_report(*report, arguments.common());
  if (const auto path = arguments.get<std::string>("save")) {
    if (const auto saved = save_report(*report, *path); !saved) return give_up(saved.error());
    if (!arguments.common().quiet) say("Saved to " + *path + ".");
  }
  if (trace_path && !arguments.common().quiet) say("Trace written to " + *trace_path + ".");
  return exit_code_of(*report);
}

/// Reads the wish and has it planned, if `accept` takes it.
template <class Accept>
ExitCode with_wish(const Arguments& arguments, Accept accept) {
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const auto wish = read_wish(arguments);
  if (!wish) {
    give_up(wish.error());
    return ExitCode::usage;
  }
  return accept(*wish) ? compute_and_show(*wish, arguments) : ExitCode::usage;
}

ExitCode run_verify(const std::vector<std::string>& words) {
  Arguments::Description own("Verifying");
  own.add_options()("file", options::value<std::string>(), "a file written by `plan --save`")(
      "exact", "also that no set of trades ranks before those told, by searching again");
  const auto arguments = Arguments::read(words, "plan verify FILE [--exact]", own, "file");
  const auto path = arguments.get<std::string>("file");
  if (arguments.help() || !path) {
    (arguments.help() ? print : say)(arguments.help_text());
    return arguments.help() ? ExitCode::done : ExitCode::usage;
  }
  const auto report = load_report(*path);
  if (!report) return give_up(report.error());
  const auto findings = verify_report(*report, arguments.has("exact"));
  if (!findings) return give_up(findings.error());
  for (const Finding& finding : *findings) {
    print(fmt::format("{:<14} {}\n", finding.name, finding.text));
  }
  if (all_hold(*findings)) return ExitCode::done;
  print(fmt::format("The plan does not hold: {}.\n", findings->back().name));
  return ExitCode::error;
}

}  // namespace

ExitCode run_plan(const std::vector<std::string>& words) {
  if (!words.empty() && words.front() == "verify") {
    return run_verify({words.begin() + 1, words.end()});
  }
  Arguments::Description own("Planning");
  add_own_options(own);
  own.add_options()("why", options::value<std::string>(),
                    "instead of the plan: why this symbol is in it or not, and what would change "
                    "that");
  const auto arguments = Arguments::read(words, "plan [options] | plan verify FILE", own);
  return with_wish(arguments, [](const messages::CreatePlan&) { return true; });
}

ExitCode run_evaluate(const std::vector<std::string>& words) {
  Arguments::Description own("Scoring own ideas");
  add_own_options(own);
  const auto arguments = Arguments::read(words, "evaluate --request FILE [options]", own);
  return with_wish(arguments, [](const messages::CreatePlan& wish) {
    if (!wish.ideas.empty()) return true;
    say("ballast: the request holds no ideas (allowed: \"ideas\": [[{\"side\": \"sell\", "
        "\"symbol\": \"CCC\", \"quantity\": 7}]])");
    return false;
  });
}

}  // namespace ballast::tools
