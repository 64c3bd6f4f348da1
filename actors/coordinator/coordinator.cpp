#include "actors/coordinator/coordinator.hpp"

#include <algorithm>
#include <utility>

#include "messages/codec.hpp"
#include "planner/evaluation/engine_digest.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t open_plans_max = 32;
constexpr std::size_t plan_id_bytes_max = 64;
/// At most ten times a second, as a person can read.
constexpr std::uint64_t ticks_per_progress = 2;
/// Five times a second: so much work is done again after a restart.
constexpr std::uint64_t ticks_per_kept_progress = 4;

constexpr std::int64_t ns_per_ms = 1'000'000;

Result<void> check_plan_id(const std::string& id) {
  const bool good = !id.empty() && id.size() <= plan_id_bytes_max &&
                    std::all_of(id.begin(), id.end(), [](char c) {
                      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
                    });
  if (good) return {};
  return tl::unexpected(Failure{FailureKind::invalid, "this is no plan id", "plan_id",
                                "1 to 64 small letters, digits and hyphens"});
}

}  // namespace

Coordinator::Coordinator(CoordinatorSettings settings, PlanStore store)
    : settings_(std::move(settings)),
      store_(std::move(store)),
      set_aside_(settings_.set_aside),
      known_inputs_(settings_.file),
      digest_(planner::engine_digest()) {
  commands_.on<messages::CreatePlan>(
      [this](const auto& wish, const auto& command, Outlet&) { create_plan(wish, command); });
  commands_.answer<messages::GetPlan>([this](const auto& wish) { return tell_plan(wish); });
  commands_.answer<messages::CancelPlan>([this](const auto& wish) { return cancel_plan(wish); });
  commands_.on<messages::GetPlanningState>(
      [this](const auto& wish, const auto& command, Outlet&) { tell_state(wish, command); });
  commands_.answer<messages::GetTrace>([this](const auto& wish) { return get_trace(wish); });
  commands_.answer<messages::GetCrew>([this](const auto&) -> Result<messages::CrewReport> {
    return messages::CrewReport{ventilator_->crew()};
  });
  commands_.answer<messages::ListPlans>([this](const auto& wish) {
    journal_those([](const PlanJob&) { return true; });
    return store_.list(std::min<std::size_t>(wish.limit, kept_plans_max));
  });
}

Coordinator::~Coordinator() = default;

std::vector<std::string> Coordinator::subscriptions() const {
  return {"tap.listening"};
}

void Coordinator::start(Outlet& outlet) {
  outlet_ = &outlet;
  broker::VentilatorOptions options = settings_.work;
  options.sender = outlet.self().instance;
  options.digest = digest_;
  ventilator_ = std::make_unique<broker::Ventilator>(settings_.transport, settings_.clock, options,
                                                     work_events());
  if (const auto bound = ventilator_->start(); !bound) {
    throw std::runtime_error(planner::describe(bound.error()));
  }
  tick();
  resume_unfinished();
}

void Coordinator::receive(const messages::Envelope& command, Outlet& outlet) {
  commands_.handle(command, outlet);
}

void Coordinator::observe(const messages::Envelope& event, Outlet& /*outlet*/) {
  if (event.header.type != messages::TapListening::type) return;
  if (const auto listening = messages::decode<messages::TapListening>(event.body)) {
    tapped_ = listening->listeners > 0;
  }
}

bool Coordinator::work(Outlet& /*outlet*/) {
  ventilator_->turn();
  std::vector<std::string> bounding;
  std::vector<std::string> spreading;
  for (const auto& [id, job] : jobs_) {
    if (job->bounding()) bounding.push_back(id);
    if (job->spreading() && !job->cancelled) spreading.push_back(id);
  }
  for (const std::string& id : spreading) {
    if (PlanJob* job = find_job(id); job != nullptr && job->spreading()) hand_out_subtrees(*job);
  }
  for (const std::string& id : bounding) {
    if (PlanJob* job = find_job(id); job != nullptr && bound(*job)) search(*job);
  }
  return std::any_of(jobs_.begin(), jobs_.end(),
                     [](const auto& entry) { return entry.second->bounding(); });
}

broker::ActorStatus Coordinator::status() const {
  if (jobs_.empty()) return {"idle", true};
  const PlanJob& job = *jobs_.begin()->second;
  return {job.stage() + " " + job.plan_id(), true};
}

