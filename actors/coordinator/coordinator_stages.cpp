// The stages of a plan once its opportunities are known: search, decide, close.

#include <algorithm>

#include "actors/coordinator/coordinator.hpp"
#include "actors/coordinator/search_rules.hpp"
#include "messages/codec.hpp"
#include "messages/search.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;
using namespace std::chrono_literals;

/// A generator that was restarted has forgotten its runs; it is asked again.
constexpr std::chrono::milliseconds generation_patience = 2s;
/// Pieces small enough to wait in memory by the dozen, large enough to be few.
constexpr std::uint64_t piece_units_min = 1'000'000;
constexpr std::uint64_t pieces_per_space = 256;

/// Of a search by bounds: a few milliseconds on a small board, one on others.
constexpr std::uint64_t steps_per_slice = 100'000;
constexpr std::uint64_t steps_per_ms = steps_per_slice;

}  // namespace

void Coordinator::enter(PlanJob& job, std::string_view stage) {
  job.enter(std::string(stage), settings_.clock.now());
  if (tapped_) tell_progress_of(job);
}

void Coordinator::limit(PlanJob& job) {
  job.budget = settings_.file.budget;
  job.life = outlet_->self().incarnation;
  job.engine = digest_;
  // Here about as long as a batch is to take, then in tasks of that length.
  const auto batch =
      std::chrono::ceil<std::chrono::milliseconds>(settings_.work.limits.lease_target);
  job.steps_here = job.steps_of_subtrees = static_cast<std::uint64_t>(batch.count()) * steps_per_ms;
}

void Coordinator::prepare(PlanJob& job, const planner::Opportunities& opportunities) {
  enter(job, "preparing");
  if (const auto prepared = job.prepare(opportunities); !prepared) {
    return fail(job, prepared.error());
  }
  search(job);
}

void Coordinator::search(PlanJob& job) {
  while (job.needs_search()) {
    const bool main = !job.main_search_done();
    const std::string run = job.begin_search();
    enter(job, main ? "searching" : job.front_page() ? "front" : "alternatives");
    if (job.units() == 0 || job.recall_whole()) {
      end_search_here(job);
      continue;
    }
    const bool exact = settings_.file.search == planner::SearchMethod::exact;
    if (exact && job.recall_subtrees()) return spread(job);
    if (!exact || !job.begin_bounding()) return generate(job, run);
    if (!bound(job)) return;
  }
  decide(job);
}

bool Coordinator::bound(PlanJob& job) {
  ++slices_;
  const std::size_t workers = ventilator_->worker_count();
  switch (job.bound_on(steps_per_slice, settings_.clock.now(), workers)) {
    case PlanJob::Bounding::goes_on:
      journal(job);
      return false;
    case PlanJob::Bounding::done:
      end_search_here(job);
      return true;
    case PlanJob::Bounding::spread:
      spread(job);
      return false;
    case PlanJob::Bounding::given_up:
      break;
  }
  generate(job, job.run());
  return false;
}

void Coordinator::end_search_here(PlanJob& job) {
  broker::RunOutcome outcome;
  outcome.run = job.run();
  job.end_search(outcome);
}

void Coordinator::spread(PlanJob& job) {
  if (!journal(job)) return;
  if (const auto opened = open_run(job); !opened) return fail(job, opened.error());
  hand_out_subtrees(job);
}

void Coordinator::hand_out_subtrees(PlanJob& job) {
  const std::string run = job.run();
  for (std::string& work : job.take_subtrees(ventilator_->room(run), ventilator_->worker_count())) {
    if (const auto offered = ventilator_->offer(run, std::move(work)); !offered) {
      return fail(job, offered.error());
    }
  }
  const auto progress = ventilator_->progress(run);
  const bool all_back = progress && progress->waiting == 0 && progress->unanswered == 0;
  if (!all_back || !job.left().nodes.empty()) return;
  if (const auto sealed = ventilator_->seal(run); !sealed) fail(job, sealed.error());
}

Result<void> Coordinator::open_run(PlanJob& job) {
  const planner::PlanContext& context = job.prepared().context;
  broker::RunSpec spec;
  spec.run = job.run();
  spec.context = messages::encode(context);
  spec.digest = digest_;
  spec.total_units = job.spreading() ? 0 : job.units() - job.finished().size();
  spec.rules = search_rules(context, job.distinctness(), job.found(), job.keep(), job.left());
  spec.rules.merged = [&job](std::string_view work, std::string_view result) {
    job.batch_merged(work, result);
  };
  spec.grows = job.spreading();
  return ventilator_->open_run(std::move(spec));
}

void Coordinator::end_late_searches() {
  std::vector<std::string> late;
  for (const auto& [id, job] : jobs_) {
    const bool enumerating = !job->run().empty() && !job->bounding() && !job->cancelled;
    if (enumerating && job->over_budget(settings_.clock.now())) late.push_back(id);
  }
  for (const std::string& id : late) {
    PlanJob* job = find_job(id);
    if (job == nullptr) continue;
    job->stop_searching();
    ventilator_->cancel(job->run());
  }
}

