#include "tests/simulation/model.hpp"

#include <utility>

#include "broker/work_plane/scheduler.hpp"
#include "messages/codec.hpp"

namespace ballast::broker::toy {

namespace {

/// A batch that was leased as often may have been set aside, which only the ledger knows.
constexpr std::size_t attempts = SchedulerLimits{}.attempts;

template <class Body>
std::optional<Body> body_of(const Frames& frames) {
  // Quicker than to decode the header, which the ends of the frame do besides.
  if (frames[0].find(Body::type) == std::string::npos) return std::nullopt;
  auto body = messages::decode<Body>(frames[1]);
  if (!body) return std::nullopt;
  return std::move(*body);
}

std::string name_of(std::string_view run, std::uint64_t batch, std::uint32_t attempt) {
  return "batch " + std::to_string(batch) + " of " + std::string(run) + ", attempt " +
         std::to_string(attempt);
}

}  // namespace

void Model::blame(std::string what) {
  if (!fault_) fault_ = std::move(what);
}

void Model::open(const std::string& run, std::uint64_t units) {
  runs_.emplace(run, RunRecord(units));
}

void Model::cancelled(const std::string& run) {
  runs_.at(run).cancelled = true;
  runs_.at(run).open = false;
}

void Model::leased(const Frames& frames, const std::string& instance, std::uint64_t incarnation) {
  const auto batch = body_of<messages::Batch>(frames);
  if (!batch) return;
  RunRecord& run = runs_.at(batch->run);
  const std::string name = name_of(batch->run, batch->batch, batch->attempt);
  if (!run.open) blame(name + " was leased after its run had ended");
  BatchRecord& record = run.batches[batch->batch];
  if (record.applied) blame(name + " was leased after it had been applied");
  if (record.leases.empty()) record.payload = batch->payload;
  if (record.payload != batch->payload) blame(name + " has other work than the attempt before");
  if (!record.leases.emplace(batch->attempt, Lease{instance, incarnation, false}).second) {
    blame(name + " was leased twice under one number");
  }
}

void Model::arrived(const Frames* frames) {
  settle();
  if (frames == nullptr) return;
  if (const auto answer = body_of<messages::BatchResult>(*frames)) judge(*answer);
}

Frames Model::in_the_name_of(const Frames& frames, std::uint64_t incarnation) {
  auto answer = body_of<messages::BatchResult>(frames);
  if (!answer) return frames;
  answer->incarnation = incarnation;
  return {frames[0], messages::encode(*answer)};
}

void Model::settle() {
  if (due_ == Due::must && !merged_) blame(about_ + " was not applied");
  due_ = Due::must_not;
  merged_ = false;
}

void Model::judge(const messages::BatchResult& answer) {
  about_ = "the answer of " + answer.instance + " (process " + std::to_string(answer.incarnation) +
           ") to " + name_of(answer.run, answer.batch, answer.attempt);
  RunRecord& run = runs_.at(answer.run);
  const auto batch = run.batches.find(answer.batch);
  if (!run.open || batch == run.batches.end()) return;
  const auto lease = batch->second.leases.find(answer.attempt);
  if (lease == batch->second.leases.end()) return;
  const bool holder =
      lease->second.instance == answer.instance && lease->second.incarnation == answer.incarnation;
  if (!holder || lease->second.answered) return;
  lease->second.answered = true;
  if (batch->second.applied) return;
  batch->second.applied = true;
  due_ = batch->second.leases.size() < attempts ? Due::must : Due::may;
}

Result<void> Model::merged(const std::string& run_name, std::string_view answer) {
  RunRecord& run = runs_.at(run_name);
  if (due_ == Due::must_not || merged_) blame(about_ + " was applied, but must not be");
  if (!run.open) blame(about_ + " was applied after its run had ended");
  merged_ = true;
  ++run.applied;
  return merge(run.tally, answer);
}

void Model::ended(const RunOutcome& outcome) {
  settle();
  RunRecord& run = runs_.at(outcome.run);
  if (run.ended) blame(outcome.run + " ended twice");
  run.ended = true;
  run.open = false;
  if (!outcome.ledger.balances()) blame("the ledger of " + outcome.run + " does not balance");
  if (outcome.ledger.total.applied != run.applied) {
    blame("the ledger of " + outcome.run + " counts other answers than were applied");
  }
  if (outcome.ledger.disagreements > 0) blame(outcome.run + " tells of answers that differ");
  if ((outcome.end == RunEnd::cancelled) != run.cancelled) {
    blame(outcome.run + (run.cancelled ? " was cancelled and ended otherwise"
                                       : " ended as cancelled and nobody had asked"));
  }
  if (!run.cancelled) check_whole(run, outcome);
}

void Model::check_whole(const RunRecord& run, const RunOutcome& outcome) {
  std::vector<int> wanted(run.tally.applied.size(), 1);
  for (const SetAsideBatch& batch : outcome.set_aside) {
    Range range;
    if (!read(batch.payload, range)) blame("a batch was set aside without its work");
    for (std::uint64_t at = range.begin; at < range.end; ++at) wanted[at] = 0;
  }
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (run.tally.applied[at] == wanted[at]) continue;
    return blame("unit " + std::to_string(at) + " of " + outcome.run + " was applied " +
                 std::to_string(run.tally.applied[at]) + " times, not " +
                 std::to_string(wanted[at]));
  }
  const bool whole = outcome.set_aside.empty();
  if (whole != (outcome.end == RunEnd::complete)) blame(outcome.run + " tells a wrong end");
  if (whole && run.tally.sum != sum_of(wanted.size())) blame(outcome.run + " has a wrong result");
}

bool Model::all_ended() const {
  for (const auto& [name, run] : runs_) {
    if (!run.ended) return false;
  }
  return true;
}

}  // namespace ballast::broker::toy
