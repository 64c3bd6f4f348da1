#include "actors/coordinator/plan_job.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "actors/coordinator/run_account.hpp"
#include "messages/codec.hpp"
#include "messages/hashes.hpp"
#include "messages/search.hpp"
#include "planner/bounding/certify.hpp"
#include "planner/evaluation/search.hpp"

namespace ballast::actors {
namespace {

std::uint64_t milliseconds(broker::Monotonic duration) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
}

messages::PlanState final_state(const planner::Decision& decision) {
  if (!decision.exact) return messages::PlanState::incomplete;
  return decision.degraded.empty() ? messages::PlanState::completed : messages::PlanState::degraded;
}

}  // namespace

PlanJob::PlanJob(std::string plan_id, planner::PlanRequest request, broker::Monotonic now)
    : plan_id_(std::move(plan_id)),
      request_(std::move(request)),
      started_(now),
      stage_started_(now) {}

planner::Result<void> PlanJob::prepare(const planner::Opportunities& opportunities) {
  auto prepared = planner::prepare(request_, *inputs, opportunities);
  if (!prepared) return tl::unexpected(prepared.error());
  prepared_ = std::make_unique<planner::PreparedPlan>(std::move(*prepared));
  context_hash_ = messages::context_hash(prepared_->context);
  if (const std::size_t wanted = prepared_->context.front_limit; wanted > 0) front_.emplace(wanted);
  return {};
}

bool PlanJob::needs_search() const {
  if (!prepared_->ideas.empty()) return false;
  if (!main_done_) return true;
  if (stopped_) return false;
  if (front_ && !front_->done()) return true;
  return !exhausted_ && !outcome_.best.empty() &&
         outcome_.alternatives.size() < planner::alternative_count;
}

std::size_t PlanJob::keep() const {
  return main_done_ ? 1 : prepared_->context.beam_width;
}

std::uint64_t PlanJob::units() const {
  return planner::space_size(prepared_->context) + prepared_->selection.sequences.size();
}

std::string PlanJob::begin_search() {
  distinctness_ = {};
  page_.reset();
  if (main_done_ && front_ && !front_->done()) {
    page_ = front_->next();
  } else if (main_done_) {
    distinctness_ = planner::clearly_different(outcome_.best.front(), outcome_.alternatives);
  }
  found_ = page_ ? planner::front_start(prepared_->context, *page_)
                 : planner::search_start(prepared_->context, distinctness_);
  finished_ = FinishedWork(found_);
  begun_with_.clear();
  finished_more_ = false;
  kept_units_ = 0;
  run_ = fmt::format("{}/{}-{:x}", plan_id_, account_.passes, life);
  ++account_.passes;
  return run_;
}

void PlanJob::end_search(const broker::RunOutcome& outcome) {
  add_ledger(account_.ledger, outcome.ledger);
  account_.evaluated += found_.evaluated;
  account_.infeasible += found_.infeasible;
  account_.outside += found_.outside;
  outcome_.exact = outcome_.exact && outcome.end == broker::RunEnd::complete;
  for (const auto& batch : outcome.set_aside) {
    account_.notes.push_back("Batch " + std::to_string(batch.batch) + " of " + outcome.run +
                             " was set aside: " + batch.reason);
  }
  for (const auto& fault : outcome.disagreements) {
    account_.notes.push_back("Two answers to batch " + std::to_string(fault.batch) +
                             " differ: " + fault.first_worker + " and " + fault.second_worker +
                             "; one of these boards is broken.");
  }
  if (spreading_) {
    const std::uint64_t sets = planner::sets_in_space(prepared_->context);
    account_.nodes += left_.steps;
    account_.pruned += sets - std::min(sets, scored_before_spreading_ + found_.evaluated);
    left_ = {};
    out_ = {};
    spreading_ = false;
  }
  if (!main_done_) {
    outcome_.best = found_.best;
    main_done_ = true;
    main_exact_ = outcome_.exact;
  } else if (stopped_) {
    // What a part of a front or of a search for an alternative has found says nothing.
  } else if (page_) {
    front_->add(found_.front);
    if (front_->done()) planner::take_front(*front_, outcome_);
  } else if (found_.best.empty()) {
    exhausted_ = true;
  } else {
    outcome_.alternatives.push_back(found_.best.front());
  }
  run_.clear();
}

bool PlanJob::begin_bounding() {
  if (page_ || !planner::can_bound(prepared_->context)) return false;
  if (!basis_) basis_ = planner::bound_basis(prepared_->context);
  bounded_.emplace(prepared_->context, distinctness_, keep(), basis_);
  bounded_steps_ = 0;
  return true;
}

PlanJob::Bounding PlanJob::bound_on(std::uint64_t steps, broker::Monotonic now,
                                    std::size_t workers) {
  if (budget.evaluations > 0) {
    const std::uint64_t spent = account_.evaluated + bounded_->result().scored;
    steps = std::min(steps, budget.evaluations - std::min(budget.evaluations, spent));
  }
  const bool goes_on = bounded_->advance(steps);
  bounded_steps_ += steps;
  const bool over = goes_on && over_budget(now);
  const bool pays = bounded_steps_ < planner::most_bounding_steps(prepared_->context);
  const bool long_enough = bounded_steps_ >= steps_here && workers > 0;
  if (goes_on && pays && !over && !long_enough) return Bounding::goes_on;
  planner::ExactResult result = bounded_->result();
  bounded_.reset();
  account_.nodes += result.nodes;
  account_.evaluated += result.scored;
  if (goes_on && !over && !pays) return Bounding::given_up;
  if (goes_on && !over) {
    spread(std::move(result));
    return Bounding::spread;
  }
  if (over) stop_searching();
  keep_bounded(result);
  return Bounding::done;
}

