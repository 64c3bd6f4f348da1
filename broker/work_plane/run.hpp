// A run: work that is cut into batches, leased to workers and merged. The broker sees bytes and
// units; what they mean is known to the callbacks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/behaviour.hpp"
#include "broker/work_plane/ledger.hpp"

namespace ballast::broker {

struct CutWork {
  std::string head;
  std::optional<std::string> rest;
};

/// How a run's work is measured, cut and merged. Merging is associative and commutative, so that
/// neither cutting nor the order of answers shows in the result.
struct WorkRules {
  /// Returns how many units `work` holds; 0 when it cannot be read, which refuses it.
  std::function<std::uint64_t(std::string_view work)> size;

  /// Splits off about `units` >= 1; no rest when `work` is no longer than that or cannot be cut.
  std::function<CutWork(std::string_view work, std::uint64_t units)> cut;

  /// Merges a batch's answer; a Failure means that the answer cannot be read and nothing changed.
  std::function<Result<void>(std::string_view result)> merge;

  /// Told of every answer that was merged, with the batch that it answers. Absent: nobody asks.
  std::function<void(std::string_view work, std::string_view result)> merged;

  /// Returns whether two answers of one batch are equal. Absent: they are the same bytes.
  std::function<bool(std::string_view a, std::string_view b)> same;

  /// Completes a batch with what is known only when it is first leased (a pruning floor). Every
  /// later try gets the same bytes. Absent: the work as it was cut.
  std::function<std::string(std::string work)> complete;
};

struct RunSpec {
  std::string run;                // unique; frames of another run are refused
  std::string context;            // goes to each worker once, ahead of its first batch
  std::string digest;             // of the coordinator's engine; workers that differ get nothing
  std::uint64_t total_units = 0;  // 0: not known before the pieces are all in
  WorkRules rules;
  bool grows = false;  // answers bring further pieces: it is sealed only when all are back
};

/// A batch that outlived its tries, with its payload for whoever looks into it.
struct SetAsideBatch {
  std::uint64_t batch = 0;
  std::uint64_t units = 0;
  std::string payload;
  std::string reason;  // what the last worker said, or how the last lease ended

  bool operator==(const SetAsideBatch&) const = default;
};

/// Two answers of one batch that differ: a broken board or build.
struct Disagreement {
  std::uint64_t batch = 0;
  std::string first_worker;
  std::string second_worker;
  std::string first_board;
  std::string second_board;

  bool operator==(const Disagreement&) const = default;
};

enum class RunEnd : std::uint8_t {
  complete,    // every batch applied
  incomplete,  // some set aside
  cancelled,
};

struct RunOutcome {
  std::string run;
  RunEnd end = RunEnd::complete;
  std::uint64_t units_done = 0;
  Monotonic elapsed{};  // since the run was opened
  Ledger ledger;
  std::vector<SetAsideBatch> set_aside;
  std::vector<Disagreement> disagreements;
};

/// How far a run is.
struct RunProgress {
  std::string run;
  std::uint64_t units_done = 0;
  std::uint64_t units_total = 0;  // 0: not yet known
  double units_per_second = 0;    // recent, of all workers
  std::size_t workers = 0;        // with an open lease or ready for one
  std::size_t waiting = 0;        // pieces and batches not leased
  std::size_t open_leases = 0;
  std::size_t unanswered = 0;  // batches leased of which no answer came yet
  struct Board {
    std::size_t workers = 0;
    std::uint64_t units_done = 0;
    double units_per_second = 0;

    bool operator==(const Board&) const = default;
  };
  std::map<std::string, Board> boards;
};

}  // namespace ballast::broker
