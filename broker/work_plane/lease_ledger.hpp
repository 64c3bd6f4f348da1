// The batches of one run and their leases: who has which, which wait for another try, which are
// done. Every change keeps the account of broker/work_plane/ledger.hpp.
//
// A batch is waiting, leased (at least one open lease), applied or set aside. Its record goes when
// it is applied and every lease of it was answered; until then its answer is kept for comparison.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "broker/work_plane/lease.hpp"
#include "broker/work_plane/run.hpp"

namespace ballast::broker {

struct LeaseRules {
  std::uint32_t attempts = 3;       // blames after which a batch is set aside
  std::uint32_t copies = 2;         // open leases of one batch
  std::size_t kept_answers = 1024;  // of applied batches that a late answer may still come for
};

/// A worker's answer, as far as the ledger needs it.
struct Answer {
  std::uint64_t batch = 0;
  std::uint32_t attempt = 0;
  std::string_view instance;
  std::uint64_t incarnation = 0;
  std::uint64_t busy_ns = 0;
  std::string_view result;
};

class LeaseLedger {
 public:
  explicit LeaseLedger(LeaseRules rules) : rules_(rules) {}

  /// Adds a batch; it waits at the tail. Returns its number.
  std::uint64_t issue(std::string payload, std::uint64_t units);

  /// Leases a waiting batch, or another copy of a leased one. Returns the attempt.
  /// REQUIRES: the batch waits or is leased.
  std::uint32_t lease(std::uint64_t batch, WorkerId worker, const WorkerIdentity& identity,
                      Monotonic now);

  /// Returns the first waiting batch for which `acceptable(instances that failed it)` holds.
  using Acceptable = std::function<bool(const std::vector<std::string>& tried)>;
  [[nodiscard]] std::optional<std::uint64_t> first_waiting(const Acceptable& acceptable) const;

  /// Returns the oldest batch leased at `latest` or before that has room for a copy and that
  /// `worker` does not hold.
  [[nodiscard]] std::optional<std::uint64_t> oldest_to_copy(WorkerId worker,
                                                            Monotonic latest) const;

  /// Ends an open lease without an answer: the batch waits again, at the head, or is set aside. An
  /// unknown or ended lease is ignored.
  void expire(std::uint64_t batch, std::uint32_t attempt, Blame blame, std::string_view reason);

  /// Takes back one blame of a batch that still waits or is leased.
  void forgive(std::uint64_t batch);

  /// Applies the first answer of a batch through `rules.merge`; checks and counts later ones.
  Verdict answer(const Answer& answer, const WorkRules& rules);

  /// Returns the lease if it is the named worker's and not answered yet; else why not.
  [[nodiscard]] tl::expected<const Lease*, Verdict> check(const Answer& answer) const;

  /// Ends the run: open leases expire; what is neither applied nor set aside is abandoned.
  void close();

  [[nodiscard]] bool settled() const { return waiting_.empty() && leased_.empty(); }
  [[nodiscard]] std::size_t waiting_count() const { return waiting_.size(); }
  [[nodiscard]] std::uint64_t waiting_units() const { return waiting_units_; }
  [[nodiscard]] std::size_t open_leases() const { return open_leases_; }
  [[nodiscard]] std::size_t unanswered() const { return leased_.size(); }
  [[nodiscard]] const std::string& payload(std::uint64_t batch) const;
  [[nodiscard]] std::uint64_t units(std::uint64_t batch) const;
  [[nodiscard]] std::uint32_t blames(std::uint64_t batch) const;
  [[nodiscard]] std::uint64_t units_done() const { return ledger_.total.units; }
  [[nodiscard]] const Ledger& ledger() const { return ledger_; }
  [[nodiscard]] const std::vector<Disagreement>& disagreements() const { return disagreements_; }
  [[nodiscard]] std::vector<SetAsideBatch> set_aside() const;

 private:
  enum class Stage : std::uint8_t { waiting, leased, applied, set_aside };
  struct Record {
    Stage stage = Stage::waiting;
    std::string payload;  // empty once applied
    std::uint64_t units = 0;
    std::uint32_t blames = 0;
    std::vector<Lease> leases;
    std::string reason;
    std::string answer;  // once applied, while a lease is unanswered
    std::string applied_by;
    std::string applied_on;

    [[nodiscard]] std::size_t open() const;
    [[nodiscard]] bool all_answered() const;
  };

  void account(const Lease& lease, const std::function<void(LeaseAccount&)>& change);
  void end_lease(Lease& lease, LeaseEnd end);
  void put_back(std::uint64_t batch, Record& record);
  void unstage(std::uint64_t batch, Record& record);
  Verdict apply(std::uint64_t batch, Record& record, Lease& lease, const Answer& answer,
                const WorkRules& rules);
  Verdict compare(Record& record, Lease& lease, const Answer& answer, const WorkRules& rules);
  void forget_or_keep(std::uint64_t batch, Record& record);

  LeaseRules rules_;
  std::uint64_t next_batch_ = 1;
  std::map<std::uint64_t, Record> records_;
  std::deque<std::uint64_t> waiting_;
  std::set<std::uint64_t> leased_;
  std::deque<std::uint64_t> kept_;  // applied, with an unanswered lease
  std::uint64_t waiting_units_ = 0;
  std::size_t open_leases_ = 0;
  Ledger ledger_;
  std::vector<Disagreement> disagreements_;
};

}  // namespace ballast::broker