void Coordinator::generate(PlanJob& job, const std::string& run) {
  if (!journal(job)) return;
  const planner::PlanContext& context = job.prepared().context;
  const std::uint64_t size = planner::space_size(context);
  if (sealed_runs_.count(run) == 0) {
    job.recall_part();
    if (const auto opened = open_run(job); !opened) return fail(job, opened.error());
    sealed_runs_[run] = false;
  }
  messages::SearchTask task;
  task.pass = job.main_search_done() ? 1 : 0;
  task.keep = static_cast<std::uint32_t>(job.keep());
  task.distinctness = job.distinctness();
  task.front = job.front_page();
  const std::uint64_t piece = std::max(piece_units_min, size / pieces_per_space + 1);
  const messages::GenerateSequences order{
      run,
      settings_.work.intake.text(),
      size,
      piece,
      messages::encode(task),
      messages::pack_sequences(job.prepared().selection.sequences),
      job.begun_with()};
  const std::string plan = job.plan_id();
  ask(job, "generator", messages::pack(order),
      [this, run](PlanJob& open, const Result<messages::Envelope>& reply) {
        if (open.run() == run && !reply) fail(open, reply.error());
      });
  outlet_->after(generation_patience, [this, id = plan, run] {
    PlanJob* open = find_job(id);
    const auto sealed = sealed_runs_.find(run);
    if (open != nullptr && open->run() == run && sealed != sealed_runs_.end() && !sealed->second) {
      generate(*open, run);
    }
  });
}

void Coordinator::searched(broker::RunOutcome outcome) {
  sealed_runs_.erase(outcome.run);
  PlanJob* job = find_job(PlanJob::plan_of_run(outcome.run));
  if (job == nullptr || job->run() != outcome.run) return;
  if (job->cancelled) return end_cancelled(*job, outcome.ledger);
  if (!outcome.ledger.balances()) {
    return fail(*job, {FailureKind::internal, "the ledger of the search does not balance",
                       outcome.run, "every batch accounted for once"});
  }
  keep_frames(*job, outcome);
  if (outcome.end == broker::RunEnd::complete) {
    static_cast<void>(store_.record_progress(job->plan_id(), job->pass(), job->whole_progress()));
  }
  job->end_search(outcome);
  search(*job);
}

void Coordinator::keep_frames(const PlanJob& job, broker::RunOutcome& outcome) {
  for (broker::SetAsideBatch& batch : outcome.set_aside) {
    const auto file =
        set_aside_.keep({outcome.run, digest_, messages::encode(job.prepared().context)}, batch);
    batch.reason += file ? "; `ballast tap replay " + file->string() + "` works it again"
                         : "; " + planner::describe(file.error());
  }
}

void Coordinator::decide(PlanJob& job) {
  enter(job, "building");
  close(job, job.report(settings_.clock.now()));
}

void Coordinator::fail(PlanJob& job, const Failure& failure) {
  messages::PlanReport report;
  report.plan_id = job.plan_id();
  report.state = messages::PlanState::failed;
  report.failure = failure;
  close(job, std::move(report));
}

void Coordinator::end_cancelled(PlanJob& job, const std::optional<broker::Ledger>& ledger) {
  messages::PlanReport report;
  report.plan_id = job.plan_id();
  report.state = messages::PlanState::cancelled;
  report.run = job.account_so_far(ledger);
  close(job, std::move(report));
}

void Coordinator::close(PlanJob& job, messages::PlanReport report) {
  enter(job, "keeping");
  const bool unrecorded = job.inputs && !job.inputs_recorded;
  const auto* inputs = unrecorded ? &job.encoded() : nullptr;
  const NewPlan* beginning = job.beginning ? &job.beginning->plan : nullptr;
  const auto stored = store_.finish(report, beginning, inputs);
  if (!stored) {
    // The plan cannot be kept: it goes on as failed for who waits, and is redone after a restart.
    report.state = messages::PlanState::failed;
    report.failure = stored.error();
  }
  const auto id = std::string(job.plan_id());
  const auto node = jobs_.extract(id);
  // Its run, if one is open, merges into the job: the run ends first.
  if (const auto run = std::string(job.run()); !run.empty()) ventilator_->cancel(run);
  keep_trace(job);
  note_end(job, report);
  const auto steps = report.decision ? std::size(report.decision->steps) : 0;
  outlet_->publish("plan." + id + ".completed",
                   messages::pack(messages::PlanCompleted{id, report.state, report.decision_hash,
                                                          static_cast<std::uint32_t>(steps)}),
                   id);
  if (!job.beginning) return;
  const messages::Envelope& command = job.beginning->command;
  if (stored) {
    outlet_->reply(command, messages::pack(messages::PlanAccepted{id}));
  } else {
    outlet_->refuse(command, stored.error());
  }
}

}  // namespace ballast::actors
