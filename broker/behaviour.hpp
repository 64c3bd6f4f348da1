// What an actor does, apart from how it is wired: a class that is handed messages and an outlet. It
// runs on one thread, blocks on nothing, and is tested without a socket.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "broker/clock.hpp"
#include "broker/notice.hpp"
#include "messages/envelope.hpp"
#include "messages/payload.hpp"
#include "planner/model/failure.hpp"

namespace ballast::broker {

using messages::Payload;
using planner::Failure;
using planner::Result;

struct Identity {
  std::string role;      // "portfolio"
  std::string instance;  // "portfolio-1@board-1", unique in the cluster
  std::string board;
  std::uint64_t incarnation = 0;  // differs at every start
};

using ReplyHandler = std::function<void(const Result<messages::Envelope>&)>;

class Outlet {
 public:
  virtual ~Outlet() = default;

  [[nodiscard]] virtual const Identity& self() const = 0;
  [[nodiscard]] virtual Monotonic now() const = 0;

  /// Sends a command to a role or an instance and repeats it, same id, until a reply comes or
  /// `deadline` ends; then `on_reply` is called once, with the reply or a Failure (unavailable). A
  /// reply of type "Failure" arrives as that Failure. Returns the message id.
  virtual std::string request(std::string_view route, Payload payload, std::string_view correlation,
                              std::chrono::milliseconds deadline, ReplyHandler on_reply) = 0;

  /// Answers a command; the reply acknowledges it.
  virtual void reply(const messages::Envelope& command, Payload payload) = 0;

  /// Answers a command with what went wrong.
  virtual void refuse(const messages::Envelope& command, const Failure& failure) = 0;

  /// Publishes an event. The bus keeps the last value of a state topic for late joiners.
  enum class Keep : std::uint8_t { no, last_value };
  virtual void publish(std::string_view topic, Payload payload, std::string_view correlation,
                       Keep keep = Keep::no) = 0;

  /// Calls `action` once, about `delay` from now.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> action) = 0;

  /// Writes to the log. The actor's name is filled in.
  // NOLINTNEXTLINE(performance-unnecessary-value-param): who overrides it takes it over
  virtual void note(Notice /*notice*/) {}

  /// Ends this actor's loop after what is queued has been sent.
  virtual void stop() = 0;
};

/// What an actor tells in its heartbeat.
struct ActorStatus {
  std::string doing;  // "idle", "planning 0192…", for a person
  bool ready = true;
};

class Behaviour {
 public:
  virtual ~Behaviour() = default;

  /// Topics (prefixes) that this actor reads.
  [[nodiscard]] virtual std::vector<std::string> subscriptions() const { return {}; }

  /// Called once before the first message.
  virtual void start(Outlet&) {}

  /// A command from the mailbox. Every command gets exactly one reply or refusal, now or later.
  virtual void receive(const messages::Envelope& command, Outlet&) = 0;

  /// An event from the bus.
  virtual void observe(const messages::Envelope& /*event*/, Outlet&) {}

  /// `count` events of a topic never arrived: the bus may drop for a slow reader. What depends on
  /// them must be asked for again.
  virtual void missed(std::string_view /*topic*/, std::uint64_t /*count*/, Outlet&) {}

  /// One slice of long work, a few milliseconds; returns whether there is more. Called between
  /// polls.
  virtual bool work(Outlet&) { return false; }

  /// Called once when the actor is asked to stop: finish or hand back what is open.
  virtual void drain(Outlet&) {}

  [[nodiscard]] virtual ActorStatus status() const { return {"idle", true}; }

  /// Rises with everything that work() gets done. An actor whose work() has more to do and whose
  /// progress stands still is stuck, however often it is called.
  [[nodiscard]] virtual std::uint64_t progress() const { return 0; }
};

}  // namespace ballast::broker
