// Frames of the work plane, [header][body]: what travels between the coordinator's ventilator, the
// evaluators and the generator. Contexts, payloads and results are bytes that only their ends know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "messages/field.hpp"

namespace ballast::messages {

/// Evaluator -> intake, repeated until its lane is announced, and again after the lane is lost.
struct WorkerHello {
  static constexpr std::string_view type = "WorkerHello";
  std::string instance;           // "evaluator-1@board-1"
  std::string board;              // "board-1"
  std::uint64_t incarnation = 0;  // differs at every start
  std::uint32_t cores = 1;
  std::uint32_t protocol = 1;
  std::string digest;           // of the engine; engines with different digests never share a run
  std::uint64_t lost_lane = 0;  // the lane it had and lost; 0: none

  bool operator==(const WorkerHello&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("board", self.board);
    visit("incarnation", self.incarnation);
    visit("cores", self.cores);
    visit("protocol", self.protocol);
    visit("digest", self.digest);
    visit("lost_lane", self.lost_lane);
  }
};

/// Evaluator -> intake, every heartbeat, also while it computes.
struct WorkerBeat {
  static constexpr std::string_view type = "WorkerBeat";
  std::string instance;
  std::uint64_t incarnation = 0;
  std::uint32_t held = 0;  // batches received and not yet answered
  std::string run;         // the run it is working on; empty: idle

  bool operator==(const WorkerBeat&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("incarnation", self.incarnation);
    visit("held", self.held);
    visit("run", self.run);
  }
};

/// Evaluator -> intake: it leaves; what it still holds may be given to others at once.
struct WorkerGoodbye {
  static constexpr std::string_view type = "WorkerGoodbye";
  std::string instance;
  std::uint64_t incarnation = 0;

  bool operator==(const WorkerGoodbye&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("incarnation", self.incarnation);
  }
};

/// Coordinator -> bus, state topic lane.<instance>: the answer to a hello. With `endpoint` empty
/// the evaluator is not (or no longer) known: it says hello again, or gives up if `refusal` says
/// why.
struct LaneOpened {
  static constexpr std::string_view type = "LaneOpened";
  std::string instance;           // the evaluator's
  std::uint64_t incarnation = 0;  // the evaluator's
  std::string endpoint;           // where its lane is bound: "tcp://192.168.1.11:5601"
  std::uint64_t lane = 0;         // rises with every lane of this coordinator
  std::uint32_t heartbeat_ms = 100;
  std::string refusal;

  bool operator==(const LaneOpened&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("incarnation", self.incarnation);
    visit("endpoint", self.endpoint);
    visit("lane", self.lane);
    visit("heartbeat_ms", self.heartbeat_ms);
    visit("refusal", self.refusal);
  }
};

/// Lane -> evaluator, ahead of the first batch of a run.
struct RunContext {
  static constexpr std::string_view type = "RunContext";
  std::string run;
  std::string digest;   // of the coordinator's engine; an evaluator that differs refuses the run
  std::string context;  // bytes

  bool operator==(const RunContext&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("digest", self.digest);
    visit("context", self.context, binary);
  }
};

/// Lane -> evaluator. Carries all that its answer depends on besides the context.
struct Batch {
  static constexpr std::string_view type = "Batch";
  std::string run;
  std::uint64_t batch = 0;    // rises within a run; names the work, not the try
  std::uint32_t attempt = 1;  // rises with every lease of the batch
  std::string payload;        // bytes

  bool operator==(const Batch&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("batch", self.batch);
    visit("attempt", self.attempt);
    visit("payload", self.payload, binary);
  }
};

/// Evaluator -> intake. A pure function of RunContext::context and Batch::payload.
struct BatchResult {
  static constexpr std::string_view type = "BatchResult";
  std::string run;
  std::uint64_t batch = 0;
  std::uint32_t attempt = 1;
  std::string instance;
  std::uint64_t incarnation = 0;
  std::uint64_t busy_ns = 0;  // time spent on it
  std::string result;         // bytes

  bool operator==(const BatchResult&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("batch", self.batch);
    visit("attempt", self.attempt);
    visit("instance", self.instance);
    visit("incarnation", self.incarnation);
    visit("busy_ns", self.busy_ns);
    visit("result", self.result, binary);
  }
};

/// Evaluator -> intake: this batch cannot be computed here.
struct BatchFailed {
  static constexpr std::string_view type = "BatchFailed";
  std::string run;
  std::uint64_t batch = 0;
  std::uint32_t attempt = 1;
  std::string instance;
  std::uint64_t incarnation = 0;
  bool context_missing = false;  // the run's context must be sent again; no fault of the batch
  std::string reason;            // one sentence

  bool operator==(const BatchFailed&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("batch", self.batch);
    visit("attempt", self.attempt);
    visit("instance", self.instance);
    visit("incarnation", self.incarnation);
    visit("context_missing", self.context_missing);
    visit("reason", self.reason);
  }
};

/// Lane -> evaluator: drop the run's context and whatever is held of it.
struct RunClosed {
  static constexpr std::string_view type = "RunClosed";
  std::string run;

  bool operator==(const RunClosed&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
  }
};

/// Generator -> intake: one piece of a run's work, to be cut and leased. Pieces are numbered from
/// 0; one that was seen before is ignored, so a generator may start over.
struct WorkPiece {
  static constexpr std::string_view type = "WorkPiece";
  std::string run;
  std::uint64_t ordinal = 0;
  std::string payload;  // bytes

  bool operator==(const WorkPiece&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("ordinal", self.ordinal);
    visit("payload", self.payload, binary);
  }
};

/// Generator -> intake: `count` pieces were all.
struct PiecesDone {
  static constexpr std::string_view type = "PiecesDone";
  std::string run;
  std::uint64_t count = 0;

  bool operator==(const PiecesDone&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("count", self.count);
  }
};

/// Coordinator -> bus, state topic pieces.<run>: the generator may push pieces below `allowed`, and
/// goes back to `next` if it is further than that and nothing moves.
struct PieceWindow {
  static constexpr std::string_view type = "PieceWindow";
  std::string run;
  std::uint64_t next = 0;     // the ordinal expected next; all below have arrived
  std::uint64_t allowed = 0;  // exclusive
  bool sealed = false;        // the count is known; nothing more is wanted

  bool operator==(const PieceWindow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("run", self.run);
    visit("next", self.next);
    visit("allowed", self.allowed);
    visit("sealed", self.sealed);
  }
};

}  // namespace ballast::messages
