// Facts that happened, published on the bus. They may be dropped for a slow reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"
#include "planner/model/score.hpp"

namespace ballast::messages {

/// Every actor, state topic actor.<instance>: I live.
struct ActorHeartbeat {
  static constexpr std::string_view type = "ActorHeartbeat";
  std::string role;
  std::string instance;
  std::string board;
  std::uint64_t incarnation = 0;  // differs at every start
  std::string doing;              // for a person
  bool ready = false;
  std::uint64_t uptime_ms = 0;
  std::uint64_t memory_kb = 0;  // its share of what is resident; 0: unknown
  std::string version;          // of the program
  std::string digest;           // of the engine; empty for actors without one
  std::uint32_t period_ms = 1000;
  std::uint32_t pid = 0;               // of its process on its board; 0: not told
  std::uint64_t progress = 0;          // rises with everything that it gets done
  bool busy = false;                   // it has work that waits for nobody
  std::uint64_t memory_budget_kb = 0;  // what it should stay below; 0: not told
  std::string last_error;              // the last thing that went wrong here, in words
  std::uint64_t last_error_age_ms = 0;

  bool operator==(const ActorHeartbeat&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("role", self.role);
    visit("instance", self.instance);
    visit("board", self.board);
    visit("incarnation", self.incarnation);
    visit("doing", self.doing, may_be_absent);
    visit("ready", self.ready);
    visit("uptime_ms", self.uptime_ms, may_be_absent);
    visit("memory_kb", self.memory_kb, may_be_absent);
    visit("version", self.version, may_be_absent);
    visit("digest", self.digest, may_be_absent);
    visit("period_ms", self.period_ms, may_be_absent);
    visit("pid", self.pid, may_be_absent);
    visit("progress", self.progress, may_be_absent);
    visit("busy", self.busy, may_be_absent);
    visit("memory_budget_kb", self.memory_budget_kb, may_be_absent);
    visit("last_error", self.last_error, may_be_absent);
    visit("last_error_age_ms", self.last_error_age_ms, may_be_absent);
  }
};

/// Every actor, topic actor.<instance>: this instance ends.
struct ActorStopped {
  static constexpr std::string_view type = "ActorStopped";
  std::string instance;
  std::uint64_t incarnation = 0;
  std::string reason;

  bool operator==(const ActorStopped&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("instance", self.instance);
    visit("incarnation", self.incarnation);
    visit("reason", self.reason, may_be_absent);
  }
};

/// Any reader, topic frame.rejected: frames that it could not use, once per kind of reason.
struct FrameRejected {
  static constexpr std::string_view type = "FrameRejected";
  std::string reason;  // one sentence
  std::string where;   // path of the field; may be empty
  std::string route;
  std::string frame_type;  // the header's type, where it could be read
  std::string sender;      // where it could be read
  std::uint64_t count = 1;

  bool operator==(const FrameRejected&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("reason", self.reason);
    visit("where", self.where, may_be_absent);
    visit("route", self.route, may_be_absent);
    visit("frame_type", self.frame_type, may_be_absent);
    visit("sender", self.sender, may_be_absent);
    visit("count", self.count, may_be_absent);
  }
};

/// Broker, topic command.expired: a command's time to live ended in its mailbox.
struct CommandExpired {
  static constexpr std::string_view type = "CommandExpired";
  std::string id;
  std::string command_type;
  std::string route;
  std::string sender;

  bool operator==(const CommandExpired&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("id", self.id);
    visit("command_type", self.command_type);
    visit("route", self.route);
    visit("sender", self.sender);
  }
};

struct BoardProgress {
  std::string board;
  std::uint32_t workers = 0;
  std::uint64_t done = 0;  // indices looked at
  double rate_per_s = 0.0;

  bool operator==(const BoardProgress&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("board", self.board);
    visit("workers", self.workers);
    visit("done", self.done);
    visit("rate_per_s", self.rate_per_s);
  }
};

/// Coordinator, state topic plan.<id>.progress, ten times a second; while a tap listens, with every
/// stage that begins, too.
struct PlanProgress {
  static constexpr std::string_view type = "PlanProgress";
  std::string plan_id;
  std::string stage;        // "gathering", "identifying", "preparing", "searching", "front",
                            // "alternatives", "building", "keeping"
  std::uint64_t done = 0;   // indices looked at in this stage
  std::uint64_t total = 0;  // 0: not known yet
  double rate_per_s = 0.0;
  std::uint32_t workers = 0;
  std::uint64_t waiting = 0;      // pieces and batches that nobody has yet
  std::uint64_t open_leases = 0;  // batches that somebody has
  std::optional<planner::Score> best_score;
  std::vector<BoardProgress> boards;
  std::uint64_t kept = 0;  // of what is done: what a coordinator that is restarted does not repeat

  bool operator==(const PlanProgress&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("plan_id", self.plan_id);
    visit("stage", self.stage);
    visit("done", self.done);
    visit("total", self.total);
    visit("rate_per_s", self.rate_per_s, may_be_absent);
    visit("workers", self.workers, may_be_absent);
    visit("waiting", self.waiting, may_be_absent);
    visit("open_leases", self.open_leases, may_be_absent);
    visit("best_score", self.best_score);
    visit("boards", self.boards, may_be_absent);
    visit("kept", self.kept, may_be_absent);
  }
};

/// Portfolio, topic portfolio.updated.
struct PortfolioUpdated {
  static constexpr std::string_view type = "PortfolioUpdated";
  std::uint64_t version = 0;  // rises with every change
  std::string cause;          // "import", "fill 0192..."

  bool operator==(const PortfolioUpdated&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("version", self.version);
    visit("cause", self.cause, may_be_absent);
  }
};

/// Universe, topic universe.updated.
struct UniverseUpdated {
  static constexpr std::string_view type = "UniverseUpdated";
  std::uint64_t version = 0;  // rises with every change
  std::string cause;          // "prices", "securities"

  bool operator==(const UniverseUpdated&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("version", self.version);
    visit("cause", self.cause, may_be_absent);
  }
};

/// Broker, state topic tap.listening, when the first tap comes and the last one goes. Copies on
/// tap.* are made only in between.
struct TapListening {
  static constexpr std::string_view type = "TapListening";
  std::uint32_t listeners = 0;

  bool operator==(const TapListening&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("listeners", self.listeners);
  }
};

/// Broker or ventilator, topics tap.*, only while somebody listens: a copy of a frame of the work
/// plane.
struct TapFrame {
  static constexpr std::string_view type = "TapFrame";
  std::string direction;  // "lane" (to a worker) or "intake" (from one)
  std::string worker;     // instance
  std::string board;
  std::string header;  // msgpack
  std::string body;    // msgpack

  bool operator==(const TapFrame&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("direction", self.direction);
    visit("worker", self.worker);
    visit("board", self.board);
    visit("header", self.header, binary);
    visit("body", self.body, binary);
  }
};

}  // namespace ballast::messages
