#include "actors/coordinator/coordinator.hpp"

#include <algorithm>

#include "actors/coordinator/search_rules.hpp"
#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/engine_digest.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;
using namespace std::chrono_literals;

constexpr std::size_t open_plans_max = 32;
constexpr std::size_t plan_id_bytes_max = 64;
constexpr std::chrono::milliseconds answer_deadline = 15s;
/// At most ten times a second, as a person can read.
constexpr std::uint64_t ticks_per_progress = 2;
/// A generator that was restarted has forgotten its runs; it is asked again.
constexpr std::chrono::milliseconds generation_patience = 2s;
/// Pieces small enough to wait in memory by the dozen, large enough to be few.
constexpr std::uint64_t piece_units_min = 1'000'000;
constexpr std::uint64_t pieces_per_space = 256;

constexpr std::int64_t ns_per_ms = 1'000'000;
constexpr std::int64_t ns_per_day = 86'400 * 1'000 * ns_per_ms;

planner::Date day_of(std::int64_t wall_ns) {
  return planner::Date{std::chrono::days{wall_ns / ns_per_day}};
}

Result<void> check_plan_id(const std::string& id) {
  const bool good = !id.empty() && id.size() <= plan_id_bytes_max &&
                    std::all_of(id.begin(), id.end(), [](char c) {
                      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
                    });
  if (good) return {};
  return tl::unexpected(Failure{FailureKind::invalid, "this is no plan id", "plan_id",
                                "1 to 64 small letters, digits and hyphens"});
}

std::string plan_of_run(const std::string& run) {
  return run.substr(0, run.find('/'));
}

}  // namespace

