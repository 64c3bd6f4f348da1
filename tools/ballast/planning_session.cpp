#include "tools/ballast/planning_session.hpp"

#include "broker/identifiers.hpp"
#include "tools/ballast/progress_line.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// Events may be lost: a plan that seems quiet is asked for.
constexpr std::chrono::milliseconds poll_interval = 2s;

std::string new_plan_id() {
  const broker::SystemClock clock;
  broker::SystemRandom random;
  return broker::uuid_v7(clock.wall_ns(), random);
}

class Waiting {
 public:
  Waiting(std::string plan_id, const PlanningOptions& options)
      : plan_id_(std::move(plan_id)),
        options_(options),
        line_(stderr_is_terminal() && !options.common.quiet && !options.common.json) {}

  void observe(const messages::Envelope& event) {
    if (event.header.type == messages::PlanProgress::type) {
      const auto progress = messages::decode<messages::PlanProgress>(event.body);
      if (progress && progress->plan_id == plan_id_) line_.show(*progress);
    } else if (event.header.type == messages::PlanCompleted::type) {
      const auto completed = messages::decode<messages::PlanCompleted>(event.body);
      if (completed && completed->plan_id == plan_id_) over_ = true;
    }
  }

  Result<messages::PlanReport> wait(Session& session) {
    while (true) {
      session.client().wait([this] { return over_; }, poll_interval);
      if (session.client().interrupted()) return cancel(session);
      auto report = session.ask<messages::PlanReport>(
          "coordinator", messages::GetPlan{plan_id_, options_.with_inputs}, plan_id_);
      if (!report) return report;
      over_ = false;
      if (report->state != messages::PlanState::running) {
        line_.clear();
        return report;
      }
    }
  }

 private:
  Result<messages::PlanReport> cancel(Session& session) {
    line_.clear();
    const auto ignoring = session.ignore_interrupts();
    if (!ignoring) return tl::unexpected(ignoring.error());
    const auto cancelled = session.ask<messages::PlanCancelled>(
        "coordinator", messages::CancelPlan{plan_id_}, plan_id_, 5s);
    return tl::unexpected(Failure{FailureKind::refused,
                                  cancelled ? "interrupted; the plan was cancelled"
                                            : "interrupted; the cluster did not confirm it",
                                  plan_id_, ""});
  }

  std::string plan_id_;
  const PlanningOptions& options_;
  ProgressLine line_;
  bool over_ = false;
};

}  // namespace

Result<messages::PlanReport> compute_plan(messages::CreatePlan wish,
                                          const PlanningOptions& options) {
  wish.plan_id = new_plan_id();
  Waiting waiting(wish.plan_id, options);
  SessionOptions session_options;
  session_options.common = options.common;
  session_options.otherwise = Otherwise::snapshot;
  session_options.local = options.local;
  session_options.evaluators = options.evaluators;
  session_options.topics = {"plan." + wish.plan_id};
  session_options.observer = [&](const messages::Envelope& event) { waiting.observe(event); };
  auto session = Session::open(std::move(session_options));
  if (!session) return tl::unexpected(session.error());
  const auto accepted = (*session)->ask<messages::PlanAccepted>("coordinator", wish, wish.plan_id);
  if (!accepted) return tl::unexpected(accepted.error());
  auto report = waiting.wait(**session);
  if (report && report->run && (*session)->local()) report->run->mode = "local";
  return report;
}

ExitCode exit_code_of(const messages::PlanReport& report) {
  switch (report.state) {
    case messages::PlanState::completed:
      return ExitCode::done;
    case messages::PlanState::degraded:
      return ExitCode::degraded;
    case messages::PlanState::incomplete:
      return ExitCode::incomplete;
    case messages::PlanState::cancelled:
      return ExitCode::refused;
    case messages::PlanState::running:
    case messages::PlanState::failed:
      break;
  }
  const bool refused = report.failure && report.failure->kind == planner::FailureKind::refused;
  return refused ? ExitCode::refused : ExitCode::error;
}

}  // namespace ballast::tools