void Coordinator::create_plan(const messages::CreatePlan& wish, const Command& command) {
  const auto refuse = [&](const Failure& failure) { outlet_->refuse(command, failure); };
  if (const auto checked = check_plan_id(wish.plan_id); !checked) return refuse(checked.error());
  if (jobs_.size() >= open_plans_max) {
    return refuse({FailureKind::unavailable, "too many plans are under way", "coordinator",
                   std::to_string(open_plans_max) + " at a time"});
  }
  const auto request = resolve_request(wish, settings_.file);
  if (!request) return refuse(request.error());
  const auto date = planning_date(wish.planning_date);
  if (!date) {
    return refuse({FailureKind::invalid, "this is no day", "planning_date",
                   "today, newest-price or a day as 2026-01-31"});
  }
  if (PlanJob* open = find_job(wish.plan_id); open != nullptr && !journal(*open)) {
    return refuse({FailureKind::unavailable, "the journal fails", wish.plan_id, ""});
  }
  const auto known = store_.holds(wish.plan_id);
  if (!known) return refuse(known.error());
  if (*known) return outlet_->reply(command, messages::pack(messages::PlanAccepted{wish.plan_id}));
  busy_ = true;
  auto job = std::make_unique<PlanJob>(wish.plan_id, *request, settings_.clock.now());
  job->date = *date;
  const std::int64_t now_ms = settings_.clock.wall_ns() / ns_per_ms;
  job->beginning = {{wish.plan_id, now_ms, *request, wish.planning_date}, command};
  if (const auto noted = store_.note(job->beginning->plan); !noted) return refuse(noted.error());
  limit(*job);
  if (wish.trace) job->record.emplace(wish.plan_id, outlet_->self().instance, job->started());
  note_begin(wish.plan_id, command);
  gather(*jobs_.insert_or_assign(wish.plan_id, std::move(job)).first->second);
}

std::optional<PlanningDate> Coordinator::planning_date(const std::string& text) const {
  return text.empty() ? settings_.file.planning_date : parse_planning_date(text);
}

Result<messages::PlanReport> Coordinator::get_plan(const messages::GetPlan& wish) {
  journal_those([](const PlanJob&) { return true; });
  auto found = store_.find(wish.plan_id, wish.with_inputs);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    return tl::unexpected(Failure{FailureKind::missing, "there is no such plan", wish.plan_id,
                                  "an id of `ballast plans`"});
  }
  if (const PlanJob* job = find_job((*found)->plan_id); job != nullptr) {
    (*found)->run = job->account_so_far(ventilator_->ledger(job->run()));
  }
  return std::move(**found);
}

Result<messages::Payload> Coordinator::tell_plan(const messages::GetPlan& wish) {
  const auto report = get_plan({wish.plan_id, false});
  if (!report) return tl::unexpected(report.error());
  if (!wish.with_inputs) return messages::pack(*report);
  const auto inputs = store_.encoded_inputs(report->plan_id);
  if (!inputs) return tl::unexpected(inputs.error());
  return inputs->empty() ? messages::pack(*report) : messages::pack_with_inputs(*report, *inputs);
}

Result<messages::PlanCancelled> Coordinator::cancel_plan(const messages::CancelPlan& wish) {
  PlanJob* job = find_job(wish.plan_id);
  if (job == nullptr && resume_suspect(wish.plan_id)) job = find_job(wish.plan_id);
  if (job == nullptr) {
    const auto found = get_plan({wish.plan_id, false});
    if (!found) return tl::unexpected(found.error());
    return messages::PlanCancelled{wish.plan_id, found->state};
  }
  const messages::PlanCancelled reply{wish.plan_id, messages::PlanState::cancelled};
  if (job->run().empty() || job->bounding()) {
    end_cancelled(*job, std::nullopt);
  } else {
    job->cancelled = true;
    ventilator_->cancel(job->run());
  }
  return reply;
}

