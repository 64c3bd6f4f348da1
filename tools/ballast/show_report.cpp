#include "tools/ballast/show_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "broker/limits.hpp"
#include "messages/json.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/plan_text.hpp"

namespace ballast::tools {
namespace {

constexpr std::size_t shown_digits = 8;

/// How the best was found, without saying when and where.
std::string search_text(const messages::PlanReport& report) {
  const messages::PlanRun& run = *report.run;
  const bool exact = report.decision->exact;
  if (!exact && run.gap) {
    return fmt::format("not all considered: an unseen one may score {} points more",
                       points(*run.gap));
  }
  if (exact && run.nodes > 0) {
    const std::string searches =
        run.passes > 1 ? fmt::format("in {} searches ", run.passes) : "";  // the plan, alternatives
    return fmt::format("exact: {}{} scored, {} ruled out by bounds,", searches,
                       grouped(run.evaluated), grouped(run.pruned));
  }
  return exact ? "all considered" : "not all considered";
}

/// Whether all searches together took less than a single batch of an evaluator is to take: with
/// more cores the plan would not have been there sooner.
bool one_core_was_enough(const messages::PlanReport& report) {
  std::uint64_t searching_ms = 0;
  for (const messages::StageTime& stage : report.run->stages) {
    const bool search =
        stage.name == "searching" || stage.name == "alternatives" || stage.name == "front";
    if (search) searching_ms += stage.elapsed_ms;
  }
  return report.decision->exact && report.run->passes > 0 && report.run->ledger.issued == 0 &&
         searching_ms < static_cast<std::uint64_t>(broker::limits::lease_target.count());
}

}  // namespace

std::string short_id(const std::string& plan_id) {
  return plan_id.substr(plan_id.size() - std::min(plan_id.size(), shown_digits));
}

std::string statistics_text(const messages::PlanReport& report) {
  if (!report.run || !report.decision) return "";
  const messages::PlanRun& run = *report.run;
  const std::string where = run.mode == "local" ? " in this process"
                            : run.boards > 1    ? fmt::format(" on {} boards", run.boards)
                                                : "";
  const std::string workers =
      run.workers == 0 ? ""
                       : fmt::format(" by {} worker{}", run.workers, run.workers == 1 ? "" : "s");
  const std::string kept = run.mode == "local" ? "" : "plan " + short_id(report.plan_id) + ", ";
  const std::string enough = one_core_was_enough(report) ? ", one core is enough" : "";
  return fmt::format("{} sets of {} candidates, {} in {}{}{}{}; {}decision {}\n",
                     grouped(report.decision->sets_in_space + report.decision->sets_beyond_space),
                     report.decision->candidate_count, search_text(report),
                     duration(run.elapsed_ms), workers, where, enough, kept,
                     report.decision_hash.substr(0, shown_digits));
}

void show_report(const messages::PlanReport& report, const CommonOptions& common) {
  if (common.json) {
    print(messages::to_json(report).dump(json_indent) + "\n");
  } else if (report.decision) {
    const Style style = stdout_style(broker::process_environment());
    print(plan_text(*report.decision, style) + style.dim(statistics_text(report)));
  }
  if (report.failure) say("ballast: " + planner::describe(*report.failure));
  if (report.run && !common.quiet) {
    for (const std::string& note : report.run->notes) say("ballast: " + note);
  }
}

}  // namespace ballast::tools
