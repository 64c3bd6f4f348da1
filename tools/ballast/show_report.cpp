#include "tools/ballast/show_report.hpp"

#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/plan_text.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr int json_indent = 2;

Failure cannot_write(const std::string& path) {
  return {FailureKind::refused, "this file cannot be written", path,
          "a writable place with room left"};
}

}  // namespace

std::string statistics_text(const messages::PlanReport& report) {
  if (!report.run || !report.decision) return "";
  const messages::PlanRun& run = *report.run;
  const std::string where =
      run.mode == "local" ? "in this process"
                          : fmt::format("on {} board{}", run.boards, run.boards == 1 ? "" : "s");
  return fmt::format(
      "{} sets of {} candidates, {}; {} looked at in {} by {} worker{} {}, {} batches; plan {} "
      "(decision {})\n",
      grouped(report.decision->sets_in_space), report.decision->candidate_count,
      report.decision->exact ? "all considered" : "not all considered",
      grouped(run.evaluated + run.infeasible + run.outside), duration(run.elapsed_ms), run.workers,
      run.workers == 1 ? "" : "s", where, run.ledger.issued, report.plan_id,
      report.decision_hash.substr(0, 12));
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

Result<void> save_report(const messages::PlanReport& report, const std::string& path) {
  const std::string unfinished = path + ".part";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  out << messages::to_json(report).dump(json_indent) << "\n";
  out.close();
  if (!out || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    std::remove(unfinished.c_str());
    return tl::unexpected(cannot_write(path));
  }
  return {};
}

}  // namespace ballast::tools
