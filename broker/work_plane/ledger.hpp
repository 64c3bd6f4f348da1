// The account of a run: what was issued, leased and answered, per worker and per board. A run whose
// ledger does not balance has lost or repeated work, and is a failed run.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace ballast::broker {

/// Every lease ends in exactly one of applied, duplicate and expired.
struct LeaseAccount {
  std::uint64_t leased = 0;
  std::uint64_t applied = 0;     // the first answer of a batch
  std::uint64_t duplicates = 0;  // a later answer of a batch
  std::uint64_t expired = 0;     // ended without an answer: late, silent, gone, failed
  std::uint64_t units = 0;       // units of the applied batches
  std::uint64_t busy_ns = 0;     // as told by the workers, of all answers

  [[nodiscard]] bool balances() const { return leased == applied + duplicates + expired; }

  bool operator==(const LeaseAccount&) const = default;
};

struct Ledger {
  std::uint64_t issued = 0;         // batches cut
  std::uint64_t set_aside = 0;      // given up after too many tries
  std::uint64_t abandoned = 0;      // open when the run was cancelled
  std::uint64_t requeued = 0;       // put back for another try
  std::uint64_t copied = 0;         // leased a second time near the end
  std::uint64_t disagreements = 0;  // duplicates that differ from the applied answer
  std::uint64_t refused = 0;        // answers that match no lease
  LeaseAccount total;
  std::map<std::string, LeaseAccount> by_worker;  // by instance
  std::map<std::string, LeaseAccount> by_board;

  /// Of a finished run: issued = applied + set aside (+ abandoned), leased = applied + duplicates +
  /// expired, in total, for each worker and each board, and the parts add up to the total.
  [[nodiscard]] bool balances() const;

  bool operator==(const Ledger&) const = default;
};

}  // namespace ballast::broker
