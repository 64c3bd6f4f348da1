#include "tools/ballast/planning_session.hpp"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

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
/// Enough that none waits for another's questions to the actors; others' plans find room, too.
constexpr std::size_t plans_at_once = 8;
constexpr std::uint64_t evaluators_max = 64;

/// Several plans on their way; each is known by its id.
class Planning {
 public:
  Planning(std::vector<messages::CreatePlan> wishes, const PlanningOptions& options)
      : wishes_(std::move(wishes)),
        options_(options),
        reports_(wishes_.size()),
        line_(stderr_is_terminal() && !options.common.quiet && !options.common.json) {
    for (messages::CreatePlan& wish : wishes_) wish.plan_id = new_plan_id();
  }

  [[nodiscard]] std::vector<std::string> topics() const {
    if (wishes_.size() == 1) return {"plan." + wishes_.front().plan_id};
    return {"plan."};
  }

  void observe(const messages::Envelope& event) {
    if (event.header.type == messages::PlanProgress::type) {
      const auto progress = messages::decode<messages::PlanProgress>(event.body);
      if (progress && open_.contains(progress->plan_id)) show(*progress);
    } else if (auto ended = ended_plan(event); ended && open_.contains(*ended)) {
      over_.insert(std::move(*ended));
    }
  }

  Result<std::vector<messages::PlanReport>> finish(Session& session) {
    auto computed = compute(session);
    line_.clear();
    if (computed) return std::move(reports_);
    if (open_.empty()) return tl::unexpected(computed.error());
    const bool interrupted = session.client().interrupted();
    const bool cancelled = cancel(session);
    if (!interrupted) return tl::unexpected(computed.error());
    const char* plans = wishes_.size() == 1 ? "the plan was" : "the plans were";
    return tl::unexpected(Failure{FailureKind::refused,
                                  cancelled
                                      ? fmt::format("interrupted; {} cancelled", plans)
                                      : std::string("interrupted; the cluster did not confirm it"),
                                  wishes_.size() == 1 ? wishes_.front().plan_id : "", ""});
  }

 private:
  void show(const messages::PlanProgress& progress) {
    const std::string count =
        wishes_.size() == 1 ? "" : fmt::format("{} of {} plans  ", finished_, wishes_.size());
    line_.show(count + progress_text(progress));
  }

  Result<void> compute(Session& session) {
    while (finished_ < wishes_.size()) {
      if (auto begun = begin_some(session); !begun) return begun;
      session.client().wait([this] { return !over_.empty(); }, poll_interval);
      if (session.client().interrupted()) {
        return tl::unexpected(Failure{FailureKind::refused, "interrupted", "", ""});
      }
      if (auto asked = ask_for_reports(session); !asked) return asked;
    }
    return {};
  }

  Result<void> begin_some(Session& session) {
    while (begun_ < wishes_.size() && open_.size() < plans_at_once) {
      const messages::CreatePlan& wish = wishes_[begun_];
      open_[wish.plan_id] = begun_++;
      const auto accepted = begin_plan(session, wish);
      if (accepted) continue;
      if (!session.client().interrupted()) open_.erase(wish.plan_id);
      return tl::unexpected(accepted.error());
    }
    return {};
  }

  /// Of the plans that are told to be over; of all open ones when nothing was told for long.
  Result<void> ask_for_reports(Session& session) {
    std::set<std::string> asked = std::exchange(over_, {});
    if (asked.empty()) {
      for (const auto& [id, wish] : open_) asked.insert(id);
    }
    for (const std::string& id : asked) {
      auto report = session.ask<messages::PlanReport>(
          "coordinator", messages::GetPlan{id, options_.with_inputs}, id);
      if (!report) return tl::unexpected(report.error());
      if (report->state == messages::PlanState::running) continue;
      if (auto fetched = fetch_trace(session, wishes_[open_.at(id)]); !fetched) return fetched;
      reports_[open_.at(id)] = std::move(*report);
      open_.erase(id);
      over_.erase(id);
      ++finished_;
    }
    return {};
  }

  Result<void> fetch_trace(Session& session, const messages::CreatePlan& wish) const {
    if (!wish.trace || !options_.on_trace) return {};
    const auto trace = session.ask<messages::PlanTrace>(
        "coordinator", messages::GetTrace{wish.plan_id}, wish.plan_id);
    if (!trace) return tl::unexpected(trace.error());
    options_.on_trace(*trace);
    return {};
  }

  /// Returns whether all open plans are known to be cancelled.
  bool cancel(Session& session) {
    if (!session.ignore_interrupts()) return false;
    bool all = true;
    for (const auto& [id, wish] : open_) {
      all = session.ask<messages::PlanCancelled>("coordinator", messages::CancelPlan{id}, id, 5s)
                .has_value() &&
            all;
    }
    return all;
  }

  std::vector<messages::CreatePlan> wishes_;
  const PlanningOptions& options_;
  std::vector<messages::PlanReport> reports_;
  std::map<std::string, std::size_t, std::less<>> open_;  // id to the wish's place
  std::set<std::string> over_;                            // told to be over, not asked for
  std::size_t begun_ = 0;
  std::size_t finished_ = 0;
  ProgressLine line_;
};

}  // namespace

std::string new_plan_id() {
  const broker::SystemClock clock;
  broker::SystemRandom random;
  return broker::uuid_v7(clock.wall_ns(), random);
}

Result<void> begin_plan(Session& session, const messages::CreatePlan& wish) {
  const auto accepted = session.ask<messages::PlanAccepted>("coordinator", wish, wish.plan_id);
  if (!accepted) return tl::unexpected(accepted.error());
  return {};
}

std::optional<std::string> ended_plan(const messages::Envelope& event) {
  if (event.header.type != messages::PlanCompleted::type) return std::nullopt;
  auto completed = messages::decode<messages::PlanCompleted>(event.body);
  if (!completed) return std::nullopt;
  return std::move(completed->plan_id);
}

void add_run_options(Arguments::Description& description) {
  description.add_options()("local", "plan in this process, from a snapshot of the stores")(
      "evaluators", boost::program_options::value<std::string>(),
      "threads that search, with --local");
}

PlanningOptions planning_options(const Arguments& arguments) {
  PlanningOptions planning;
  planning.common = arguments.common();
  planning.local = arguments.has("local");
  planning.evaluators =
      static_cast<int>(arguments.whole_number("evaluators", 1, evaluators_max).value_or(0));
  return planning;
}

Result<messages::PlanReport> compute_plan(messages::CreatePlan wish,
                                          const PlanningOptions& options) {
  auto reports = compute_plans({std::move(wish)}, options);
  if (!reports) return tl::unexpected(reports.error());
  return std::move(reports->front());
}

Result<std::vector<messages::PlanReport>> compute_plans(std::vector<messages::CreatePlan> wishes,
                                                        const PlanningOptions& options) {
  Planning planning(std::move(wishes), options);
  SessionOptions session_options;
  session_options.common = options.common;
  session_options.otherwise = Otherwise::snapshot;
  session_options.local = options.local;
  session_options.evaluators = options.evaluators;
  session_options.topics = planning.topics();
  session_options.observer = [&](const messages::Envelope& event) { planning.observe(event); };
  auto session = Session::open(std::move(session_options));
  if (!session) return tl::unexpected(session.error());
  auto reports = planning.finish(**session);
  if (!reports || !(*session)->local()) return reports;
  for (messages::PlanReport& report : *reports) {
    if (report.run) report.run->mode = "local";
  }
  return reports;
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
