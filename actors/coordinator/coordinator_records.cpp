// What the coordinator writes down of a plan besides the plan: its trace and its lines in the log.

#include <algorithm>

#include <fmt/format.h>

#include "actors/coordinator/coordinator.hpp"

namespace ballast::actors {
namespace {

using broker::Notice;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// Traces wait in memory to be fetched; a full one takes about two megabytes.
constexpr std::size_t traces_kept = 4;

std::string_view name_of(messages::PlanState state) {
  return messages::NamesOf<messages::PlanState>::names.at(static_cast<std::size_t>(state));
}

}  // namespace

void Coordinator::trace_work(broker::VentilatorEvents& events) {
  events.leased = [this](const messages::Batch& batch, const std::string& worker) {
    if (PlanRecord* record = find_record(batch.run)) {
      record->leased(batch.run, batch.batch, batch.attempt, worker, settings_.clock.now());
    }
  };
  events.answered = [this](const broker::LeaseAnswer& answer) {
    if (PlanRecord* record = find_record(answer.run)) {
      record->answered(answer.run, answer.batch, answer.attempt, answer.verdict, answer.busy_ns,
                       settings_.clock.now());
    }
  };
}

PlanRecord* Coordinator::find_record(std::string_view run) {
  PlanJob* job = find_job(run.substr(0, run.find('/')));
  return job != nullptr && job->record ? &*job->record : nullptr;
}

void Coordinator::keep_trace(PlanJob& job) {
  if (!job.record) return;
  traces_.push_back(job.record->finish(settings_.clock.now()));
  if (traces_.size() > traces_kept) traces_.pop_front();
}

Result<messages::PlanTrace> Coordinator::get_trace(const messages::GetTrace& wish) const {
  const auto at = std::ranges::find(traces_, wish.plan_id, &messages::PlanTrace::plan_id);
  if (at != traces_.end()) return *at;
  return tl::unexpected(Failure{FailureKind::missing, "no trace is kept of this plan", wish.plan_id,
                                "one of the last " + std::to_string(traces_kept) +
                                    " plans that ended and were asked for with `trace`"});
}

void Coordinator::note_begin(const std::string& plan_id, const Command& command) {
  Notice notice =
      broker::about(command.header, {.level = Notice::Level::info, .sentence = "a plan begins"});
  notice.plan = plan_id;
  outlet_->note(std::move(notice));
}

void Coordinator::note_end(const PlanJob& job, const messages::PlanReport& report) {
  const auto age =
      std::chrono::duration_cast<std::chrono::milliseconds>(settings_.clock.now() - job.started());
  std::string sentence =
      fmt::format("the plan is {} after {} ms", name_of(report.state), age.count());
  if (report.failure) sentence += ": " + planner::describe(*report.failure);
  outlet_->note({.level = report.failure ? Notice::Level::warning : Notice::Level::info,
                 .sentence = std::move(sentence),
                 .plan = job.plan_id()});
}

}  // namespace ballast::actors