/// What is found is that of the space and of the sequences beyond it.
void PlanJob::keep_bounded(const planner::ExactResult& result) {
  const planner::PlanContext& context = prepared_->context;
  if (result.exact) {
    const std::uint64_t sets = planner::sets_in_space(context);
    account_.pruned += sets - std::min(sets, result.scored);
  } else if (!main_done_) {
    bound_left_ = result.upper_bound();
  }
  found_.best = result.best;
  const auto& beyond = prepared_->selection.sequences;
  planner::merge(found_, planner::search_sequences(context, beyond, distinctness_, keep()), keep());
}

void PlanJob::spread(planner::ExactResult result) {
  spreading_ = true;
  scored_before_spreading_ = result.scored;
  steps_before_spreading_ = result.nodes;
  keep_bounded(result);
  left_ = {std::move(result.open), 0};
}

std::vector<std::string> PlanJob::take_subtrees(std::size_t most, std::size_t workers) {
  // A few nodes each, but enough tasks for all.
  constexpr std::size_t most_nodes = 16;
  constexpr std::size_t tasks_per_worker = 4;
  auto& nodes = left_.nodes;
  const std::size_t tasks = tasks_per_worker * std::max<std::size_t>(1, workers);
  const std::size_t count = std::clamp<std::size_t>(nodes.size() / tasks, 1, most_nodes);
  std::vector<std::string> taken;
  while (!nodes.empty() && taken.size() < most) {
    const auto first = nodes.end() - static_cast<std::ptrdiff_t>(std::min(count, nodes.size()));
    messages::SearchTask task;
    task.kind = messages::TaskKind::subtrees;
    task.pass = main_done_ ? 1 : 0;
    task.keep = static_cast<std::uint32_t>(keep());
    task.distinctness = distinctness_;
    task.nodes.assign(first, nodes.end());
    task.most_steps = steps_of_subtrees;
    nodes.erase(first, nodes.end());
    out_.give(task.nodes);
    taken.push_back(messages::encode(task));
  }
  return taken;
}

bool PlanJob::over_budget(broker::Monotonic now) const {
  const std::uint64_t scored =
      account_.evaluated + found_.evaluated + (bounded_ ? bounded_->result().scored : 0);
  return (budget.time.count() > 0 && now - started_ >= budget.time) ||
         (budget.evaluations > 0 && scored >= budget.evaluations);
}

void PlanJob::stop_searching() {
  if (stopped_) return;
  stopped_ = true;
  outcome_.exact = false;
  account_.notes.emplace_back(
      "The search was ended early, as max_evaluations or deadline_ms of the planner file say.");
}

/// By how much the plan may fall short, with the proof of it.
void PlanJob::prove(messages::PlanReport& report) {
  if (!prepared_->ideas.empty()) return;
  if (planner::can_bound(prepared_->context)) {
    if (!basis_) basis_ = planner::bound_basis(prepared_->context);
    report.certificate = planner::certify(prepared_->context, *basis_);
  }
  if (main_exact_) {
    account_.gap = planner::Score{};
  } else if ((report.certificate || bound_left_) && !outcome_.best.empty()) {
    planner::Score bound{planner::Score::one};
    if (report.certificate) bound = std::min(bound, report.certificate->bound);
    if (bound_left_) bound = std::min(bound, *bound_left_);
    account_.gap = std::max(planner::Score{}, bound - outcome_.best.front().score);
  }
}

const messages::EncodedInputs& PlanJob::encoded() {
  if (!encoded_inputs) {
    encoded_inputs =
        std::make_shared<const messages::EncodedInputs>(messages::encode_inputs(*inputs));
  }
  return *encoded_inputs;
}

void PlanJob::enter(std::string stage, broker::Monotonic now) {
  if (record) record->enter(stage, now);
  if (!stage_.empty()) {
    const std::uint64_t elapsed = milliseconds(now - stage_started_);
    const auto at = std::find_if(account_.stages.begin(), account_.stages.end(),
                                 [&](const auto& time) { return time.name == stage_; });
    if (at == account_.stages.end()) {
      account_.stages.push_back({stage_, elapsed});
    } else {
      at->elapsed_ms += elapsed;
    }
  }
  stage_ = std::move(stage);
  stage_started_ = now;
}

messages::PlanRun PlanJob::account_so_far(const std::optional<broker::Ledger>& open) const {
  messages::PlanRun account = account_;
  if (open) add_ledger(account.ledger, *open);
  return account;
}

messages::PlanReport PlanJob::report(broker::Monotonic now) {
  enter("", now);
  account_.mode = "cluster";
  account_.elapsed_ms = milliseconds(now - started_);
  account_.workers = static_cast<std::uint32_t>(account_.ledger.workers.size());
  account_.boards = static_cast<std::uint32_t>(account_.ledger.boards.size());
  messages::PlanReport report;
  report.plan_id = plan_id_;
  report.decision =
      planner::build_decision(request_, *inputs, *prepared_, outcome_,
                              {messages::request_hash(request_), encoded().hash, context_hash_});
  report.decision_hash = messages::decision_hash(*report.decision);
  report.state = final_state(*report.decision);
  // One of two answers was wrong, and nobody knows in how many places it was the only one.
  if (account_.ledger.disagreements > 0 && report.state == messages::PlanState::completed) {
    report.state = messages::PlanState::degraded;
  }
  prove(report);
  report.run = account_;
  return report;
}

}  // namespace ballast::actors
