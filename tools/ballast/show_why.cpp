#include "tools/ballast/show_why.hpp"

#include "messages/json_writer.hpp"
#include "messages/why_fields.hpp"
#include "planner/why/why.hpp"
#include "tools/report/why_text.hpp"

namespace ballast::tools {

ExitCode show_why(const messages::PlanReport& report, const std::string& symbol,
                  const CommonOptions& common) {
  if (report.failure) return give_up(*report.failure);
  if (!report.request || !report.inputs || !report.decision) {
    return give_up({planner::FailureKind::missing, "this plan has nothing to explain",
                    report.plan_id, "a plan that was completed"});
  }
  const auto why = planner::explain(*report.request, *report.inputs, symbol);
  if (!why) {
    give_up(why.error());
    return why.error().kind == planner::FailureKind::invalid ? ExitCode::usage : ExitCode::refused;
  }
  if (common.json) {
    print(messages::JsonWriter::write(*why).dump(json_indent) + "\n");
  } else {
    print(why_text(*why, stdout_style(broker::process_environment())));
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