Coordinator::Coordinator(CoordinatorSettings settings, PlanStore store)
    : settings_(std::move(settings)), store_(std::move(store)), digest_(planner::engine_digest()) {
  commands_.on<messages::CreatePlan>(
      [this](const auto& wish, const auto& command, Outlet&) { create_plan(wish, command); });
  commands_.answer<messages::GetPlan>([this](const auto& wish) { return get_plan(wish); });
  commands_.answer<messages::CancelPlan>([this](const auto& wish) { return cancel_plan(wish); });
  commands_.answer<messages::ListPlans>([this](const auto& wish) {
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
  ventilator_ = std::make_unique<broker::Ventilator>(settings_.context, settings_.poll_set,
                                                     settings_.clock, options, work_events());
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
  return false;
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
  const std::int64_t now_ms = settings_.clock.wall_ns() / ns_per_ms;
  const auto created = store_.create(wish.plan_id, now_ms, *request, wish.planning_date);
  if (!created) return refuse(created.error());
  outlet_->reply(command, messages::pack(messages::PlanAccepted{wish.plan_id}));
  if (!*created) return;
  auto job = std::make_unique<PlanJob>(wish.plan_id, *request, settings_.clock.now());
  job->date = *date;
  gather(*jobs_.insert_or_assign(wish.plan_id, std::move(job)).first->second);
}

std::optional<PlanningDate> Coordinator::planning_date(const std::string& text) const {
  return text.empty() ? settings_.file.planning_date : parse_planning_date(text);
}

Result<messages::PlanReport> Coordinator::get_plan(const messages::GetPlan& wish) {
  auto found = store_.find(wish.plan_id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) {
    return tl::unexpected(Failure{FailureKind::missing, "there is no such plan", wish.plan_id,
                                  "an id of `ballast plans`"});
  }
  if (!wish.with_inputs) (*found)->inputs.reset();
  if (const PlanJob* job = find_job((*found)->plan_id); job != nullptr) {
    (*found)->run = job->account_so_far(ventilator_->ledger(job->run()));
  }
  return std::move(**found);
}

Result<messages::PlanCancelled> Coordinator::cancel_plan(const messages::CancelPlan& wish) {
  PlanJob* job = find_job(wish.plan_id);
  if (job == nullptr) {
    const auto found = get_plan({wish.plan_id, false});
    if (!found) return tl::unexpected(found.error());
    return messages::PlanCancelled{wish.plan_id, found->state};
  }
  const messages::PlanCancelled reply{wish.plan_id, messages::PlanState::cancelled};
  if (job->run().empty()) {
    end_cancelled(*job);
  } else {
    job->cancelled = true;
    ventilator_->cancel(job->run());
  }
  return reply;
}

void Coordinator::resume_unfinished() {
  const auto ids = store_.unfinished();
  if (!ids) throw std::runtime_error(planner::describe(ids.error()));
  for (const std::string& id : *ids) {
    auto report = store_.find(id);
    if (!report || !*report || !(*report)->request) continue;
    auto job = std::make_unique<PlanJob>(id, *(*report)->request, settings_.clock.now());
    const auto date = store_.planning_date(id);
    job->date = planning_date(date ? *date : "").value_or(settings_.file.planning_date);
    job->inputs = (*report)->inputs;
    PlanJob& open = *jobs_.insert_or_assign(id, std::move(job)).first->second;
    if (open.inputs) {
      identify(open);
    } else {
      gather(open);
    }
  }
}

void Coordinator::gather(PlanJob& job) {
  job.enter("gathering", settings_.clock.now());
  ask_for<messages::GetPortfolio>(job, "portfolio", &PlanJob::portfolio);
  ask_for<messages::GetUniverse>(job, "universe", &PlanJob::universe);
  ask_for<messages::GetTradeHistory>(job, "trading", &PlanJob::trades);
}

template <class Wish, class Body>
void Coordinator::ask_for(PlanJob& job, std::string_view role,
                          std::optional<Body> PlanJob::*field) {
  outlet_->request(role, messages::pack(Wish{}), job.plan_id(), answer_deadline,
                   [this, id = job.plan_id(), field](const Result<messages::Envelope>& reply) {
                     PlanJob* open = find_job(id);
                     if (open == nullptr) return;
                     if (!reply) return fail(*open, reply.error());
                     auto body = messages::decode<Body>(reply->body);
                     if (!body) return fail(*open, body.error());
                     open->*field = std::move(*body);
                     gathered(*open);
                   });
}

void Coordinator::gathered(PlanJob& job) {
  if (!job.portfolio || !job.universe || !job.trades) return;
  auto inputs = assemble_inputs({*job.portfolio, *job.universe, *job.trades}, settings_.file,
                                job.date, day_of(settings_.clock.wall_ns()));
  if (!inputs) return fail(job, inputs.error());
  job.inputs = std::move(*inputs);
  if (const auto stored = store_.record_inputs(job.plan_id(), *job.inputs); !stored) {
    return fail(job, stored.error());
  }
  identify(job);
}

void Coordinator::identify(PlanJob& job) {
  job.enter("identifying", settings_.clock.now());
  tell_progress_of(job);
  if (!job.request().ideas.empty()) return prepare(job, {});
  outlet_->request("opportunity",
                   messages::pack(messages::IdentifyOpportunities{job.request(), *job.inputs}),
                   job.plan_id(), answer_deadline,
                   [this, id = job.plan_id()](const Result<messages::Envelope>& reply) {
                     PlanJob* open = find_job(id);
                     if (open == nullptr) return;
                     if (!reply) return fail(*open, reply.error());
                     const auto body = messages::decode<messages::OpportunitiesFound>(reply->body);
                     if (!body) return fail(*open, body.error());
                     prepare(*open, body->opportunities);
                   });
}

void Coordinator::prepare(PlanJob& job, const planner::Opportunities& opportunities) {
  if (const auto prepared = job.prepare(opportunities); !prepared) {
    return fail(job, prepared.error());
  }
  search(job);
}

void Coordinator::search(PlanJob& job) {
  while (job.needs_search()) {
    job.enter(job.main_search_done() ? "alternatives" : "searching", settings_.clock.now());
    const std::string run = job.begin_search();
    if (planner::space_size(job.prepared().context) > 0) {
      tell_progress_of(job);
      return generate(job, run);
    }
    broker::RunOutcome nothing;
    nothing.run = run;
    job.end_search(nothing);
  }
  decide(job);
}

void Coordinator::generate(PlanJob& job, const std::string& run) {
  const planner::PlanContext& context = job.prepared().context;
  const std::uint64_t size = planner::space_size(context);
  if (sealed_runs_.count(run) == 0) {
    broker::RunSpec spec;
    spec.run = run;
    spec.context = messages::encode(context);
    spec.digest = digest_;
    spec.total_units = size;
    spec.rules = search_rules(context, job.found(), job.keep());
    if (const auto opened = ventilator_->open_run(std::move(spec)); !opened) {
      return fail(job, opened.error());
    }
    sealed_runs_[run] = false;
  }
  messages::SearchTask task;
  task.pass = job.main_search_done() ? 1 : 0;
  task.keep = static_cast<std::uint32_t>(job.keep());
  task.distinctness = job.distinctness();
  const std::uint64_t piece = std::max(piece_units_min, size / pieces_per_space + 1);
  const messages::GenerateSequences order{run, settings_.work.intake.text(), size, piece,
                                          messages::encode(task)};
  outlet_->request("generator", messages::pack(order), job.plan_id(), answer_deadline,
                   [this, id = job.plan_id(), run](const Result<messages::Envelope>& reply) {
                     PlanJob* open = find_job(id);
                     if (open == nullptr || open->run() != run || reply) return;
                     fail(*open, reply.error());
                   });
  outlet_->after(generation_patience, [this, id = job.plan_id(), run] {
    PlanJob* open = find_job(id);
    const auto sealed = sealed_runs_.find(run);
    if (open != nullptr && open->run() == run && sealed != sealed_runs_.end() && !sealed->second) {
      generate(*open, run);
    }
  });
}

void Coordinator::searched(broker::RunOutcome outcome) {
  sealed_runs_.erase(outcome.run);
  PlanJob* job = find_job(plan_of_run(outcome.run));
  if (job == nullptr || job->run() != outcome.run) return;
  if (job->cancelled) return end_cancelled(*job);
  if (!outcome.ledger.balances()) {
    return fail(*job, {FailureKind::internal, "the ledger of the search does not balance",
                       outcome.run, "every batch accounted for once"});
  }
  job->end_search(outcome);
  search(*job);
}

void Coordinator::decide(PlanJob& job) {
  job.enter("building", settings_.clock.now());
  close(job, job.report(settings_.clock.now()));
}

void Coordinator::fail(PlanJob& job, const Failure& failure) {
  messages::PlanReport report;
  report.plan_id = job.plan_id();
  report.state = messages::PlanState::failed;
  report.failure = failure;
  close(job, std::move(report));
}

void Coordinator::end_cancelled(PlanJob& job) {
  messages::PlanReport report;
  report.plan_id = job.plan_id();
  report.state = messages::PlanState::cancelled;
  close(job, std::move(report));
}

void Coordinator::close(PlanJob& job, messages::PlanReport report) {
  if (const auto stored = store_.finish(report); !stored) {
    // The plan cannot be kept: it goes on as failed for who waits, and is redone after a restart.
    report.state = messages::PlanState::failed;
    report.failure = stored.error();
  }
  const std::string id = job.plan_id();
  const auto node = jobs_.extract(id);
  // Its run, if one is open, merges into the job: the run ends first.
  if (const std::string run = job.run(); !run.empty()) ventilator_->cancel(run);
  outlet_->publish("plan." + id + ".completed",
                   messages::pack(messages::PlanCompleted{id, report.state, report.decision_hash}),
                   id);
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
    outlet_->publish("pieces." + window.run, messages::pack(window), plan_of_run(window.run));
  };
  events.done = [this](broker::RunOutcome outcome) { searched(std::move(outcome)); };
  events.rejected = [this](const Failure& failure) {
    messages::FrameRejected rejected;
    rejected.reason = failure.what;
    rejected.where = failure.where;
    rejected.route = "intake";
    outlet_->publish("frame.rejected", messages::pack(rejected), "");
  };
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
  if (++ticks_ % ticks_per_progress == 0) tell_progress();
  outlet_->after(broker::Ventilator::turn_interval, [this] { tick(); });
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