broker::VentilatorEvents Coordinator::work_events() {
  broker::VentilatorEvents events;
  events.announce = [this](const messages::LaneOpened& lane) {
    outlet_->publish("lane." + lane.instance, messages::pack(lane), "", Outlet::Keep::last_value);
  };
  events.allow = [this](const messages::PieceWindow& window) {
    if (const auto at = sealed_runs_.find(window.run); at != sealed_runs_.end()) {
      at->second = window.sealed;
    }
    outlet_->publish("pieces." + window.run, messages::pack(window),
                     PlanJob::plan_of_run(window.run));
  };
  events.done = [this](broker::RunOutcome outcome) { searched(std::move(outcome)); };
  events.rejected = [this](const Failure& failure) {
    const auto news = rejections_.count(failure, "intake", {}, {});
    if (!news) return;
    outlet_->publish("frame.rejected", messages::pack(*news), "");
    outlet_->note({.sentence = planner::describe(failure)});
  };
  trace_work(events);
  events.tapped = [this] { return tapped_; };
  events.copy = [this](std::string_view topic, std::string_view header, std::string_view body) {
    messages::TapFrame copy;
    copy.direction = topic.find("tap.lane.") == 0 ? "lane" : "intake";
    copy.header = header;
    copy.body = body;
    outlet_->publish(topic, messages::pack(copy), "");
  };
  return events;
}

void Coordinator::tick() {
  ventilator_->turn();
  resume_next_suspect();
  end_late_searches();
  // A store that fails is told by the next plan.
  if (jobs_.empty() && !busy_) static_cast<void>(store_.tidy());
  busy_ = false;
  journal_those([](PlanJob& job) { return std::exchange(job.seen_by_tick, true); });
  if (++ticks_ % ticks_per_progress == 0) tell_progress();
  if (ticks_ % ticks_per_kept_progress == 0) journal_progress();
  outlet_->after(broker::Ventilator::turn_interval, [this] { tick(); });
}

bool Coordinator::journal(PlanJob& job) {
  if (job.beginning) {
    const PlanJob::Beginning beginning = std::move(*job.beginning);
    job.beginning.reset();
    if (const auto created = store_.create(beginning.plan); !created) {
      outlet_->refuse(beginning.command, created.error());
      jobs_.erase(beginning.plan.plan_id);
      return false;
    }
    outlet_->reply(beginning.command, messages::pack(messages::PlanAccepted{job.plan_id()}));
  }
  if (!job.inputs || job.inputs_recorded) return true;
  job.inputs_recorded = true;
  const auto stored = store_.record_inputs(job.plan_id(), job.encoded());
  if (!stored) fail(job, stored.error());
  return stored.has_value();
}

template <class Wanted>
void Coordinator::journal_those(Wanted wanted) {
  std::vector<std::string> ids;
  for (const auto& [id, job] : jobs_) {
    if (wanted(*job)) ids.push_back(id);
  }
  for (const std::string& id : ids) {
    if (PlanJob* job = find_job(id)) journal(*job);
  }
}

void Coordinator::journal_progress() {
  for (const auto& [id, job] : jobs_) {
    const auto progress = job->unkept_progress();
    if (progress && store_.record_progress(id, job->pass(), *progress)) job->progress_kept();
  }
}

void Coordinator::tell_progress() {
  for (const auto& [id, job] : jobs_) tell_progress_of(*job);
}

void Coordinator::tell_progress_of(const PlanJob& job) {
  messages::PlanProgress progress;
  progress.plan_id = job.plan_id();
  progress.stage = job.stage();
  if (const auto run = ventilator_->progress(job.run()); !job.run().empty() && run) {
    progress.done = run->units_done;
    progress.total = run->units_total;
    progress.rate_per_s = run->units_per_second;
    progress.workers = static_cast<std::uint32_t>(run->workers);
    progress.waiting = run->waiting;
    progress.open_leases = run->open_leases;
    progress.kept = job.kept_units();
    for (const auto& [name, board] : run->boards) {
      progress.boards.push_back({name, static_cast<std::uint32_t>(board.workers), board.units_done,
                                 board.units_per_second});
    }
    if (!job.found().best.empty()) progress.best_score = job.found().best.front().score;
  }
  outlet_->publish("plan." + job.plan_id() + ".progress", messages::pack(progress), job.plan_id());
}

PlanJob* Coordinator::find_job(std::string_view plan_id) {
  const auto at = jobs_.find(plan_id);
  return at == jobs_.end() ? nullptr : at->second.get();
}

}  // namespace ballast::actors
