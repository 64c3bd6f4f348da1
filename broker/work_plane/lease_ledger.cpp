#include "broker/work_plane/lease_ledger.hpp"

#include <algorithm>
#include <cassert>
#include <exception>
#include <new>
#include <utility>

namespace ballast::broker {

namespace {

constexpr std::size_t disagreements_kept = 64;
// Blameless ends, too, count once a batch was leased this many times for each attempt allowed.
constexpr std::size_t leases_per_attempt = 8;

bool is_answered(const Lease& lease) {
  return lease.end == LeaseEnd::applied || lease.end == LeaseEnd::duplicate;
}

Result<void> try_merge(const WorkRules& rules, std::string_view result) {
  try {
    return rules.merge(result);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return tl::unexpected(Failure{planner::FailureKind::invalid, error.what(), "", ""});
  }
}

}  // namespace

std::size_t LeaseLedger::Record::open() const {
  return static_cast<std::size_t>(
      std::ranges::count(leases, LeaseEnd::open, [](const Lease& lease) { return lease.end; }));
}

bool LeaseLedger::Record::all_answered() const {
  return std::ranges::all_of(leases, is_answered);
}

std::uint64_t LeaseLedger::issue(std::string payload, std::uint64_t units) {
  const std::uint64_t batch = next_batch_++;
  Record& record = records_[batch];
  record.payload = std::move(payload);
  record.units = units;
  waiting_.push_back(batch);
  waiting_units_ += units;
  ++ledger_.issued;
  return batch;
}

std::uint32_t LeaseLedger::lease(std::uint64_t batch, WorkerId worker,
                                 const WorkerIdentity& identity, Monotonic now) {
  Record& record = records_.at(batch);
  assert(record.stage == Stage::waiting || record.stage == Stage::leased);
  if (record.stage == Stage::leased) ++ledger_.copied;
  unstage(batch, record);
  record.stage = Stage::leased;
  leased_.insert(batch);
  const auto attempt = static_cast<std::uint32_t>(record.leases.size() + 1);
  record.leases.push_back({attempt, worker, identity.instance, identity.board, identity.incarnation,
                           now, LeaseEnd::open});
  ++open_leases_;
  account(record.leases.back(), [](LeaseAccount& part) { ++part.leased; });
  return attempt;
}

std::optional<std::uint64_t> LeaseLedger::first_waiting(const Acceptable& acceptable) const {
  for (const std::uint64_t batch : waiting_) {
    std::vector<std::string> tried;
    for (const Lease& lease : records_.at(batch).leases) tried.push_back(lease.instance);
    if (acceptable(tried)) return batch;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> LeaseLedger::oldest_to_copy(WorkerId worker, Monotonic latest) const {
  for (const std::uint64_t batch : leased_) {
    const Record& record = records_.at(batch);
    if (record.open() >= rules_.copies) continue;
    const bool spared = std::ranges::any_of(record.leases, [&](const Lease& lease) {
      const bool fresh = lease.end == LeaseEnd::open && lease.issued > latest;
      return fresh || (lease.worker == worker && !is_answered(lease));
    });
    if (!spared) return batch;
  }
  return std::nullopt;
}

void LeaseLedger::expire(std::uint64_t batch, std::uint32_t attempt, Blame blame,
                         std::string_view reason) {
  const auto found = records_.find(batch);
  if (found == records_.end()) return;
  Record& record = found->second;
  if (attempt == 0 || attempt > record.leases.size()) return;
  Lease& lease = record.leases[attempt - 1];
  if (lease.end != LeaseEnd::open) return;
  end_lease(lease, LeaseEnd::expired);
  if (record.stage != Stage::leased) return;
  const bool tried_too_often = record.leases.size() >= leases_per_attempt * rules_.attempts;
  if (blame == Blame::yes || tried_too_often) {
    ++record.blames;
    record.reason = reason;
  }
  if (record.open() == 0) put_back(batch, record);
}

void LeaseLedger::forgive(std::uint64_t batch) {
  const auto found = records_.find(batch);
  if (found == records_.end() || found->second.blames == 0) return;
  const Stage stage = found->second.stage;
  if (stage == Stage::waiting || stage == Stage::leased) --found->second.blames;
}

void LeaseLedger::put_back(std::uint64_t batch, Record& record) {
  leased_.erase(batch);
  if (record.blames >= rules_.attempts) {
    record.stage = Stage::set_aside;
    ++ledger_.set_aside;
    return;
  }
  record.stage = Stage::waiting;
  waiting_.push_front(batch);
  waiting_units_ += record.units;
  ++ledger_.requeued;
}

tl::expected<const Lease*, Verdict> LeaseLedger::check(const Answer& answer) const {
  const auto found = records_.find(answer.batch);
  if (found == records_.end()) return tl::unexpected(Verdict::foreign_lease);
  const auto& leases = found->second.leases;
  if (answer.attempt == 0 || answer.attempt > leases.size()) {
    return tl::unexpected(Verdict::foreign_lease);
  }
  const Lease& lease = leases[answer.attempt - 1];
  if (lease.instance != answer.instance || lease.incarnation != answer.incarnation) {
    return tl::unexpected(Verdict::foreign_worker);
  }
  if (is_answered(lease)) return tl::unexpected(Verdict::foreign_lease);
  return &lease;
}

Verdict LeaseLedger::answer(const Answer& answer, const WorkRules& rules) {
  if (const auto checked = check(answer); !checked) {
    ++ledger_.refused;
    return checked.error();
  }
  Record& record = records_.at(answer.batch);
  Lease& lease = record.leases[answer.attempt - 1];
  const Verdict verdict = record.stage == Stage::applied
                              ? compare(record, lease, answer, rules)
                              : apply(answer.batch, record, lease, answer, rules);
  if (record.stage == Stage::applied) forget_or_keep(answer.batch, record);
  return verdict;
}

Verdict LeaseLedger::apply(std::uint64_t batch, Record& record, Lease& lease, const Answer& answer,
                           const WorkRules& rules) {
  if (const auto merged = try_merge(rules, answer.result); !merged) {
    expire(batch, lease.attempt, Blame::yes,
           lease.instance + " gave an answer that cannot be merged: " + merged.error().what);
    return Verdict::unreadable;
  }
  if (rules.merged) rules.merged(record.payload, answer.result);
  unstage(batch, record);
  record.stage = Stage::applied;
  record.payload = {};
  record.answer = answer.result;
  record.applied_by = lease.instance;
  record.applied_on = lease.board;
  end_lease(lease, LeaseEnd::applied);
  account(lease, [&](LeaseAccount& part) {
    part.units += record.units;
    part.busy_ns += answer.busy_ns;
  });
  return Verdict::applied;
}

Verdict LeaseLedger::compare(Record& record, Lease& lease, const Answer& answer,
                             const WorkRules& rules) {
  end_lease(lease, LeaseEnd::duplicate);
  account(lease, [&](LeaseAccount& part) { part.busy_ns += answer.busy_ns; });
  const bool equal =
      rules.same ? rules.same(record.answer, answer.result) : record.answer == answer.result;
  if (equal) return Verdict::duplicate;
  ++ledger_.disagreements;
  if (disagreements_.size() < disagreements_kept) {
    disagreements_.push_back(
        {answer.batch, record.applied_by, lease.instance, record.applied_on, lease.board});
  }
  return Verdict::disagreement;
}

void LeaseLedger::forget_or_keep(std::uint64_t batch, Record& record) {
  if (record.all_answered()) {
    std::erase(kept_, batch);
    records_.erase(batch);
    return;
  }
  if (std::ranges::find(kept_, batch) == kept_.end()) kept_.push_back(batch);
  while (kept_.size() > rules_.kept_answers) {
    Record& oldest = records_.at(kept_.front());
    for (Lease& lease : oldest.leases) {
      if (lease.end == LeaseEnd::open) end_lease(lease, LeaseEnd::expired);
    }
    records_.erase(kept_.front());
    kept_.pop_front();
  }
}

void LeaseLedger::close() {
  for (auto& [batch, record] : records_) {
    for (Lease& lease : record.leases) {
      if (lease.end == LeaseEnd::open) end_lease(lease, LeaseEnd::expired);
    }
    if (record.stage == Stage::waiting || record.stage == Stage::leased) ++ledger_.abandoned;
  }
  waiting_.clear();
  waiting_units_ = 0;
  leased_.clear();
}

void LeaseLedger::unstage(std::uint64_t batch, Record& record) {
  switch (record.stage) {
    case Stage::waiting:
      std::erase(waiting_, batch);
      waiting_units_ -= record.units;
      break;
    case Stage::leased:
      leased_.erase(batch);
      break;
    case Stage::set_aside:
      --ledger_.set_aside;
      break;
    case Stage::applied:
      break;
  }
}

void LeaseLedger::end_lease(Lease& lease, LeaseEnd end) {
  const bool was_open = lease.end == LeaseEnd::open;
  if (was_open) --open_leases_;
  lease.end = end;
  account(lease, [was_open, end](LeaseAccount& part) {
    if (!was_open) --part.expired;
    if (end == LeaseEnd::expired) ++part.expired;
    if (end == LeaseEnd::applied) ++part.applied;
    if (end == LeaseEnd::duplicate) ++part.duplicates;
  });
}

void LeaseLedger::account(const Lease& lease, const std::function<void(LeaseAccount&)>& change) {
  change(ledger_.total);
  change(ledger_.by_worker[lease.instance]);
  change(ledger_.by_board[lease.board]);
}

const std::string& LeaseLedger::payload(std::uint64_t batch) const {
  return records_.at(batch).payload;
}

std::uint64_t LeaseLedger::units(std::uint64_t batch) const {
  return records_.at(batch).units;
}

std::uint32_t LeaseLedger::blames(std::uint64_t batch) const {
  return records_.at(batch).blames;
}

std::vector<SetAsideBatch> LeaseLedger::set_aside() const {
  std::vector<SetAsideBatch> out;
  for (const auto& [batch, record] : records_) {
    if (record.stage != Stage::set_aside) continue;
    out.push_back({batch, record.units, record.payload, record.reason});
  }
  return out;
}

}  // namespace ballast::broker
