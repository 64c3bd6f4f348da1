// A lease: one try of one worker at one batch.
#pragma once

#include <cstdint>
#include <string>

#include "broker/behaviour.hpp"

namespace ballast::broker {

/// Names one stay of a worker: the same process gets another after it was gone.
using WorkerId = std::uint64_t;

struct WorkerIdentity {
  std::string instance;  // "evaluator-1@board-1"
  std::string board;
  std::uint64_t incarnation = 0;
  std::uint32_t cores = 1;
  std::string digest;  // of its engine

  bool operator==(const WorkerIdentity&) const = default;
};

/// What an answer turned out to be.
enum class Verdict : std::uint8_t {
  applied,
  duplicate,
  disagreement,    // a duplicate that differs: reported in the outcome
  unreadable,      // the answer could not be merged: as good as failed
  failed,          // the worker says that it could not compute the batch
  foreign_run,     // no such run, or not any more
  foreign_worker,  // not the worker, or not the incarnation, that holds the lease
  foreign_lease,   // no such batch or attempt, or answered already
};

/// Whether the end of a lease counts against its batch.
enum class Blame : std::uint8_t { no, yes };

enum class LeaseEnd : std::uint8_t { open, expired, applied, duplicate };

struct Lease {
  std::uint32_t attempt = 0;  // from 1, within the batch
  WorkerId worker = 0;
  std::string instance;
  std::string board;
  std::uint64_t incarnation = 0;
  Monotonic issued{};
  LeaseEnd end = LeaseEnd::open;
};

}  // namespace ballast::broker
